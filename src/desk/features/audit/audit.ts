import { iso, type Clock } from '../../../shared/base/clock';
import { ok, type Result } from '../../../shared/base/result';
import type { AuditAction, AuditEntry } from '../../../shared/model/audit';
import type { Storage } from '../storage';
import type { AuditActor } from './audit-store';

const READ_ONCE_MS = 10 * 60_000;
const READS_REMEMBERED = 5000;

/** The audit entries that stand alone: refusals, and who read what. All others are written with their change. */
export class Audit {
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #reads = new Map<string, number>();

  constructor(storage: Storage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  record(
    actor: AuditActor,
    action: AuditAction,
    subject: string | null,
    details: AuditEntry['details'] = {},
  ): Promise<Result<void>> {
    const at = iso(this.#clock.now());
    return this.#storage.write(async ({ audit }) => {
      await audit.append({ at, actor, action, subject, details });
      return ok();
    });
  }

  /** A console page fetches a ticket again with each change: that is one reading, written down once. */
  async read(actor: AuditActor, action: AuditAction, subject: string): Promise<Result<void>> {
    const key = `${actor.id} ${action} ${subject}`;
    const now = this.#clock.now();
    const last = this.#reads.get(key);
    if (last !== undefined && now - last < READ_ONCE_MS) return ok();
    this.#reads.delete(key);
    this.#reads.set(key, now);
    const oldest = this.#reads.keys().next();
    if (this.#reads.size > READS_REMEMBERED && !oldest.done) this.#reads.delete(oldest.value);
    const written = await this.record(actor, action, subject);
    if (!written.ok) this.#reads.delete(key);
    return written;
  }

  page(before: number | undefined, limit: number): Promise<Result<AuditEntry[]>> {
    return this.#storage.read(async ({ audit }) => ok(await audit.page(before, limit)));
  }
}
