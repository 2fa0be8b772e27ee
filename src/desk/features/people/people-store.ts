import type { Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';

export interface StoredSession {
  /** SHA-256 of the cookie's value. */
  id: string;
  personId: Id;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
}

export interface PeopleStore {
  administrators(): Promise<number>;
  /** `passwordHash` null: cannot log in. Answers false when the e-mail address is taken. */
  insert(person: Person, passwordHash: string | null, deviceId: Id | null): Promise<boolean>;
  byId(id: Id): Promise<Person | null>;
  byEmail(email: string): Promise<{ person: Person; passwordHash: string | null } | null>;
  /** The requester with that name at that device. */
  requester(deviceId: Id, name: string): Promise<Person | null>;
  staff(): Promise<Person[]>;

  openSession(session: StoredSession): Promise<void>;
  session(id: string): Promise<{ session: StoredSession; person: Person } | null>;
  touchSession(id: string, lastSeenAt: string): Promise<void>;
  closeSession(id: string): Promise<void>;
  removeSessions(expiredBefore: string): Promise<void>;
}
