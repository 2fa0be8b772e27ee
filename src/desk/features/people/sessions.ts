import { iso, type Clock } from '../../../shared/base/clock';
import { fail, failWith, ok, type Result } from '../../../shared/base/result';
import type { Person } from '../../../shared/model/person';
import type { Announcer } from '../announce';
import { ANONYMOUS, personActor } from '../audit/actors';
import { hashSecret, newSecret } from '../secret';
import type { Storage, Stores } from '../storage';
import { emailKey } from './email-key';
import type { PasswordHasher } from './passwords';
import type { StoredSession } from './people-store';
import { Throttle } from './throttle';

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** Activity is written down at most this often. */
const TOUCH_MS = 60_000;

export interface OpenSession {
  id: string;
  person: Person;
  expiresAt: string;
}

export interface SessionsDeps {
  storage: Storage;
  clock: Clock;
  passwords: PasswordHasher;
  announce: Announcer;
}

/** Console sessions: opened with a password, known by the hash of a random cookie, ended by idling or by time. */
export class Sessions {
  readonly #deps: SessionsDeps;
  readonly #perAccount: Throttle;
  readonly #perSource: Throttle;
  /** Checked when nobody has the name, so that a stranger's name takes as long as a known one. */
  readonly #decoy: Promise<string>;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
    this.#perAccount = new Throttle(deps.clock, 10);
    this.#perSource = new Throttle(deps.clock, 100);
    this.#decoy = deps.passwords.hash(newSecret());
  }

  async logIn(
    email: string,
    password: string,
    source: string,
  ): Promise<Result<{ secret: string; session: OpenSession }>> {
    const account = `${source} ${emailKey(email)}`;
    const wait = Math.max(this.#perAccount.wait(account), this.#perSource.wait(source));
    if (wait > 0) return failWith({ code: 'rate-limited', retryAfter: wait });
    // Counted before it is checked, so that many tries at once are no way around the limit.
    this.#perAccount.failed(account);
    const found = await this.#deps.storage.read(async ({ people }) => ok(await people.byEmail(email)));
    if (!found.ok) return found;
    const hash = found.value?.passwordHash ?? (await this.#decoy);
    const matches = await this.#deps.passwords.verify(hash, password);
    if (!matches || !found.value?.passwordHash) {
      this.#perSource.failed(source);
      await this.#refused(found.value?.person ?? null, source);
      return fail('credentials-refused');
    }
    this.#perAccount.succeeded(account);
    const { person } = found.value;
    return this.#deps.storage.write(async (stores) => ok(await this.open(stores, person)));
  }

  /** Within the caller's transaction, so that set-up makes the account and its first session as one. */
  async open(stores: Stores, person: Person): Promise<{ secret: string; session: OpenSession }> {
    const now = this.#deps.clock.now();
    const secret = newSecret();
    const session: StoredSession = {
      id: hashSecret(secret),
      personId: person.id,
      createdAt: iso(now),
      lastSeenAt: iso(now),
      expiresAt: iso(now + ABSOLUTE_MS),
    };
    await stores.people.removeSessions(iso(now));
    await stores.people.openSession(session);
    await stores.audit.append({
      at: iso(now),
      actor: personActor(person),
      action: 'session.opened',
      subject: person.id,
      details: {},
    });
    return { secret, session: { id: session.id, person, expiresAt: endOf(session, now) } };
  }

  /** The session the cookie stands for, kept alive by being used. */
  async find(secret: string): Promise<Result<OpenSession>> {
    return this.use(hashSecret(secret));
  }

  /** Keeps the session alive. */
  async use(id: string): Promise<Result<OpenSession>> {
    const alive = await this.check(id);
    if (!alive.ok) return alive;
    const now = this.#deps.clock.now();
    const { session, person } = alive.value;
    if (now - Date.parse(session.lastSeenAt) >= TOUCH_MS) {
      const touched = await this.#deps.storage.write(async ({ people }) => {
        await people.touchSession(id, iso(now));
        return ok();
      });
      if (!touched.ok) return touched;
    }
    return ok({ id, person, expiresAt: endOf(session, now) });
  }

  /** Whether the session may still be used, without keeping it alive. */
  async check(id: string): Promise<Result<{ session: StoredSession; person: Person }>> {
    const found = await this.#deps.storage.read(async ({ people }) => ok(await people.session(id)));
    if (!found.ok) return found;
    if (!found.value) return fail('unauthenticated');
    const end = endOf(found.value.session, Date.parse(found.value.session.lastSeenAt));
    return this.#deps.clock.now() < Date.parse(end) ? ok(found.value) : fail('unauthenticated');
  }

  async close(session: OpenSession): Promise<Result<void>> {
    const at = iso(this.#deps.clock.now());
    const closed = await this.#deps.storage.write(async ({ people, audit }) => {
      await people.closeSession(session.id);
      const actor = personActor(session.person);
      await audit.append({ at, actor, action: 'session.closed', subject: session.person.id, details: {} });
      return ok();
    });
    if (closed.ok) this.#deps.announce.cutSession(session.id);
    return closed;
  }

  /** What was typed as the name is not kept: it is often a password. */
  async #refused(person: Person | null, source: string): Promise<void> {
    const at = iso(this.#deps.clock.now());
    await this.#deps.storage.write(async ({ audit }) => {
      await audit.append({
        at,
        actor: ANONYMOUS,
        action: 'session.refused',
        subject: person?.id ?? null,
        details: { source },
      });
      return ok();
    });
  }
}

function endOf(session: StoredSession, lastSeen: number): string {
  return iso(Math.min(Date.parse(session.expiresAt), lastSeen + IDLE_MS));
}
