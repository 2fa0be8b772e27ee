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
  const events: TicketEvent[] = [];
  const note = (field: TicketEvent['field'], from: unknown, to: unknown): void => {
    const id = field === 'status' ? eventId : newId();
    events.push({ id, at, actor: actor.author, field, from: asText(from), to: asText(to) });
  };
  const { status, assigneeId, impact, urgency, priority } = wanted;
  if (status !== undefined && status !== ticket.status) note('status', ticket.status, status);
  if (assigneeId !== undefined && assigneeId !== (ticket.assignee?.id ?? null)) {
    note('assignee', ticket.assignee?.name ?? null, wanted.assigneeName ?? null);
  }
  if (impact !== undefined && impact !== ticket.impact) note('impact', ticket.impact, impact);
  if (urgency !== undefined && urgency !== ticket.urgency) note('urgency', ticket.urgency, urgency);
  if (priority !== undefined && priority !== ticket.priority) note('priority', ticket.priority, priority);
  if (events.length === 0) return false;
  const visible = events.some(({ field }) => field === 'status' || field === 'assignee');
  const { assigneeName: _assigneeName, ...changes } = wanted;
  await stores.tickets.change(ticket.id, changes, at, visible);
  for (const event of events) await stores.tickets.addEvent(ticket.id, event);
  await stores.audit.append({
    at,
    actor: actor.audit,
    action: 'ticket.changed',
    subject: ticket.id,
    details: Object.fromEntries(events.map(({ field, to }) => [field, to])),
  });
  return visible;
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

function asText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
