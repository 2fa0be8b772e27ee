import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link, useParams } from 'react-router';
import { SkeletonLines } from '../../kit/ui/skeleton-lines';
import type { Ticket } from '../../../shared/model/ticket';
import { useTicket } from '../api/queries';
import { useMe } from '../app/me';
import { useAnnounce } from '../app/announcer';
import { usePageTitle } from '../app/page-title';
import { paths } from '../app/paths';
import { PriorityMark, StatusMark } from '../queue/marks';
import { ProblemNotice } from '../text/problem-notice';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { Composer } from './composer';
import { DeviceColumn } from './device-column';
import { FactsColumn } from './facts-column';
import { Timeline } from './timeline';
import classes from './ticket.module.css';

/** Everything about one ticket: what is asked on the left, what was said in the middle, the computer on the right. */
export function TicketPage() {
  const number = useParams()['number'] ?? '';
  // What one searched for, unfolded or heard in one ticket says nothing about the next.
  return <OneTicket key={number} number={number} />;
}

function OneTicket({ number }: { number: string }) {
  const words = useWords();
  const query = useTicket(number);
  const ticket = query.data;
  usePageTitle(ticket ? `${ticket.number} ${visible(ticket.subject)}` : number);

  useNewMessages(ticket);

  if (!ticket) {
    return (
      <div className={classes['alone']}>
        {query.error ? (
          <ProblemNotice
            fault={query.error.fault}
            action={
              <Button variant="default" onClick={() => void query.refetch()}>
                {words.common.retry}
              </Button>
            }
          />
        ) : (
          <SkeletonLines label={words.common.loading} lines={8} />
        )}
      </div>
    );
  }
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <nav className={classes['crumbs']} aria-label={words.common.back}>
          <Link to={paths.queue()}>{words.ticket.backToQueue}</Link>
          <span aria-hidden>/</span>
          <span className={classes['number']}>{ticket.number}</span>
        </nav>
        <h1 title={visible(ticket.subject)}>
          <Said>{ticket.subject}</Said>
        </h1>
        <div className={classes['marks']}>
          <StatusMark status={ticket.status} />
          <PriorityMark priority={ticket.priority} />
        </div>
      </header>
      {query.error ? (
        <div className={classes['stale']}>
          <ProblemNotice fault={query.error.fault} />
        </div>
      ) : null}
      <div className={classes['columns']}>
        <FactsColumn ticket={ticket} />
        <section className={classes['middle']} aria-label={words.ticket.conversation}>
          <Timeline ticket={ticket} />
          <Composer ticket={ticket} />
        </section>
        <DeviceColumn ticket={ticket} />
      </div>
    </div>
  );
}

/** Says who wrote, not what: the words stand in the conversation. One's own are said by the composer. */
function useNewMessages(ticket: Ticket | undefined): void {
  const words = useWords();
  const announce = useAnnounce();
  const { person } = useMe();
  const known = useRef<number | null>(null);
  useEffect(() => {
    if (!ticket) return;
    const before = known.current;
    known.current = ticket.comments.length;
    const last = ticket.comments.at(-1);
    if (before === null || ticket.comments.length <= before || !last) return;
    if (last.author.id !== person.id) announce(words.ticket.newMessage(last.author.name));
  }, [ticket, person.id, announce, words]);
}
