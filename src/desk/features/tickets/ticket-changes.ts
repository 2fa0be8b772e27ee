import { newId, type Id } from '../../../shared/model/ids';
import type { Author, TicketEvent } from '../../../shared/model/ticket';
import type { Person } from '../../../shared/model/person';
import { priorityOf } from '../../../shared/rules/priority';
import type { AuditActor } from '../audit/audit-store';
import type { Stores } from '../storage';
import type { StoredTicket, TicketChanges } from './ticket-store';

/** Who does something to a ticket, as its conversation and as the audit trail name them. */
export interface Actor {
  author: Author;
  audit: AuditActor;
}

export function technicianActor(person: Person): Actor {
  return {
    author: { kind: 'technician', id: person.id, name: person.name },
    audit: { kind: 'technician', id: person.id, name: person.name },
  };
}

export function requesterActor(ticket: StoredTicket): Actor {
  const { requester, device } = ticket;
  return {
    author: { kind: 'requester', id: requester.id, name: requester.name },
    audit: { kind: 'device', id: device.id, name: device.name },
  };
}

export interface Change extends TicketChanges {
  /** The name that goes with `assigneeId`, for the conversation. */
  assigneeName?: string | null;
}

/**
 * Writes changed fields with one event each, and the new version, all in the caller's transaction. `eventId` is
 * the id of the status event, where the one who asked made it.
 * @returns whether the requester can see the difference
 */
export async function applyChange(
  stores: Stores,
  ticket: StoredTicket,
  actor: Actor,
  change: Change,
  at: string,
  eventId: Id = newId(),
): Promise<boolean> {
  const wanted = withPriority(ticket, change);
  const steps = stepsOf(ticket, wanted).filter(({ from, to }) => from !== to);
  if (steps.length === 0) return false;
  const visible = steps.some(({ field }) => field === 'status' || field === 'assignee');
  const { assigneeName: _assigneeName, ...changes } = wanted;
  await stores.tickets.change(ticket.id, changes, at, visible);
  for (const { field, shownFrom, shownTo } of steps) {
    const id = field === 'status' ? eventId : newId();
    const event = { id, at, actor: actor.author, field, from: shownFrom, to: shownTo };
    await stores.tickets.addEvent(ticket.id, event);
  }
  await stores.audit.append({
    at,
    actor: actor.audit,
    action: 'ticket.changed',
    subject: ticket.id,
    details: Object.fromEntries(steps.map(({ field, to }) => [field, to])),
  });
  return visible;
}

interface Step {
  field: TicketEvent['field'];
  from: string | null;
  to: string | null;
  /** As the conversation says it: a person's name instead of an id. */
  shownFrom: string | null;
  shownTo: string | null;
}

function stepsOf(ticket: StoredTicket, change: Change): Step[] {
  const steps: Step[] = [];
  for (const field of ['status', 'impact', 'urgency', 'priority'] as const) {
    const value = change[field];
    if (value === undefined) continue;
    const from = String(ticket[field]);
    const to = String(value);
    steps.push({ field, from, to, shownFrom: from, shownTo: to });
  }
  if (change.assigneeId !== undefined) {
    const { assignee } = ticket;
    steps.push({
      field: 'assignee',
      from: assignee?.id ?? null,
      to: change.assigneeId,
      shownFrom: assignee?.name ?? null,
      shownTo: change.assigneeName ?? null,
    });
  }
  return steps;
}

/** A technician who starts working on a new ticket takes it, unless somebody has it already. */
export function pickUp(ticket: StoredTicket, technician: Person): Change {
  if (ticket.status !== 'new') return {};
  return ticket.assignee
    ? { status: 'in-progress' }
    : { status: 'in-progress', assigneeId: technician.id, assigneeName: technician.name };
}

function withPriority(ticket: StoredTicket, change: Change): Change {
  if (change.impact === undefined && change.urgency === undefined) return change;
  const priority = priorityOf(change.impact ?? ticket.impact, change.urgency ?? ticket.urgency);
  return { ...change, priority };
}
