import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import { REPORT_VERSION, type Report } from '../../../shared/model/diagnostics';
import type { Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import type { Level, Ticket, TicketStatus, TicketSummary, Visibility } from '../../../shared/model/ticket';
import { personMay } from '../../../shared/rules/access';
import { changeStatus } from '../../../shared/rules/ticket-machine';
import type { Audit } from '../audit/audit';
import { personActor } from '../audit/actors';
import type { Presence } from '../devices/presence';
import type { Storage, Stores } from '../storage';
import { applyChange, pickUp, technicianActor, type Change } from './ticket-changes';
import type { TicketNews } from './ticket-news';
import type { DeviceReport, StoredTicket, View } from './ticket-store';
import { cursorOf, fullTicket, positionOf, summaryOf } from './views';

const REPORTS_LISTED = 100;

export interface DeskTicketsDeps {
  storage: Storage;
  clock: Clock;
  presence: Presence;
  audit: Audit;
  news: TicketNews;
}

export interface TicketPatch {
  version: number;
  status?: TicketStatus | undefined;
  assigneeId?: Id | null | undefined;
  impact?: Level | undefined;
  urgency?: Level | undefined;
}

/** What technicians do with tickets. */
export class DeskTickets {
  readonly #deps: DeskTicketsDeps;

  constructor(deps: DeskTicketsDeps) {
    this.#deps = deps;
  }

  queue(
    technician: Person,
    query: { view: View; search?: string | undefined; cursor?: string | undefined; limit: number },
  ): Promise<Result<{ tickets: TicketSummary[]; next: string | null; counts: Record<View, number> }>> {
    const { cursor, view, limit } = query;
    const search = query.search?.trim() || undefined;
    const after = cursor === undefined ? undefined : positionOf(cursor);
    return this.#deps.storage.read(async ({ tickets }) => {
      if (after === null) return fail('invalid-input', 'the cursor is not one of this desk');
      const rows = await tickets.queue({
        view,
        technicianId: technician.id,
        search,
        after,
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return ok({
        tickets: page.map((row) => summaryOf(row, this.#deps.presence)),
        next: last ? cursorOf(last) : null,
        counts: await tickets.counts(technician.id, search),
      });
    });
  }

  /** By id or by number, whatever its case. */
  async get(technician: Person, idOrNumber: string): Promise<Result<Ticket>> {
    const found = await this.#deps.storage.read(async (stores) => {
      const ticket = /^ds-/i.test(idOrNumber)
        ? await stores.tickets.byNumber(idOrNumber.toUpperCase())
        : await stores.tickets.byId(idOrNumber);
      return ticket ? ok(await fullTicket(stores, ticket, this.#deps.presence)) : fail('not-found');
    });
    if (!found.ok) return found;
    const noted = await this.#deps.audit.read(personActor(technician), 'ticket.read', found.value.id);
    return noted.ok ? found : noted;
  }

  async report(technician: Person, id: Id): Promise<Result<Report>> {
    const found = await this.#deps.storage.read(async ({ tickets }) => {
      const json = await tickets.reportJson(id);
      return json === null ? fail('not-found') : ok(json);
    });
    if (!found.ok) return found;
    const report = readable(found.value);
    if (!report.ok) return report;
    const noted = await this.#deps.audit.read(personActor(technician), 'report.read', id);
    return noted.ok ? report : noted;
  }

  /** Which reports there are; that somebody reads one is written down when it is opened. */
  deviceReports(deviceId: Id): Promise<Result<DeviceReport[]>> {
    return this.#deps.storage.read(async ({ devices, tickets }) =>
      (await devices.byId(deviceId))
        ? ok(await tickets.deviceReports(deviceId, REPORTS_LISTED))
        : fail('not-found'),
    );
  }

  change(technician: Person, id: Id, patch: TicketPatch): Promise<Result<Ticket>> {
    return this.#work(id, async (stores, ticket, now) => {
      if (patch.version !== ticket.version)
        return fail('stale', `the ticket is at version ${ticket.version}`);
      const change = await checkedChange(stores, ticket, technician, patch);
      if (!change.ok) return change;
      return ok(await applyChange(stores, ticket, technicianActor(technician), change.value, now));
    });
  }

  comment(
    technician: Person,
    ticketId: Id,
    input: { id: Id; visibility: Visibility; text: string },
  ): Promise<Result<Ticket>> {
    return this.#work(ticketId, async (stores, ticket, now) => {
      const { id, visibility, text } = input;
      const existing = await stores.tickets.comment(id);
      if (existing) {
        const same =
          existing.ticketId === ticketId &&
          existing.author.id === technician.id &&
          existing.visibility === visibility &&
          existing.text === text;
        return same ? ok(false) : fail('already-exists');
      }
      const isPublic = visibility === 'public';
      if (isPublic && (ticket.status === 'closed' || ticket.status === 'canceled')) {
        return fail('wrong-state', `the ticket is ${ticket.status}`);
      }
      const actor = technicianActor(technician);
      await stores.tickets.addComment(ticketId, {
        id,
        author: actor.author,
        visibility,
        text,
        createdAt: now,
      });
      const change = isPublic ? pickUp(ticket, technician) : {};
      const changed = await applyChange(stores, ticket, actor, change, now);
      if (!changed) await stores.tickets.change(ticketId, {}, now, isPublic);
      await stores.audit.append({
        at: now,
        actor: actor.audit,
        action: 'comment.added',
        subject: ticketId,
        details: { comment: id, visibility },
      });
      return ok(isPublic);
    });
  }

  /** `work` answers whether the requester can see what it did. */
  async #work(
    id: Id,
    work: (stores: Stores, ticket: StoredTicket, now: string) => Promise<Result<boolean>>,
  ): Promise<Result<Ticket>> {
    const now = iso(this.#deps.clock.now());
    const done = await this.#deps.storage.write(async (stores) => {
      const before = await stores.tickets.byId(id);
      if (!before) return fail('not-found');
      const worked = await work(stores, before, now);
      if (!worked.ok) return worked;
      const after = await stores.tickets.byId(id);
      if (!after) return fail('internal', 'the ticket is gone');
      const ticket = await fullTicket(stores, after, this.#deps.presence);
      return ok({ ticket, changed: after.version !== before.version, forRequester: worked.value });
    });
    if (!done.ok) return done;
    if (done.value.changed) await this.#deps.news.changed(id, done.value.forRequester);
    return ok(done.value.ticket);
  }
}

