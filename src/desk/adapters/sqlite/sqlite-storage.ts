import { Kysely } from 'kysely';
import { failWith, type Result } from '../../../shared/base/result';
import type { Fault } from '../../../shared/base/fault';
import type { Storage, Stores } from '../../features/storage';
import { storageFault } from '../storage-faults';
import { migrate } from './migrations';
import { nodeDialect, openDatabase } from './node-dialect';
import type { Schema } from './schema';
import { SqliteAssistStore } from './sqlite-assist-store';
import { SqliteAuditStore } from './sqlite-audit-store';
import { SqliteDeviceStore } from './sqlite-device-store';
import { SqlitePeopleStore } from './sqlite-people-store';
import { SqliteReleaseStore } from './sqlite-release-store';
import { SqlitePolicyStore } from './sqlite-policy-store';
import { SqliteTicketStore } from './sqlite-ticket-store';

/** Carries an expected failure out of a transaction, so that it is rolled back. */
class RolledBack extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** Opens the database file, making or migrating it as needed. */
export function openSqliteStorage(path: string, busyMs?: number): Storage {
  const database = openDatabase(path, busyMs);
  migrate(database);
  const db = new Kysely<Schema>({ dialect: nodeDialect(database) });

  async function run<T>(
    accessMode: 'read only' | 'read write',
    work: (stores: Stores) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    try {
      return await db
        .transaction()
        .setAccessMode(accessMode)
        .execute(async (transaction) => {
          const result = await work(storesOf(transaction));
          if (!result.ok) throw new RolledBack(result.fault);
          return result;
        });
    } catch (error) {
      if (error instanceof RolledBack) return failWith(error.fault);
      const known = storageFault(error);
      if (known) return failWith(known);
      throw error;
    }
  }

  return {
    read: (work) => run('read only', work),
    write: (work) => run('read write', work),
    close: () => db.destroy(),
  };
}

function storesOf(db: Kysely<Schema>): Stores {
  return {
    tickets: new SqliteTicketStore(db),
    devices: new SqliteDeviceStore(db),
    people: new SqlitePeopleStore(db),
    assists: new SqliteAssistStore(db),
    policy: new SqlitePolicyStore(db),
    audit: new SqliteAuditStore(db),
    releases: new SqliteReleaseStore(db),
  };
}
