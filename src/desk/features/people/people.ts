import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { Person } from '../../../shared/model/person';
import { personActor } from '../audit/actors';
import type { Storage } from '../storage';
import type { PasswordHasher } from './passwords';

export type NewPerson = Omit<Person, 'createdAt' | 'email'> & { email: string; password: string };

export interface PeopleDeps {
  storage: Storage;
  clock: Clock;
  passwords: PasswordHasher;
}

/** The people who may log in. */
export class People {
  readonly #deps: PeopleDeps;

  constructor(deps: PeopleDeps) {
    this.#deps = deps;
  }

  list(): Promise<Result<Person[]>> {
    return this.#deps.storage.read(async ({ people }) => ok(await people.staff()));
  }

  async add(administrator: Person, input: NewPerson): Promise<Result<Person>> {
    const { password, ...fields } = input;
    const passwordHash = await this.#deps.passwords.hash(password);
    const at = iso(this.#deps.clock.now());
    const person: Person = { ...fields, createdAt: at };
    return this.#deps.storage.write(async ({ people, audit }) => {
      const existing = await people.byId(input.id);
      if (existing) return sameAs(existing, person) ? ok(existing) : fail('already-exists');
      if (!(await people.insert(person, passwordHash, null))) return fail('already-exists');
      await audit.append({
        at,
        actor: personActor(administrator),
        action: 'person.created',
        subject: person.id,
        details: { role: person.role },
      });
      return ok(person);
    });
  }
}

function sameAs(a: Person, b: Person): boolean {
  return a.name === b.name && a.email === b.email && a.title === b.title && a.role === b.role;
}
