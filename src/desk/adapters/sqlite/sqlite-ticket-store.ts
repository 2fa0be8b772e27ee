import type { Kysely } from 'kysely';
import type { Id } from '../../../shared/model/ids';
import type { Attachment, Comment, ReportRef, TicketEvent } from '../../../shared/model/ticket';
import type {
  DeviceReport,
  NewTicket,
  QueueQuery,
  StoredAttachment,
  StoredTicket,
  TicketChanges,
  TicketStore,
  View,
} from '../../features/tickets/ticket-store';
import { countViews, matches, queueRows } from './queue-query';
import type { Schema } from './schema';
import { countOf, ticketNumberOf } from './ticket-number';
import { attachmentOf, commentOf, eventOf, storedAttachmentOf, ticketOf, ticketRows } from './ticket-rows';

export class SqliteTicketStore implements TicketStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async insert(ticket: NewTicket): Promise<void> {
    const counter = await this.#db
      .updateTable('counters')
      .set(({ eb }) => ({ value: eb('value', '+', 1) }))
      .where('name', '=', 'ticket')
      .returning('value')
      .executeTakeFirstOrThrow();
    await this.#db
      .insertInto('tickets')
      .values({
        id: ticket.id,
        number: counter.value,
        subject: ticket.subject,
        description: ticket.description,
        can_work: ticket.canWork,
        affected: ticket.affected,
        status: 'new',
        impact: ticket.impact,
        urgency: ticket.urgency,
        priority: ticket.priority,
        requester_id: ticket.requesterId,
        device_id: ticket.deviceId,
        assignee_id: null,
        created_at: ticket.createdAt,
        updated_at: ticket.createdAt,
        requester_updated_at: ticket.createdAt,
        version: 1,
        content_hash: ticket.contentHash,
        findings_critical: ticket.findings?.critical ?? null,
        findings_warning: ticket.findings?.warning ?? null,
      })
      .execute();
  }

  async byId(id: Id): Promise<StoredTicket | null> {
    const row = await ticketRows(this.#db).where('tickets.id', '=', id).executeTakeFirst();
    return row ? ticketOf(row) : null;
  }

  async byNumber(number: string): Promise<StoredTicket | null> {
    const count = countOf(number);
    if (count === null) return null;
    const row = await ticketRows(this.#db).where('tickets.number', '=', count).executeTakeFirst();
    return row ? ticketOf(row) : null;
  }

  async ofDevice(deviceId: Id, limit: number): Promise<StoredTicket[]> {
    const rows = await ticketRows(this.#db)
      .where('tickets.device_id', '=', deviceId)
      .orderBy('tickets.created_at', 'desc')
      .orderBy('tickets.number', 'desc')
      .limit(limit)
      .execute();
    return rows.map(ticketOf);
  }

  async queue({ view, technicianId, search, after, limit }: QueueQuery): Promise<StoredTicket[]> {
    let query = queueRows(this.#db, view, technicianId, after).limit(limit);
    if (search !== undefined) query = query.where(matches(search));
    return (await query.execute()).map(ticketOf);
  }

  counts(technicianId: Id, search: string | undefined): Promise<Record<View, number>> {
    return countViews(this.#db, technicianId, search);
  }

  async change(id: Id, changes: TicketChanges, at: string, forRequester: boolean): Promise<void> {
    const { assigneeId, ...fields } = changes;
    await this.#db
      .updateTable('tickets')
      .set(({ eb }) => ({ ...fields, updated_at: at, version: eb('version', '+', 1) }))
      .$if(assigneeId !== undefined, (query) => query.set({ assignee_id: assigneeId ?? null }))
      .$if(forRequester, (query) => query.set({ requester_updated_at: at }))
      .where('id', '=', id)
      .execute();
  }

  async addComment(ticketId: Id, comment: Comment): Promise<void> {
    await this.#db
      .insertInto('comments')
      .values({
        id: comment.id,
        ticket_id: ticketId,
        author_kind: comment.author.kind,
        author_id: comment.author.id,
        author_name: comment.author.name,
        visibility: comment.visibility,
        text: comment.text,
        created_at: comment.createdAt,
      })
      .execute();
  }

  async comment(id: Id): Promise<(Comment & { ticketId: Id }) | null> {
    const query = this.#db.selectFrom('comments').selectAll().where('id', '=', id);
    const row = await query.executeTakeFirst();
    return row ? { ...commentOf(row), ticketId: row.ticket_id } : null;
  }

  async comments(ticketId: Id): Promise<Comment[]> {
    const query = this.#db.selectFrom('comments').selectAll().where('ticket_id', '=', ticketId);
    return (await query.orderBy('seq').execute()).map(commentOf);
  }

  async addEvent(ticketId: Id, event: TicketEvent): Promise<void> {
    await this.#db
      .insertInto('ticket_events')
      .values({
        id: event.id,
        ticket_id: ticketId,
        at: event.at,
        actor_kind: event.actor.kind,
        actor_id: event.actor.id,
        actor_name: event.actor.name,
        field: event.field,
        was: event.from,
        became: event.to,
      })
      .execute();
  }

  async hasEvent(ticketId: Id, id: Id): Promise<boolean> {
    const row = await this.#db
      .selectFrom('ticket_events')
      .select('id')
      .where('id', '=', id)
      .where('ticket_id', '=', ticketId)
      .executeTakeFirst();
    return row !== undefined;
  }

  async events(ticketId: Id): Promise<TicketEvent[]> {
    const query = this.#db.selectFrom('ticket_events').selectAll().where('ticket_id', '=', ticketId);
    return (await query.orderBy('seq').execute()).map(eventOf);
  }

  async addReport(ticketId: Id, ref: ReportRef, json: string): Promise<void> {
    await this.#db
      .insertInto('reports')
      .values({
        ticket_id: ticketId,
        collected_at: ref.collectedAt,
        bytes: ref.bytes,
        sha256: ref.sha256,
        removed: JSON.stringify(ref.removed),
        failed: JSON.stringify(ref.failed),
        json,
      })
      .execute();
  }

  async reportRef(ticketId: Id): Promise<ReportRef | null> {
    const row = await this.#db
      .selectFrom('reports')
      .select(['collected_at', 'bytes', 'sha256', 'removed', 'failed'])
      .where('ticket_id', '=', ticketId)
      .executeTakeFirst();
    if (!row) return null;
    return {
      collectedAt: row.collected_at,
      bytes: row.bytes,
      sha256: row.sha256,
      removed: JSON.parse(row.removed) as string[],
      failed: JSON.parse(row.failed) as string[],
    };
  }

  async reportJson(ticketId: Id): Promise<string | null> {
    const query = this.#db.selectFrom('reports').select('json').where('ticket_id', '=', ticketId);
    return (await query.executeTakeFirst())?.json ?? null;
  }

  async deviceReports(deviceId: Id, limit: number): Promise<DeviceReport[]> {
    const rows = await this.#db
      .selectFrom('tickets')
      .innerJoin('reports', 'reports.ticket_id', 'tickets.id')
      .where('tickets.device_id', '=', deviceId)
      .select(['tickets.id', 'tickets.number', 'tickets.subject', 'reports.collected_at'])
      .orderBy('tickets.created_at', 'desc')
      .orderBy('tickets.number', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ id, number, subject, collected_at }) => ({
      ticketId: id,
      number: ticketNumberOf(number),
      subject,
      collectedAt: collected_at,
    }));
  }

  async addAttachment({ ticketId, ...attachment }: StoredAttachment): Promise<void> {
    await this.#db
      .insertInto('attachments')
      .values({
        id: attachment.id,
        ticket_id: ticketId,
        kind: attachment.kind,
        name: attachment.name,
        media_type: attachment.mediaType,
        size: attachment.size,
        sha256: attachment.sha256,
        created_at: attachment.createdAt,
      })
      .execute();
  }

  async attachment(id: Id): Promise<StoredAttachment | null> {
    const query = this.#db.selectFrom('attachments').selectAll().where('id', '=', id);
    const row = await query.executeTakeFirst();
    return row ? storedAttachmentOf(row) : null;
  }

  async attachments(ticketId: Id): Promise<Attachment[]> {
    const query = this.#db.selectFrom('attachments').selectAll().where('ticket_id', '=', ticketId);
    return (await query.orderBy('created_at').orderBy('id').execute()).map(attachmentOf);
  }
}
