import { IconChevronRight } from '@tabler/icons-react';
import type { LocalTicket } from '../../../../shared/contract/ipc';
import { RelativeTime } from '../../../kit/ui/relative-time';
import { useWords } from '../../words/words';
import { ConnectionLine } from '../connection-line';
import shared from '../help.module.css';
import { inOrder } from '../help-state';
import type { Help } from '../use-help';
import { ViewHeader } from '../view-header';
import { StatusBadge } from './status-badge';
import classes from './tickets.module.css';

function Row({ ticket, onOpen }: { ticket: LocalTicket; onOpen(): void }) {
  const words = useWords();
  return (
    <li>
      <button type="button" className={classes['row']} onClick={onOpen}>
        <span className={classes['rowMain']}>
          <span className={classes['subject']}>{ticket.subject}</span>
          <span className={classes['meta']}>
            {ticket.ticket?.number ?? words.tickets.notNumbered}
            {' · '}
            <RelativeTime at={ticket.ticket?.updatedAt ?? ticket.createdAt} />
          </span>
        </span>
        <StatusBadge ticket={ticket} />
        <IconChevronRight size={16} stroke={1.75} aria-hidden />
      </button>
    </li>
  );
}

/** Everything sent from this computer, newest first. */
export function TicketList({ help }: { help: Help }) {
  const words = useWords();
  const { page, dispatch } = help;
  return (
    <div className={shared['view']}>
      <ViewHeader title={words.tickets.title} />
      <div className={shared['body']}>
        {page.wanted === null ? null : (
          <p role="status" className={classes['empty']}>
            {words.tickets.notHere(page.wanted)}
          </p>
        )}
        {page.tickets.length === 0 ? (
          <p className={classes['empty']}>{words.tickets.empty}</p>
        ) : (
          <ul className={classes['list']}>
            {inOrder(page.tickets).map((ticket) => (
              <Row
                key={ticket.id}
                ticket={ticket}
                onOpen={() => dispatch({ kind: 'view', view: { kind: 'ticket', id: ticket.id } })}
              />
            ))}
          </ul>
        )}
      </div>
      <footer className={shared['footerQuiet']}>
        <ConnectionLine connection={page.connection} />
      </footer>
    </div>
  );
}
