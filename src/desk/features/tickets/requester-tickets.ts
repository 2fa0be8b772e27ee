import { createHash } from 'node:crypto';
import { iso, type Clock } from '../../../shared/base/clock';
import type { Logger } from '../../../shared/base/logger';
import { fail, ok, type Result } from '../../../shared/base/result';
import { REPORT_LIMIT, type Report } from '../../../shared/model/diagnostics';
import { newId, type Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import type { FindingCounts, ReportRef, Request, RequesterTicket } from '../../../shared/model/ticket';
import type { Finding } from '../../../shared/rules/findings/findings';
import { impactOf, priorityOf, urgencyOf } from '../../../shared/rules/priority';
import { afterRequesterConfirms, afterRequesterReply } from '../../../shared/rules/ticket-machine';
import { deviceActor } from '../audit/actors';
import { canonicalJson } from '../canonical-json';
import type { StoredDevice } from '../devices/device-store';
import type { Storage, Stores } from '../storage';
import { applyChange, requesterActor } from './ticket-changes';
import type { TicketNews } from './ticket-news';
import type { StoredTicket } from './ticket-store';
import { requesterView } from './views';

const SUBJECT_LENGTH = 200;
const OWN_TICKETS_SHOWN = 100;

export interface RequesterTicketsDeps {
  storage: Storage;
  clock: Clock;
  news: Pick<TicketNews, 'changed'>;
  log: Pick<Logger, 'error'>;
  findingsOf(report: Report): readonly Finding[];
}

/** What an enrolled device may do with tickets: file, read and answer its own, nobody else's. */
export class RequesterTickets {
  readonly #deps: RequesterTicketsDeps;

  constructor(deps: RequesterTicketsDeps) {
    this.#deps = deps;
  }

  async create(
    device: StoredDevice,
    request: Request,
    report: Report | null,
  ): Promise<Result<RequesterTicket>> {
    const json = report && JSON.stringify(report);
    if (json && Buffer.byteLength(json) > REPORT_LIMIT) {
      return fail('too-large', `a report takes ${REPORT_LIMIT} bytes`);
    }
    const findings = report && this.#count(request.id, report);
    const contentHash = sha256(canonicalJson({ request, report }));
    const now = iso(this.#deps.clock.now());
    const done = await this.#deps.storage.write(async (stores) => {
      const existing = await stores.tickets.byId(request.id);
      if (existing) {
        const same = existing.device.id === device.id && existing.contentHash === contentHash;
        return same
          ? ok({ view: await requesterView(stores, existing), created: false })
          : fail('already-exists');
      }
      const requester = await requesterAt(stores, device, request.requesterName, now);
      await stores.tickets.insert({
        id: request.id,
        subject: subjectOf(request.text),
        description: request.text,
        canWork: request.canWork,
        affected: request.affected,
        impact: impactOf(request.affected),
        urgency: urgencyOf(request.canWork),
        priority: priorityOf(impactOf(request.affected), urgencyOf(request.canWork)),
        // When it was filed counts by the desk's clock: the device's may be wrong.
        createdAt: now,
        contentHash,
        findings,
        requesterId: requester.id,
        deviceId: device.id,
      });
      if (report && json) await stores.tickets.addReport(request.id, refOf(report, json), json);
      await stores.audit.append({
        at: now,
        actor: deviceActor(device),
        action: 'ticket.created',
        subject: request.id,
        details: { requester: requester.id, report: report !== null },
      });
      const stored = await stores.tickets.byId(request.id);
      if (!stored) return fail('internal', 'the ticket is gone');
      return ok({ view: await requesterView(stores, stored), created: true });
    });
    if (!done.ok) return done;
    if (done.value.created) await this.#deps.news.changed(request.id, true);
    return ok(done.value.view);
  }

  /** A rule that stumbles over a report costs its numbers in the queue, never the ticket. */
  #count(ticketId: Id, report: Report): FindingCounts | null {
    try {
      return countsOf(this.#deps.findingsOf(report));
    } catch (error) {
      this.#deps.log.error('report.findings-failed', { ticketId, error });
      return null;
    }
  }

  list(device: StoredDevice): Promise<Result<RequesterTicket[]>> {
    return this.#deps.storage.read(async (stores) => {
      const tickets = await stores.tickets.ofDevice(device.id, OWN_TICKETS_SHOWN);
      const views: RequesterTicket[] = [];
      for (const ticket of tickets) views.push(await requesterView(stores, ticket));
      return ok(views);
    });
  }

  get(device: StoredDevice, id: Id): Promise<Result<RequesterTicket>> {
    return this.#deps.storage.read(async (stores) => {
      const ticket = await ownTicket(stores, device, id);
      return ticket.ok ? ok(await requesterView(stores, ticket.value)) : ticket;
    });
  }

  reply(
    device: StoredDevice,
    ticketId: Id,
    input: { id: Id; text: string },
  ): Promise<Result<RequesterTicket>> {
    return this.#change(device, ticketId, async (stores, ticket, now) => {
      const existing = await stores.tickets.comment(input.id);
      if (existing) {
        const same = existing.ticketId === ticketId && existing.text === input.text;
        return same && existing.author.kind === 'requester' ? ok() : fail('already-exists');
      }
      const next = afterRequesterReply(ticket.status);
      if (!next.ok) return next;
      const actor = requesterActor(ticket);
      const { id, text } = input;
      const comment = { id, author: actor.author, visibility: 'public' as const, text, createdAt: now };
      await stores.tickets.addComment(ticketId, comment);
      const changed = await applyChange(stores, ticket, actor, { status: next.value }, now);
      if (!changed) await stores.tickets.change(ticketId, {}, now, true);
      await stores.audit.append({
        at: now,
        actor: actor.audit,
        action: 'comment.added',
        subject: ticketId,
        details: { comment: id, visibility: 'public' },
      });
      return ok();
    });
  }

  confirmSolved(device: StoredDevice, ticketId: Id, eventId: Id): Promise<Result<RequesterTicket>> {
    return this.#change(device, ticketId, async (stores, ticket, now) => {
      if (await stores.tickets.hasEvent(ticketId, eventId)) return ok();
      const next = afterRequesterConfirms(ticket.status);
      if (!next.ok) return next;
      await applyChange(stores, ticket, requesterActor(ticket), { status: next.value }, now, eventId);
      return ok();
    });
  }

  async #change(
    device: StoredDevice,
    ticketId: Id,
    work: (stores: Stores, ticket: StoredTicket, now: string) => Promise<Result<void>>,
  ): Promise<Result<RequesterTicket>> {
    const now = iso(this.#deps.clock.now());
    const done = await this.#deps.storage.write(async (stores) => {
      const before = await ownTicket(stores, device, ticketId);
      if (!before.ok) return before;
      const worked = await work(stores, before.value, now);
      if (!worked.ok) return worked;
      const after = await stores.tickets.byId(ticketId);
      if (!after) return fail('internal', 'the ticket is gone');
      const changed = after.version !== before.value.version;
      return ok({ view: await requesterView(stores, after), changed });
    });
    if (!done.ok) return done;
    if (done.value.changed) await this.#deps.news.changed(ticketId, true);
    return ok(done.value.view);
  }
}

