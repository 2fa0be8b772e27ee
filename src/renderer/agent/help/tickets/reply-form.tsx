import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Fault } from '../../../../shared/base/fault';
import type { LocalTicket } from '../../../../shared/contract/ipc';
import { FaultNotice } from '../../../kit/ui/fault-notice';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';
import shared from '../help.module.css';
import type { Help } from '../use-help';
import classes from './tickets.module.css';

interface Props {
  help: Help;
  ticket: LocalTicket;
}

/** The requester's answer, and "It works again" while there is something to solve. */
export function ReplyForm({ help: { bridge, dispatch }, ticket }: Props) {
  const words = useWords();
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<'reply' | 'solved' | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const status = ticket.ticket?.status;
  const solvable = status === 'new' || status === 'in-progress' || status === 'on-hold';
  const empty = text.trim() === '';

  async function run(what: 'reply' | 'solved'): Promise<void> {
    setBusy(what);
    setFault(null);
    const answer = await (
      what === 'reply'
        ? bridge.call('help:reply', { ticketId: ticket.id, text })
        : bridge.call('help:solved', { ticketId: ticket.id })
    ).catch(() => ({ ok: false as const, fault: { code: 'internal' as const } }));
    setBusy(null);
    if (!answer.ok) {
      setFault(answer.fault as Fault);
      return;
    }
    if (what === 'reply') setText('');
    dispatch({ kind: 'ticket', ticket: answer.value });
    announce(what === 'reply' ? words.ticket.replied : words.ticket.thanks);
  }

  return (
    <form
      className={classes['reply']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty && busy === null) void run('reply');
      }}
    >
      {fault && <FaultNotice fault={fault} />}
      <Textarea
        aria-label={words.ticket.reply}
        placeholder={words.ticket.replyPlaceholder}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.form?.requestSubmit();
          }
        }}
        rows={2}
        classNames={{ input: shared['grows'] ?? '' }}
      />
      <div className={shared['sendRow']}>
        {solvable ? (
          <Button variant="default" loading={busy === 'solved'} onClick={() => void run('solved')}>
            {words.ticket.solved}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" disabled={empty} loading={busy === 'reply'}>
          {words.ticket.sendReply}
        </Button>
      </div>
    </form>
  );
}
