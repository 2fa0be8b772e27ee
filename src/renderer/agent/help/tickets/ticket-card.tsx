import { Button, Textarea } from '@mantine/core';
import { IconCheck, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import type { Fault } from '../../../../shared/base/fault';
import type { LocalTicket } from '../../../../shared/contract/ipc';
import { FaultNotice } from '../../../kit/ui/fault-notice';
import { useWords, type Words } from '../../words/words';
import { useAnnounce } from '../announcer';
import { ConnectionLine } from '../connection-line';
import shared from '../help.module.css';
import type { Help } from '../use-help';
import { ViewHeader } from '../view-header';
import { Conversation } from './conversation';
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
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<'reply' | 'solved' | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const { bridge, dispatch, page } = help;
  const status = ticket.ticket?.status;
  const over = status === 'closed' || status === 'canceled' || ticket.delivery === 'refused';
  const open = status === 'new' || status === 'in-progress' || status === 'on-hold';

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
    announce(nextStep(answer.value, words));
  }

  return (
    <div className={shared['view']}>
      <ViewHeader
        title={ticket.ticket ? words.ticket.number(ticket.ticket.number) : words.tickets.notNumbered}
        onBack={() => dispatch({ kind: 'view', view: { kind: 'tickets' } })}
      />
      <div className={shared['body']}>
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
        </section>
        <Conversation ticket={ticket} />
        {fault && <FaultNotice fault={fault} />}
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
          <form
            className={classes['reply']}
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim() !== '') void run('reply');
            }}
          >
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
              autosize
              minRows={2}
              maxRows={6}
            />
            <div className={shared['sendRow']}>
              {open ? (
                <Button variant="default" loading={busy === 'solved'} onClick={() => void run('solved')}>
                  {words.ticket.solved}
                </Button>
              ) : (
                <span />
              )}
              <Button type="submit" disabled={text.trim() === ''} loading={busy === 'reply'}>
                {words.ticket.sendReply}
              </Button>
            </div>
          </form>
        )}
      </footer>
    </div>
  );
}