/** A foreign ticket and one that does not exist are the same answer. */
export async function ownTicket(stores: Stores, device: StoredDevice, id: Id): Promise<Result<StoredTicket>> {
  const ticket = await stores.tickets.byId(id);
  return ticket?.device.id === device.id ? ok(ticket) : fail('not-found');
}

/** The person behind the request: the operating system's account on that device, who cannot log in. */
async function requesterAt(
  stores: Stores,
  device: StoredDevice,
  requesterName: string,
  now: string,
): Promise<Person> {
  const name = requesterName || device.name;
  const known = await stores.people.requester(device.id, name);
  if (known) return known;
  const person: Person = { id: newId(), name, email: null, title: '', role: 'requester', createdAt: now };
  await stores.people.insert(person, null, device.id);
  return person;
}

function subjectOf(text: string): string {
  const firstLine = (text.split('\n', 1)[0] ?? '').trim();
  if (firstLine.length <= SUBJECT_LENGTH) return firstLine;
  const cut = firstLine.slice(0, SUBJECT_LENGTH - 1);
  // A cut through a surrogate pair would leave half a character.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function countsOf(found: readonly Finding[]): FindingCounts {
  const count = (wanted: keyof FindingCounts): number =>
    found.filter(({ severity }) => severity === wanted).length;
  return { critical: count('critical'), warning: count('warning') };
}

function refOf(report: Report, json: string): ReportRef {
  const keysIn = (status: string): string[] =>
    report.sections.filter((section) => section.status === status).map(({ key }) => key);
  return {
    collectedAt: report.collectedAt,
    bytes: Buffer.byteLength(json),
    sha256: sha256(json),
    removed: keysIn('removed'),
    failed: keysIn('failed'),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
