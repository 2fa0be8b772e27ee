import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { newId } from '../../../shared/model/ids';
import type { Ticket, Visibility } from '../../../shared/model/ticket';
import { keys } from '../api/keys';
import { useCall } from '../api/queries';
import { useAnnounce } from '../app/announcer';
import { useServices } from '../app/services';
import { ProblemNotice } from '../text/problem-notice';
import { Reason } from '../text/reason';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import classes from './composer.module.css';

/** One field, two buttons that cannot be mistaken for each other: what is public is said on the button itself. */
export function Composer({ ticket }: { ticket: Ticket }) {
  return <Fields key={ticket.id} ticket={ticket} />;
}

function Fields({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { drafts } = useServices();
  const [text, setText] = useState(() => drafts.get(ticket.id));
  // The same words sent again after a failure are the same comment.
  const [commentId, setCommentId] = useState(newId);
  const add = useCall('addComment', [keys.queues]);

  const write = (value: string) => {
    setText(value);
    drafts.set(ticket.id, value);
  };
  const closed = ticket.status === 'closed' || ticket.status === 'canceled';
  const empty = text.trim() === '';
  const send = (visibility: Visibility) => {
    if (empty || add.isPending || (visibility === 'public' && closed)) return;
    add.mutate(
      { params: { id: ticket.id }, body: { id: commentId, visibility, text } },
      {
        onSuccess: (changed) => {
          queries.setQueryData(keys.ticket(ticket.number), changed);
          write('');
          setCommentId(newId());
          announce(visibility === 'public' ? words.ticket.sent : words.ticket.noted);
        },
      },
    );
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send('public');
  };
  const pending = add.isPending ? add.variables.body.visibility : null;
  const name = visible(ticket.requester.name);
  return (
    <div className={classes['composer']}>
      {add.error ? <ProblemNotice fault={add.error.fault} /> : null}
      {closed ? <p className={classes['hint']}>{words.ticket.composerOver}</p> : null}
      <Textarea
        aria-label={words.ticket.composer}
        placeholder={words.ticket.composerPlaceholder(name)}
        classNames={{ input: classes['text'] ?? '' }}
        rows={2}
        value={text}
        onChange={(event) => {
          // Other words after a failure are another comment.
          if (add.isError) setCommentId(newId());
          write(event.currentTarget.value);
        }}
        onKeyDown={onKey}
      />
      <div className={classes['buttons']}>
        <span className={classes['hint']}>{words.ticket.composerKeys}</span>
        <Reason why={empty ? words.ticket.composerEmpty : null}>
          <Button
            className={classes['note'] ?? ''}
            size="xs"
            variant="default"
            disabled={empty || pending === 'public'}
            loading={pending === 'internal'}
            onClick={() => send('internal')}
          >
            {words.ticket.addNote}
          </Button>
        </Reason>
        <Reason why={closed ? words.ticket.composerOver : empty ? words.ticket.composerEmpty : null}>
          <Button
            size="xs"
            variant="light"
            disabled={empty || closed || pending === 'internal'}
            loading={pending === 'public'}
            onClick={() => send('public')}
          >
            <span className={classes['label']}>{words.ticket.replyTo(name)}</span>
          </Button>
        </Reason>
      </div>
    </div>
  );
}
