import type { Kysely } from 'kysely';
import type { PolicySettings } from '../../../shared/model/policy';
import type { PolicyStore, StoredPolicy } from '../../features/policy/policy-store';
import type { Schema } from './schema';

export class SqlitePolicyStore implements PolicyStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async current(): Promise<StoredPolicy | null> {
    const row = await this.#db.selectFrom('policy').selectAll().executeTakeFirst();
    if (!row) return null;
    return {
      revision: row.revision,
      settings: JSON.parse(row.settings) as PolicySettings,
      changedAt: row.changed_at,
      changedBy: row.changed_by,
    };
  }

  async replace({ revision, settings, changedAt, changedBy }: StoredPolicy): Promise<void> {
    const row = {
      revision,
      settings: JSON.stringify(settings),
      changed_at: changedAt,
      changed_by: changedBy,
    };
    await this.#db
      .insertInto('policy')
      .values({ one: 1, ...row })
      .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
      .execute();
  }
}
