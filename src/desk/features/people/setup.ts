import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import { newId } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import { personActor } from '../audit/actors';
import { hashSecret, newSecret, sameHash } from '../secret';
import type { Storage } from '../storage';
import type { PasswordHasher } from './passwords';
import type { OpenSession, Sessions } from './sessions';

export interface SetupDeps {
  storage: Storage;
  clock: Clock;
  passwords: PasswordHasher;
  sessions: Sessions;
}

/**
 * Makes the first administrator with a token that exists only in this process and on the server's own console.
 * Open from `prepare` until there is an administrator; then it is over for good.
 */
export class Setup {
  readonly #deps: SetupDeps;
  #tokenHash: string | null = null;

  constructor(deps: SetupDeps) {
    this.#deps = deps;
  }

  get open(): boolean {
    return this.#tokenHash !== null;
  }

  /** A fresh one-time token while there is no administrator, else null. */
  async prepare(): Promise<Result<string | null>> {
    const count = await this.#deps.storage.read(async ({ people }) => ok(await people.administrators()));
    if (!count.ok) return count;
    if (count.value > 0) return ok(null);
    const token = newSecret();
    this.#tokenHash = hashSecret(token);
    return ok(token);
  }

  async run(input: {
    token: string;
    name: string;
    email: string;
    password: string;
  }): Promise<Result<{ secret: string; session: OpenSession }>> {
    if (this.#tokenHash === null) return fail('not-found');
    if (!sameHash(this.#tokenHash, hashSecret(input.token))) return fail('token-refused');
    const passwordHash = await this.#deps.passwords.hash(input.password);
    const at = iso(this.#deps.clock.now());
    const person: Person = {
      id: newId(),
      name: input.name,
      email: input.email,
      title: '',
      role: 'administrator',
      createdAt: at,
    };
    const done = await this.#deps.storage.write(async (stores) => {
      if ((await stores.people.administrators()) > 0) return fail('not-found');
      if (!(await stores.people.insert(person, passwordHash, null))) return fail('already-exists');
      const actor = personActor(person);
      await stores.audit.append({
        at,
        actor,
        action: 'administrator.created',
        subject: person.id,
        details: {},
      });
      return ok(await this.#deps.sessions.open(stores, person));
    });
    if (done.ok) this.#tokenHash = null;
    return done;
  }
}
