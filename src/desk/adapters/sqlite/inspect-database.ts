import { backup, DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { findBreak } from '../../features/audit/chain';
import { nodeDialect } from './node-dialect';
import type { Schema } from './schema';
import { SqliteAuditStore } from './sqlite-audit-store';

export interface Inspection {
  /** The version of its schema. */
  schema: number;
  /** What SQLite says is broken; empty where nothing is. */
  damage: string[];
  /** The first entry of the audit trail that does not fit to the one before it. */
  auditBreak: number | null;
  /** When the last entry of the trail was written. */
  lastAudit: string | null;
  /** The files the rows speak of, as paths below the data folder. */
  attachments: string[];
  releases: string[];
}

const ALL_AT_ONCE = 2 ** 31 - 1;
const BUSY_MS = 5000;

/** Looks at a database without changing it; a desk may be running on it. */
export async function inspectDatabase(path: string): Promise<Inspection> {
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
  const db = new Kysely<Schema>({ dialect: nodeDialect(database) });
  try {
    const damage = database
      .prepare('pragma integrity_check(20)')
      .all()
      .map((row) => String(row['integrity_check']))
      .filter((line) => line !== 'ok');
    const schema = Number(database.prepare('pragma user_version').get()?.['user_version']);
    if (damage.length > 0 || schema === 0) {
      return { schema, damage, auditBreak: null, lastAudit: null, attachments: [], releases: [] };
    }
    const trail = new SqliteAuditStore(db);
    const [last] = await trail.page(undefined, 1);
    return {
      schema,
      damage,
      auditBreak: await findBreak(trail),
      lastAudit: last?.at ?? null,
      attachments: attachmentsIn(database),
      releases: tables(database).has('releases') ? releasesIn(database) : [],
    };
  } finally {
    await db.destroy();
  }
}

/** A copy of one moment, whoever writes meanwhile. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const database = new DatabaseSync(from, { timeout: BUSY_MS });
  try {
    // In steps it would begin anew with each change another process makes.
    await backup(database, to, { rate: ALL_AT_ONCE });
  } finally {
    database.close();
  }
}

/** So that releases whose files were left out can be published again. */
export function forgetReleases(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('delete from releases where withdrawn_at is null');
  } finally {
    database.close();
  }
}

function tables(database: DatabaseSync): Set<string> {
  const rows = database.prepare("select name from sqlite_schema where type = 'table'").all();
  return new Set(rows.map((row) => String(row['name'])));
}

function attachmentsIn(database: DatabaseSync): string[] {
  return database
    .prepare('select distinct sha256 from attachments order by sha256')
    .all()
    .map(({ sha256 }) => `attachments/${String(sha256).slice(0, 2)}/${String(sha256)}`);
}

function releasesIn(database: DatabaseSync): string[] {
  return database
    .prepare('select folder, files from releases where withdrawn_at is null order by folder')
    .all()
    .flatMap(({ folder, files }) =>
      (JSON.parse(String(files)) as { name: string }[]).map(
        ({ name }) => `updates/${String(folder)}/${name}`,
      ),
    );
}
