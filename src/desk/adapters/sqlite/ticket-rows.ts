import { sql, type Kysely, type Selectable } from 'kysely';
import type { Attachment, Comment, FindingCounts, TicketEvent } from '../../../shared/model/ticket';
import type { StoredAttachment, StoredTicket } from '../../features/tickets/ticket-store';
import type { Schema } from './schema';
import { ticketNumberOf } from './ticket-number';

/** Tickets with the names that stand on them. */
export function ticketRows(db: Kysely<Schema>) {
  return db
    .selectFrom('tickets')
    .innerJoin('people as requester', 'requester.id', 'tickets.requester_id')
    .innerJoin('devices', 'devices.id', 'tickets.device_id')
    .leftJoin('people as assignee', 'assignee.id', 'tickets.assignee_id')
    .selectAll('tickets')
    .select([
      'requester.name as requester_name',
      'devices.name as device_name',
      'devices.last_seen_at as device_last_seen_at',
      'assignee.name as assignee_name',
      sql<
        string | null
      >`(select id from assists where assists.ticket_id = tickets.id and assists.state <> 'ended' limit 1)`.as(
        'assist_id',
      ),
    ]);
}

type TicketRow = Awaited<ReturnType<ReturnType<typeof ticketRows>['executeTakeFirstOrThrow']>>;

export function ticketOf(row: TicketRow): StoredTicket {
  return {
    id: row.id,
    number: ticketNumberOf(row.number),
    subject: row.subject,
    description: row.description,
    canWork: row.can_work,
    affected: row.affected,
    status: row.status,
    impact: row.impact,
    urgency: row.urgency,
    priority: row.priority,
    requester: { id: row.requester_id, name: row.requester_name },
    device: { id: row.device_id, name: row.device_name, lastSeenAt: row.device_last_seen_at },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    assistId: row.assist_id,
    findings: findingsOf(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    requesterUpdatedAt: row.requester_updated_at,
    version: row.version,
    contentHash: row.content_hash,
  };
}

function findingsOf({ findings_critical, findings_warning }: TicketRow): FindingCounts | null {
  if (findings_critical === null || findings_warning === null) return null;
  return { critical: findings_critical, warning: findings_warning };
}

export function commentOf(row: Selectable<Schema['comments']>): Comment {
  return {
    id: row.id,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    visibility: row.visibility,
    text: row.text,
    createdAt: row.created_at,
  };
}

export function eventOf(row: Selectable<Schema['ticket_events']>): TicketEvent {
  return {
    id: row.id,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    field: row.field,
    from: row.was,
    to: row.became,
  };
}

export function attachmentOf(row: Selectable<Schema['attachments']>): Attachment {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    createdAt: row.created_at,
  };
}

export function storedAttachmentOf(row: Selectable<Schema['attachments']>): StoredAttachment {
  return { ...attachmentOf(row), ticketId: row.ticket_id };
}
