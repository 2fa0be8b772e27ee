import { useEffect, useRef } from 'react';
import type { LocalTicket } from '../../../../shared/contract/ipc';
import { RelativeTime } from '../../../kit/ui/relative-time';
import { useWords } from '../../words/words';
import classes from './tickets.module.css';

/** What was said so far, and what of it waits to be sent. New answers are read out. */
export function Conversation({ ticket }: { ticket: LocalTicket }) {
  const words = useWords();
  const end = useRef<HTMLDivElement>(null);
  const comments = ticket.ticket?.comments ?? [];
  // The desk's copy of a comment replaces the one that waited.
  const waiting = ticket.waiting.filter((each) => !comments.some((comment) => comment.id === each.id));
  const count = comments.length + waiting.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);

  return (
    <section aria-label={words.ticket.conversation}>
      {count === 0 && ticket.ticket && <p className={classes['empty']}>{words.ticket.noAnswer}</p>}
      <ol className={classes['messages']} aria-live="polite">
        {comments.map((comment) => {
          const mine = comment.author.kind === 'requester';
          return (
            <li key={comment.id} className={classes['message']} data-mine={mine || undefined}>
              <p className={classes['who']}>
                {mine ? words.ticket.you : comment.author.name} · <RelativeTime at={comment.createdAt} />
              </p>
              <p className={classes['text']}>{comment.text}</p>
            </li>
          );
        })}
        {waiting.map((comment) => (
          <li key={comment.id} className={classes['message']} data-mine data-waiting>
            <p className={classes['who']}>
              {words.ticket.you} · {words.ticket.waiting}
            </p>
            <p className={classes['text']}>{comment.text}</p>
          </li>
        ))}
      </ol>
      <div ref={end} />
    </section>
  );
}
