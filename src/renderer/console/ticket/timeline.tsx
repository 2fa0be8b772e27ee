import { IconScreenShare } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { never } from '../../../shared/base/never';
import type { Comment, Ticket, TicketEvent } from '../../../shared/model/ticket';
import { RelativeTime } from '../../kit/ui/relative-time';
import { Said } from '../text/said';
import { useWords } from '../words/words';
import { Screenshots } from './attachments';
import { eventText } from './event-text';
import { timelineOf } from './timeline-items';
import classes from './timeline.module.css';

/** The request, then everything that was said; what merely changed is folded between. */
export function Timeline({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const list = useRef<HTMLOListElement>(null);
  const count = ticket.comments.length;
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  return (
    // The keyboard scrolls what it can reach.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol ref={list} tabIndex={0} aria-label={words.ticket.conversation} className={classes['timeline']}>
      <li className={classes['entry']} data-side="requester">
        <p className={classes['who']}>
          <b>
            <Said>{ticket.requester.name}</Said>
          </b>
          <span>{words.ticket.described}</span>
          <RelativeTime at={ticket.createdAt} />
        </p>
        <div className={classes['said']}>
          <Said lines>{ticket.description}</Said>
        </div>
        <Screenshots attachments={ticket.attachments} />
      </li>
      {timelineOf(ticket).map((item) => {
        switch (item.kind) {
          case 'comment':
            return <CommentEntry key={item.comment.id} comment={item.comment} />;
          case 'receipt':
            return (
              <li key={item.event.id} className={classes['receipt']}>
                <IconScreenShare size={16} stroke={1.75} aria-hidden />
                <div>
                  <EventLine event={item.event} />
                </div>
              </li>
            );
          case 'events':
            return <EventsEntry key={item.events[0]?.id} events={item.events} />;
          default:
            return never(item);
        }
      })}
    </ol>
  );
}

function CommentEntry({ comment }: { comment: Comment }) {
  const words = useWords();
  const note = comment.visibility === 'internal';
  return (
    <li className={classes['entry']} data-side={note ? 'note' : comment.author.kind}>
      <p className={classes['who']}>
        <b>
          <Said>{comment.author.name || words.ticket.desk}</Said>
        </b>
        <span>
          {note
            ? `${words.ticket.note}, ${words.ticket.noteHint}`
            : comment.author.kind === 'technician'
              ? words.ticket.reply
              : ''}
        </span>
        <RelativeTime at={comment.createdAt} />
      </p>
      <div className={classes['said']}>
        <Said lines>{comment.text}</Said>
      </div>
    </li>
  );
}

function EventsEntry({ events }: { events: readonly TicketEvent[] }) {
  const words = useWords();
  const [only] = events;
  if (events.length === 1 && only) {
    return (
      <li className={classes['event']}>
        <EventLine event={only} />
      </li>
    );
  }
  return (
    <li className={classes['event']}>
      <details>
        <summary>
          {words.ticket.events(events.length)}
          {only ? (
            <>
              {' · '}
              <RelativeTime at={only.at} />
            </>
          ) : null}
        </summary>
        <ul>
          {events.map((event) => (
            <li key={event.id}>
              <EventLine event={event} />
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function EventLine({ event }: { event: TicketEvent }) {
  const words = useWords();
  return (
    <>
      <Said>{eventText(event, words)}</Said>
      {' · '}
      <Said>{event.actor.name || words.ticket.desk}</Said>
      {' · '}
      <RelativeTime at={event.at} />
    </>
  );
}
