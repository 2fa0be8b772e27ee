import { Button } from '@mantine/core';
import { IconCheck, IconClock } from '@tabler/icons-react';
import type { LocalTicket } from '../../../../shared/contract/ipc';
import { FaultNotice } from '../../../kit/ui/fault-notice';
import { useWords, type Words } from '../../words/words';
import { ConnectionLine } from '../connection-line';
import shared from '../help.module.css';
import type { Help } from '../use-help';
import { ViewHeader } from '../view-header';
import { Conversation } from './conversation';
import { ReplyForm } from './reply-form';
import { StatusBadge } from './status-badge';
import classes from './tickets.module.css';

function nextStep(ticket: LocalTicket, words: Words): string {
  if (!ticket.ticket) return ticket.delivery === 'sending' ? words.ticket.sending : words.ticket.saved;
  const { status, assignee } = ticket.ticket;
  if (assignee && (status === 'new' || status === 'in-progress')) {
    return words.ticket.worksOnIt(assignee.name);
  }
  return words.ticket.next[status];
}

interface Props {
  help: Help;
  ticket: LocalTicket;
}

/** One ticket as its requester sees it: where it stands, what comes next, what was said, and the way to answer. */
export function TicketCard({ help, ticket }: Props) {
  const words = useWords();
  const { dispatch, page } = help;
  const status = ticket.ticket?.status;
  const over = status === 'closed' || status === 'canceled' || ticket.delivery === 'refused';
  return (
    <div className={shared['view']}>
      <ViewHeader
        title={ticket.ticket ? words.ticket.number(ticket.ticket.number) : words.tickets.notNumbered}
        onBack={() => dispatch({ kind: 'view', view: { kind: 'tickets' } })}
      />
      <div className={shared['body']}>
        <StatusCard ticket={ticket} />
        <Conversation ticket={ticket} />
      </div>
      <footer className={shared['footer']}>
        <ConnectionLine connection={page.connection} />
        {over ? (
          <div className={shared['sendRow']}>
            <span />
            <Button onClick={() => dispatch({ kind: 'view', view: { kind: 'new' } })}>
              {words.ticket.newRequest}
            </Button>
          </div>
        ) : (
          <ReplyForm help={help} ticket={ticket} />
        )}
      </footer>
    </div>
  );
}

function StatusCard({ ticket }: { ticket: LocalTicket }) {
  const words = useWords();
  return (
    <section className={classes['card']} data-testid="status-card">
      <div className={classes['cardHead']}>
        <h2 className={classes['cardSubject']}>{ticket.subject}</h2>
        <StatusBadge ticket={ticket} />
      </div>
      {ticket.delivery === 'refused' && ticket.fault ? (
        <FaultNotice fault={ticket.fault} />
      ) : (
        <p className={classes['next']} role="status">
          {ticket.ticket ? (
            <IconCheck size={20} stroke={2} aria-hidden className={classes['good']} />
          ) : (
            <IconClock size={20} stroke={1.75} aria-hidden className={classes['waits']} />
          )}
          <span>{nextStep(ticket, words)}</span>
        </p>
      )}
      {ticket.delivery === 'sent' && ticket.fault && (
        <FaultNotice fault={ticket.fault} words={words.ticket.partRefused} />
      )}
      {ticket.ticket?.status === 'new' && <p className={classes['quiet']}>{words.ticket.numberHint}</p>}
    </section>
  );
}
