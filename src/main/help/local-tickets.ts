import type { Fault } from '../../shared/base/fault';
import type { LocalTicket } from '../../shared/contract/ipc';
import type { RequesterTicket } from '../../shared/model/ticket';
import type { OutboxRecord } from '../link/outbox-record';

/** What waits in the outbox and what the desk has told, as one list, newest first. */
export function localTickets(
  tickets: readonly RequesterTicket[],
  records: readonly OutboxRecord[],
  sendingTicket: string | null,
  lastFault: Fault | null,
): LocalTicket[] {
  const byTicket = new Map<string, OutboxRecord[]>();
  for (const record of records) {
    byTicket.set(record.ticketId, [...(byTicket.get(record.ticketId) ?? []), record]);
  }
  const ids = new Set([...byTicket.keys(), ...tickets.map((ticket) => ticket.id)]);
  return [...ids]
    .flatMap((id) => {
      const ticket = tickets.find((entry) => entry.id === id) ?? null;
      const waiting = byTicket.get(id) ?? [];
      return localTicket(id, ticket, waiting, sendingTicket === id, lastFault) ?? [];
    })
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}

function localTicket(
  id: string,
  ticket: RequesterTicket | null,
  waiting: readonly OutboxRecord[],
  sending: boolean,
  lastFault: Fault | null,
): LocalTicket | null {
  // Comments whose ticket this computer has forgotten are still sent, but there is nothing to show them on.
  const born = ticket ?? waiting.find(isTicket);
  if (!born) return null;
  const refused = waiting.find((record) => record.refused)?.refused ?? null;
  return {
    id,
    delivery: deliveryOf(ticket, refused !== null, sending),
    fault: refused ?? (ticket || sending ? null : lastFault),
    subject: born.subject,
    createdAt: born.createdAt,
    waiting: waitingComments(waiting),
    ticket,
  };
}

function waitingComments(records: readonly OutboxRecord[]): LocalTicket['waiting'] {
  return records.flatMap((record) =>
    record.kind === 'comment' ? [{ id: record.id, text: record.text, createdAt: record.createdAt }] : [],
  );
}

function deliveryOf(
  ticket: RequesterTicket | null,
  refused: boolean,
  sending: boolean,
): LocalTicket['delivery'] {
  if (ticket) return 'sent';
  if (refused) return 'refused';
  return sending ? 'sending' : 'saved';
}

/** The first line of what was written, as the desk will make it the ticket's subject. */
export function subjectOf(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, 200);
}

function isTicket(record: OutboxRecord): record is OutboxRecord & { kind: 'ticket' } {
  return record.kind === 'ticket';
}
