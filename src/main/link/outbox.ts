import type { Backoff } from '../../shared/base/backoff';
import type { Clock } from '../../shared/base/clock';
import type { Fault } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import { ok, type Result } from '../../shared/base/result';
import { never } from '../../shared/base/never';
import { deviceApi } from '../../shared/contract/api-device';
import type { RequesterTicket } from '../../shared/model/ticket';
import type { DeskApi } from './desk-api';
import { withoutOlderReport } from './older-report';
import { concernsOnlyIt, isForGood, type OutboxRecord } from './outbox-record';
import type { OutboxStore } from './outbox-store';
import { retryDelay } from './retry-delay';

export interface OutboxOptions {
  store: OutboxStore;
  api: Pick<DeskApi, 'call'>;
  clock: Clock;
  random(): number;
  log: Logger;
  /** What waits, or how it stands, has changed. */
  changed(): void;
  /** Whether the desk has told of this ticket, so that what belongs to it may go. */
  isThere(ticketId: string): boolean;
  /** The desk's answer: this ticket as it stands there now. */
  arrived(ticket: RequesterTicket): void;
}

const BACKOFF: Backoff = { firstMs: 2_000, capMs: 5 * 60_000 };
const ATTACHMENT_MS = 120_000;

/**
 * What a person has written and the desk does not have yet, from `open` to `close`. A record is on the disk before it
 * is tried, is sent with the id it was born with, and goes only after the desk has said yes. Records of one ticket go
 * in the order of their birth. A record that the desk refuses for good stays, and what follows on a request that never
 * arrived waits with it; one that the desk stumbles over holds up its own ticket and no other.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #records: OutboxRecord[] = [];
  #sending: string | null = null;
  #pumping: Promise<void> | null = null;
  #again = false;
  #attempt = 0;
  #cancelRetry: (() => void) | null = null;
  #closed = false;
  #lastFault: Fault | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get records(): readonly OutboxRecord[] {
    return this.#records;
  }

  get sendingTicket(): string | null {
    return this.#sending;
  }

  /** Why the last try failed, while something waits. */
  get lastFault(): Fault | null {
    return this.#records.length > 0 ? this.#lastFault : null;
  }

  async open(): Promise<void> {
    this.#records = await this.#options.store.open();
    if (this.#records.length > 0) {
      this.#options.log.info('outbox.opened', { waiting: this.#records.length });
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
  }

  async add(record: OutboxRecord, bytes?: ReadonlyMap<string, Uint8Array>): Promise<Result<void>> {
    const saved = await this.#options.store.save(record, bytes);
    if (!saved.ok) return saved;
    this.#records.push(record);
    this.#options.log.info('outbox.saved', { id: record.id, kind: record.kind, ticketId: record.ticketId });
    this.#options.changed();
    return ok();
  }

  /** Sends what waits, now. Resolves when it is sent or the first try of this round has failed. */
  flush(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (this.#pumping) {
      this.#again = true;
      return this.#pumping;
    }
    this.#pumping = this.#pump().finally(() => {
      this.#pumping = null;
    });
    return this.#pumping;
  }

  async #pump(): Promise<void> {
    do {
      this.#again = false;
      const cause = await this.#round();
      this.#lastFault = cause;
      if (cause) {
        this.#retryLater(cause);
        this.#options.changed();
        return;
      }
    } while (this.#again);
  }

  /** Everything that can go, once. The answer is why something could not. */
  async #round(): Promise<Fault | null> {
    const stuck = new Set<string>();
    let cause: Fault | null = null;
    for (let next = this.#next(stuck); next && !this.#closed; next = this.#next(stuck)) {
      const sent = await this.#send(next);
      if (sent.ok) continue;
      cause = sent.fault;
      if (!concernsOnlyIt(cause)) break;
      stuck.add(next.ticketId);
    }
    return cause;
  }

  /** The oldest record whose ticket is neither stuck in this round nor refused as a whole. */
  #next(stuck: ReadonlySet<string>): OutboxRecord | undefined {
    const held = new Set(stuck);
    for (const { refused, kind, ticketId } of this.#records) {
      if (refused && kind === 'ticket' && !this.#options.isThere(ticketId)) held.add(ticketId);
    }
    return this.#records.find((record) => !record.refused && !held.has(record.ticketId));
  }

  /** Ok where the record is settled: sent, or refused for good. */
  async #send(record: OutboxRecord): Promise<Result<void>> {
    const { store, log, changed } = this.#options;
    this.#sending = record.ticketId;
    changed();
    const sent = await this.#deliver(record);
    this.#sending = null;
    if (sent.ok) {
      this.#attempt = 0;
      const removed = await store.remove(record);
      // Should it stay on the disk, the next start sends it again; the desk answers the same.
      if (removed.ok)
        log.info('outbox.sent', { id: record.id, kind: record.kind, ticketId: record.ticketId });
      this.#records = this.#records.filter((entry) => entry.id !== record.id);
      changed();
      return sent;
    }
    if (!isForGood(sent.fault)) return sent;
    await this.#refuse(record, sent.fault);
    return ok();
  }

  async #refuse(record: OutboxRecord, { code, detail }: Fault): Promise<void> {
    const { store, log, changed } = this.#options;
    const refused: OutboxRecord = { ...record, refused: detail === undefined ? { code } : { code, detail } };
    log.error('outbox.refused', { id: record.id, kind: record.kind, code, detail });
    this.#records = this.#records.map((entry) => (entry.id === record.id ? refused : entry));
    await store.save(refused);
    changed();
  }

  #retryLater(cause: Fault): void {
    if (this.#closed) return;
    const { clock, random, log } = this.#options;
    const ms = retryDelay(BACKOFF, this.#attempt, random(), cause);
    this.#attempt += 1;
    log.info('outbox.waiting', {
      waiting: this.#records.length,
      code: cause.code,
      detail: cause.detail,
      retryMs: ms,
    });
    this.#cancelRetry = clock.after(ms, () => {
      this.#cancelRetry = null;
      void this.flush();
    });
  }

  async #deliver(record: OutboxRecord): Promise<Result<void>> {
    switch (record.kind) {
      case 'ticket':
        return this.#deliverTicket(record);
      case 'comment': {
        const { id, text, createdAt, ticketId } = record;
        const body = { id, text, createdAt };
        return this.#arrived(
          await this.#options.api.call(deviceApi.ownReply, { params: { id: ticketId }, body }),
        );
      }
      case 'solved': {
        const { id, ticketId } = record;
        return this.#arrived(
          await this.#options.api.call(deviceApi.confirmSolved, { params: { id: ticketId }, body: { id } }),
        );
      }
      default:
        return never(record);
    }
  }

  async #deliverTicket(record: OutboxRecord & { kind: 'ticket' }): Promise<Result<void>> {
    const { api, store } = this.#options;
    const created = this.#arrived(await this.#create(record));
    if (!created.ok) return created;
    for (const attachment of record.attachments) {
      const bytes = await store.attachment(record, attachment);
      if (!bytes) continue;
      const put = await api.call(
        deviceApi.attach,
        {
          params: { id: record.ticketId, attachmentId: attachment.id },
          query: { name: attachment.name, kind: attachment.kind },
          headers: { 'content-type': attachment.mediaType, 'x-content-sha256': attachment.sha256 },
          body: bytes,
        },
        { timeoutMs: ATTACHMENT_MS },
      );
      if (!put.ok) return put;
    }
    return ok();
  }

  /** A request outlives the report it was born with: a desk that does not read such reports any more gets it without. */
  async #create({ id, json }: OutboxRecord & { kind: 'ticket' }): Promise<Result<RequesterTicket>> {
    const created = await this.#post(json);
    const without = withoutOlderReport(json);
    if (created.ok || created.fault.code !== 'invalid-input' || without === null) return created;
    this.#options.log.warn('outbox.report-left-out', { id, why: 'made by an older version' });
    const again = await this.#post(without);
    if (again.ok || again.fault.code !== 'already-exists') return again;
    // An earlier try did arrive, with its report, and the answer was lost.
    const there = await this.#options.api.call(deviceApi.ownTicket, { params: { id } });
    return there.ok ? there : again;
  }

  #post(json: string): Promise<Result<RequesterTicket>> {
    const { api } = this.#options;
    // The exact text the person saw is what goes; the route's own body type has nothing to add.
    const body = JSON.parse(json) as Parameters<typeof api.call<typeof deviceApi.createTicket>>[1]['body'];
    return api.call(deviceApi.createTicket, { body }, { rawJson: json });
  }

  #arrived(answer: Result<RequesterTicket>): Result<void> {
    if (!answer.ok) return answer;
    this.#options.arrived(answer.value);
    return ok();
  }
}