/** It was checked when it came; only what the contract says may have changed since. */
function readable(json: string): Result<Report> {
  const stored = JSON.parse(json) as { version: number };
  return stored.version === REPORT_VERSION
    ? ok(stored as Report)
    : fail('report-outdated', `the report is of version ${stored.version}`);
}

/** What the patch means for the ticket, by the rules of its states and of who may be given work. */
async function checkedChange(
  stores: Stores,
  ticket: StoredTicket,
  technician: Person,
  patch: TicketPatch,
): Promise<Result<Change>> {
  const assignment = await assignmentOf(stores, patch.assigneeId);
  if (!assignment.ok) return assignment;
  const status = changeStatus(ticket.status, patch.status ?? ticket.status);
  if (!status.ok) return status;
  const change: Change = { ...assignment.value, status: status.value };
  if (patch.impact !== undefined) change.impact = patch.impact;
  if (patch.urgency !== undefined) change.urgency = patch.urgency;
  const assigneeId = change.assigneeId === undefined ? (ticket.assignee?.id ?? null) : change.assigneeId;
  const begun = status.value !== ticket.status && NEEDS_ASSIGNEE.includes(status.value);
  if (begun && assigneeId === null) Object.assign(change, assignedTo(technician));
  return ok(change);
}

/** Working on a ticket, or having solved it, needs a name. */
const NEEDS_ASSIGNEE: readonly TicketStatus[] = ['in-progress', 'resolved'];

async function assignmentOf(stores: Stores, assigneeId: Id | null | undefined): Promise<Result<Change>> {
  if (assigneeId === undefined) return ok({});
  if (assigneeId === null) return ok({ assigneeId, assigneeName: null });
  const assignee = await stores.people.byId(assigneeId);
  return assignee && personMay(assignee.role, 'technician')
    ? ok(assignedTo(assignee))
    : fail('invalid-input', 'assigneeId is not a technician');
}

function assignedTo({ id, name }: Person): Change {
  return { assigneeId: id, assigneeName: name };
}
