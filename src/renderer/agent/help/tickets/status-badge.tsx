import type { LocalTicket } from '../../../../shared/contract/ipc';
import { useWords } from '../../words/words';
import classes from './tickets.module.css';

/** Where the ticket stands, in a word; the colour only repeats it. */
export function StatusBadge({ ticket }: { ticket: LocalTicket }) {
  const words = useWords();
  const status = ticket.ticket?.status;
  if (!status) return null;
  return (
    <span className={classes['badge']} data-status={status}>
      {words.ticket.status[status]}
    </span>
  );
}
