import type { Comment, RequesterTicket, Ticket, TicketSummary } from '../../../shared/model/ticket';
import type { Id } from '../../../shared/model/ids';
import type { Presence } from '../devices/presence';
import type { Stores } from '../storage';
import type { QueuePosition, StoredTicket } from './ticket-store';

export function summaryOf(ticket: StoredTicket, presence: Presence): TicketSummary {
  return {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    impact: ticket.impact,
    urgency: ticket.urgency,
    priority: ticket.priority,
    requester: ticket.requester,
    device: presence.ref(ticket.device),
    assignee: ticket.assignee,
    assistId: ticket.assistId,
    findings: ticket.findings,
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    version: ticket.version,
  };
}

export async function fullTicket(stores: Stores, ticket: StoredTicket, presence: Presence): Promise<Ticket> {
  const { description, canWork, affected } = ticket;
  return {
    ...summaryOf(ticket, presence),
    description,
    canWork,
    affected,
    comments: await stores.tickets.comments(ticket.id),
    events: await stores.tickets.events(ticket.id),
    attachments: await stores.tickets.attachments(ticket.id),
    report: await stores.tickets.reportRef(ticket.id),
  };
}

/** What its requester may see of a ticket: no work note, no trace of one in the time of the last change. */
export async function requesterView(stores: Stores, ticket: StoredTicket): Promise<RequesterTicket> {
  const comments = await stores.tickets.comments(ticket.id);
  return {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    assignee: ticket.assignee ? { name: ticket.assignee.name } : null,
    createdAt: ticket.createdAt,
    updatedAt: ticket.requesterUpdatedAt,
    comments: comments.filter((comment: Comment) => comment.visibility === 'public'),
  };
}

export function cursorOf(ticket: StoredTicket): string {
  const { priority, createdAt, id } = ticket;
  return Buffer.from(JSON.stringify([priority, createdAt, id])).toString('base64url');
}

/** The position a cursor stands for, or null when it is none of ours. */
export function positionOf(cursor: string): QueuePosition | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [priority, createdAt, id]: unknown[] = parts;
  if (typeof priority !== 'number' || typeof createdAt !== 'string' || typeof id !== 'string') return null;
  return { priority, createdAt, id: id satisfies Id };
}
