import type { Comment, Ticket, TicketEvent } from '../../../shared/model/ticket';

/** A receipt is what came of a screen session: it is never folded away. */
export type TimelineItem =
  | { kind: 'comment'; comment: Comment }
  | { kind: 'receipt'; event: TicketEvent }
  | { kind: 'events'; events: TicketEvent[] };

/** Comments and events in the order they happened; events that follow each other become one entry. */
export function timelineOf(ticket: Pick<Ticket, 'comments' | 'events'>): TimelineItem[] {
  const all = [
    ...ticket.comments.map((comment) => ({ at: comment.createdAt, comment })),
    ...ticket.events.map((event) => ({ at: event.at, event })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const items: TimelineItem[] = [];
  for (const each of all) {
    const last = items.at(-1);
    if ('comment' in each) items.push({ kind: 'comment', comment: each.comment });
    else if (isReceipt(each.event)) items.push({ kind: 'receipt', event: each.event });
    else if (last?.kind === 'events') last.events.push(each.event);
    else items.push({ kind: 'events', events: [each.event] });
  }
  return items;
}

function isReceipt({ field, to }: TicketEvent): boolean {
  return field === 'assist' && to !== null && to.startsWith('ended');
}
