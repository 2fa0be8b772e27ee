import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Level, Ticket, TicketStatus } from '../../../shared/model/ticket';
import { priorityOf } from '../../../shared/rules/priority';
import { nextStatuses } from '../../../shared/rules/ticket-machine';
import { RelativeTime } from '../../kit/ui/relative-time';
import { usePeople } from '../api/queries';
import { useMe } from '../app/me';
import { PriorityMark } from '../queue/marks';
import { Presence } from '../text/presence';
import { ProblemNotice } from '../text/problem-notice';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { Attachments } from './attachments';
import { useChangeTicket } from './use-change-ticket';
import classes from './ticket.module.css';

const LEVELS = [1, 2, 3] as const satisfies Level[];

export function FactsColumn({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const change = useChangeTicket(ticket);
  const { impact, urgency } = ticket;
  const levels = LEVELS.map((level) => ({ value: String(level), label: words.level[level] }));
  return (
    <aside className={classes['facts']} aria-label={words.ticket.facts}>
      <div className={classes['list']}>
        <Fact label={words.ticket.requester}>
          <Said>{ticket.requester.name}</Said>
        </Fact>
        <Fact label={words.ticket.device}>
          <Presence name={ticket.device.name} online={ticket.device.online} spelled />
          {ticket.device.online || ticket.device.lastSeenAt === null ? null : (
            <p className={classes['small']}>
              {words.ticket.lastSeen} <RelativeTime at={ticket.device.lastSeenAt} />
            </p>
          )}
        </Fact>
        <StatusFact ticket={ticket} onChange={(status) => change.run({ status })} />
        <AssigneeFact ticket={ticket} onChange={(assigneeId) => change.run({ assigneeId })} />
        <Fact label={words.ticket.priority}>
          <PriorityMark priority={priorityOf(impact, urgency)} />
          <p className={classes['small']}>{words.ticket.why(words.level[impact], words.level[urgency])}</p>
        </Fact>
        <div className={classes['pair']}>
          <NativeSelect
            label={words.ticket.impact}
            size="xs"
            value={String(impact)}
            data={levels}
            onChange={(event) => change.run({ impact: Number(event.currentTarget.value) as Level })}
          />
          <NativeSelect
            label={words.ticket.urgency}
            size="xs"
            value={String(urgency)}
            data={levels}
            onChange={(event) => change.run({ urgency: Number(event.currentTarget.value) as Level })}
          />
        </div>
        <p className={classes['small']}>
          {words.ticket.answered(words.canWork[ticket.canWork], words.affected[ticket.affected])}
        </p>
        {change.fault ? <ProblemNotice fault={change.fault} /> : null}
        <Fact label={words.ticket.created}>
          <RelativeTime at={ticket.createdAt} />
        </Fact>
        <Fact label={words.ticket.attachments}>
          <Attachments attachments={ticket.attachments} />
        </Fact>
      </div>
    </aside>
  );
}

/** A list of its own: between facts stand fields, which a list of facts may not hold. */
function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </dl>
  );
}

function StatusFact({ ticket, onChange }: { ticket: Ticket; onChange: (status: TicketStatus) => void }) {
  const words = useWords();
  const next = nextStatuses(ticket.status);
  const over = next.length === 0;
  return (
    <NativeSelect
      label={words.ticket.status}
      size="xs"
      disabled={over}
      title={over ? words.ticket.statusOver(words.status[ticket.status]) : undefined}
      description={over ? words.ticket.statusOver(words.status[ticket.status]) : undefined}
      value={ticket.status}
      data={[ticket.status, ...next].map((status) => ({ value: status, label: words.status[status] }))}
      onChange={(event) => onChange(event.currentTarget.value as TicketStatus)}
    />
  );
}

function AssigneeFact({ ticket, onChange }: { ticket: Ticket; onChange: (id: string | null) => void }) {
  const words = useWords();
  const { person } = useMe();
  const people = usePeople();
  const known = people.data?.filter((each) => each.role !== 'requester') ?? [];
  const assignee = ticket.assignee;
  const choices = [
    { value: '', label: words.ticket.unassigned },
    ...known.map((each) => ({
      value: each.id,
      label: each.id === person.id ? words.common.you(visible(each.name)) : visible(each.name),
    })),
    ...(assignee && !known.some((each) => each.id === assignee.id)
      ? [{ value: assignee.id, label: visible(assignee.name) }]
      : []),
  ];
  return (
    <div>
      <NativeSelect
        label={words.ticket.assignee}
        size="xs"
        value={assignee?.id ?? ''}
        data={choices}
        onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      />
      {assignee === null ? (
        <Button size="compact-xs" variant="default" mt={8} onClick={() => onChange(person.id)}>
          {words.ticket.takeIt}
        </Button>
      ) : null}
    </div>
  );
}
