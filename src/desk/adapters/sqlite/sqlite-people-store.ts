import type { Kysely, Selectable } from 'kysely';
import type { Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import { emailKey } from '../../features/people/email-key';
import type { PeopleStore, StoredSession } from '../../features/people/people-store';
import type { Schema } from './schema';

export class SqlitePeopleStore implements PeopleStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async administrators(): Promise<number> {
    const row = await this.#db
      .selectFrom('people')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('role', '=', 'administrator')
      .executeTakeFirstOrThrow();
    return row.count;
  }

  async insert(person: Person, passwordHash: string | null, deviceId: Id | null): Promise<boolean> {
    const email = person.email === null ? null : emailKey(person.email);
    if (email !== null) {
      const taken = await this.#db
        .selectFrom('people')
        .select('id')
        .where('email_key', '=', email)
        .executeTakeFirst();
      if (taken) return false;
    }
    await this.#db
      .insertInto('people')
      .values({
        id: person.id,
        name: person.name,
        email: person.email,
        email_key: email,
        title: person.title,
        role: person.role,
        password_hash: passwordHash,
        device_id: deviceId,
        created_at: person.createdAt,
      })
      .execute();
    return true;
  }

  async byId(id: Id): Promise<Person | null> {
    const row = await this.#db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? personOf(row) : null;
  }

  async byEmail(email: string): Promise<{ person: Person; passwordHash: string | null } | null> {
    const row = await this.#db
      .selectFrom('people')
      .selectAll()
      .where('email_key', '=', emailKey(email))
      .executeTakeFirst();
    return row ? { person: personOf(row), passwordHash: row.password_hash } : null;
  }

  async requester(deviceId: Id, name: string): Promise<Person | null> {
    const row = await this.#db
      .selectFrom('people')
      .selectAll()
      .where('device_id', '=', deviceId)
      .where('name', '=', name)
      .executeTakeFirst();
    return row ? personOf(row) : null;
  }

  async staff(): Promise<Person[]> {
    const rows = await this.#db
      .selectFrom('people')
      .selectAll()
      .where('role', 'in', ['technician', 'administrator'])
      .orderBy('name')
      .orderBy('id')
      .execute();
    return rows.map(personOf);
  }

  async openSession(session: StoredSession): Promise<void> {
    await this.#db
      .insertInto('sessions')
      .values({
        id: session.id,
        person_id: session.personId,
        created_at: session.createdAt,
        last_seen_at: session.lastSeenAt,
        expires_at: session.expiresAt,
      })
      .execute();
  }

  async session(id: string): Promise<{ session: StoredSession; person: Person } | null> {
    const row = await this.#db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    const person = await this.byId(row.person_id);
    if (!person) return null;
    const session = {
      id: row.id,
      personId: row.person_id,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      expiresAt: row.expires_at,
    };
    return { session, person };
  }

  async touchSession(id: string, lastSeenAt: string): Promise<void> {
    await this.#db.updateTable('sessions').set({ last_seen_at: lastSeenAt }).where('id', '=', id).execute();
  }

  async closeSession(id: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('id', '=', id).execute();
  }

  async removeSessions(expiredBefore: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('expires_at', '<=', expiredBefore).execute();
  }
}

function personOf(row: Selectable<Schema['people']>): Person {
  const { id, name, email, title, role, created_at: createdAt } = row;
  return { id, name, email, title, role, createdAt };
}
