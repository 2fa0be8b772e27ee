import { sql, type Kysely, type Selectable } from 'kysely';
import type { Channel, Release, Rollout, SignedRelease } from '../../../shared/model/update';
import type { UpdateFacts } from '../../../shared/rules/rollout';
import { compareVersions } from '../../../shared/rules/compare-versions';
import type {
  FleetMember,
  PublishedFile,
  PublishedRelease,
  ReleaseStore,
} from '../../features/updates/release-store';
import type { Schema } from './schema';

export class SqliteReleaseStore implements ReleaseStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async insert({ signed, files, rollout, ...published }: PublishedRelease): Promise<void> {
    await this.#db
      .insertInto('releases')
      .values({
        channel: published.channel,
        version: published.version,
        folder: published.folder,
        signed: JSON.stringify(signed),
        files: JSON.stringify(files),
        published_at: published.publishedAt,
        withdrawn_at: null,
        ring: rollout.ring,
        paused: rollout.paused ? 1 : 0,
        minimum_version: rollout.minimumVersion,
      })
      .execute();
  }

  async find(channel: Channel, version: string): Promise<PublishedRelease | null> {
    const row = await this.#published()
      .where('channel', '=', channel)
      .where('version', '=', version)
      .executeTakeFirst();
    return row ? releaseOf(row) : null;
  }

  async list(channel?: Channel): Promise<PublishedRelease[]> {
    const rows = await this.#published()
      .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? 'stable'))
      .execute();
    return rows.map(releaseOf).sort((a, b) => compareVersions(b.version, a.version));
  }

  async isWithdrawn(channel: Channel, version: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('releases')
      .select('withdrawn_at')
      .where('channel', '=', channel)
      .where('version', '=', version)
      .executeTakeFirst();
    return row !== undefined && row.withdrawn_at !== null;
  }

  async withdraw(channel: Channel, version: string, at: string): Promise<void> {
    await this.#db
      .updateTable('releases')
      .set({ withdrawn_at: at })
      .where('channel', '=', channel)
      .where('version', '=', version)
      .execute();
  }

  async setRollout({ channel, version, ring, paused, minimumVersion }: Rollout): Promise<void> {
    await this.#db
      .updateTable('releases')
      .set({ ring, paused: paused ? 1 : 0, minimum_version: minimumVersion })
      .where('channel', '=', channel)
      .where('version', '=', version)
      .execute();
  }

  async folders(): Promise<string[]> {
    return (await this.#published().execute()).map(({ folder }) => folder);
  }

  async fleet(): Promise<FleetMember[]> {
    const told = <T>(name: string) => sql<T>`json_extract(inventory, ${`$.${name}`})`;
    const rows = await this.#db
      .selectFrom('devices')
      .select(['id', 'platform', 'agent_version'])
      .select([
        told<UpdateFacts['arch'] | null>('arch').as('arch'),
        told<UpdateFacts['package']>('package').as('package'),
        told<UpdateFacts['channel']>('channel').as('channel'),
        told<UpdateFacts['ring']>('ring').as('ring'),
        told<UpdateFacts['updates']>('updates').as('updates'),
      ])
      .where('status', '=', 'active')
      .execute();
    return rows.map(({ id, agent_version: agentVersion, arch, ...rest }) => ({
      id,
      agentVersion,
      facts: arch === null ? null : { version: agentVersion, arch, ...rest },
    }));
  }

  #published() {
    return this.#db.selectFrom('releases').selectAll().where('withdrawn_at', 'is', null);
  }
}

function releaseOf(row: Selectable<Schema['releases']>): PublishedRelease {
  const signed = JSON.parse(row.signed) as SignedRelease;
  const { channel, version } = row;
  return {
    channel,
    version,
    folder: row.folder,
    signed,
    release: JSON.parse(signed.payload) as Release,
    files: JSON.parse(row.files) as PublishedFile[],
    publishedAt: row.published_at,
    rollout: {
      channel,
      version,
      ring: row.ring,
      paused: row.paused === 1,
      minimumVersion: row.minimum_version,
    },
  };
}
