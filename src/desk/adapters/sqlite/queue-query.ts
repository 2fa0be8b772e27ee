import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { TicketStatus } from '../../../shared/model/ticket';
import { VIEWS, type QueuePosition, type View } from '../../features/tickets/ticket-store';
import type { Schema } from './schema';
import { ticketRows } from './ticket-rows';

const OPEN: TicketStatus[] = ['new', 'in-progress', 'on-hold'];
const RESOLVED: TicketStatus[] = ['resolved', 'closed'];

type Tickets = ExpressionBuilder<Schema, 'tickets'>;
type Condition = ExpressionWrapper<Schema, 'tickets', SqlBool>;

function inView(eb: Tickets, view: View, technicianId: string): Condition {
  const open = eb('tickets.status', 'in', OPEN);
  switch (view) {
    case 'open':
      return open;
    case 'mine':
      return eb.and([open, eb('tickets.assignee_id', '=', technicianId)]);
    case 'unassigned':
      return eb.and([open, eb('tickets.assignee_id', 'is', null)]);
    case 'resolved':
      return eb('tickets.status', 'in', RESOLVED);
    case 'all':
      return eb.and([]);
  }
}

export function queueRows(
  db: Kysely<Schema>,
  view: View,
  technicianId: string,
  after: QueuePosition | undefined,
) {
  let query = ticketRows(db).where((eb) => inView(eb as unknown as Tickets, view, technicianId) as never);
  if (after) {
    query = query.where(
      sql<SqlBool>`(tickets.priority, tickets.created_at, tickets.id) > (${after.priority}, ${after.createdAt}, ${after.id})`,
    );
  }
  return query.orderBy('tickets.priority').orderBy('tickets.created_at').orderBy('tickets.id');
}

/** What was typed is looked for as it stands, in the number, the words, the requester and the device. */
export function matches(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`(
    ('DS-' || tickets.number) like ${pattern} escape '\\'
    or tickets.subject like ${pattern} escape '\\'
    or tickets.description like ${pattern} escape '\\'
    or requester.name like ${pattern} escape '\\'
    or devices.name like ${pattern} escape '\\'
  )`;
}

export async function countViews(
  db: Kysely<Schema>,
  technicianId: string,
  search: string | undefined,
): Promise<Record<View, number>> {
  let query = db
    .selectFrom('tickets')
    .innerJoin('people as requester', 'requester.id', 'tickets.requester_id')
    .innerJoin('devices', 'devices.id', 'tickets.device_id')
    .select((eb) =>
      VIEWS.map((view) =>
        eb.fn
          .countAll<number>()
          .filterWhere(() => inView(eb as unknown as Tickets, view, technicianId) as never)
          .as(view),
      ),
    );
  if (search !== undefined) query = query.where(matches(search));
  return query.executeTakeFirstOrThrow();
}
