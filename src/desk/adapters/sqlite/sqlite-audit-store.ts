import type { Kysely, Selectable } from 'kysely';
import type { AuditEntry } from '../../../shared/model/audit';
import type { AuditStore, NewAuditEntry } from '../../features/audit/audit-store';
import { CHAIN_START, chainHash } from '../../features/audit/chain';
import type { Schema } from './schema';

export class SqliteAuditStore implements AuditStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async append(entry: NewAuditEntry): Promise<void> {
    const last = await this.#db
      .selectFrom('audit')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const numbered = { ...entry, seq: (last?.seq ?? 0) + 1 };
    await this.#db
      .insertInto('audit')
      .values({
        seq: numbered.seq,
        at: numbered.at,
        actor_kind: numbered.actor.kind,
        actor_id: numbered.actor.id,
        actor_name: numbered.actor.name,
        action: numbered.action,
        subject: numbered.subject,
        details: JSON.stringify(numbered.details),
        hash: chainHash(last?.hash ?? CHAIN_START, numbered),
      })
      .execute();
  }

  async page(before: number | undefined, limit: number): Promise<AuditEntry[]> {
    let query = this.#db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
    if (before !== undefined) query = query.where('seq', '<', before);
    return (await query.execute()).map(entryOf);
  }

  async after(after: number, limit: number): Promise<AuditEntry[]> {
    const rows = await this.#db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map(entryOf);
  }
}

function entryOf(row: Selectable<Schema['audit']>): AuditEntry {
  return {
    seq: row.seq,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    subject: row.subject,
    details: JSON.parse(row.details) as AuditEntry['details'],
    hash: row.hash,
  };
}
