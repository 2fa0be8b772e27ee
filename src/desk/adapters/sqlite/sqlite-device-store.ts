import { sql, type Kysely } from 'kysely';
import type { DeviceStatus } from '../../../shared/model/device';
import type { Id } from '../../../shared/model/ids';
import type {
  DeviceFilter,
  DevicePosition,
  DeviceStore,
  NewDevice,
  StoredDevice,
  StoredToken,
  Told,
} from '../../features/devices/device-store';
import { comesAfter, deviceOf, deviceRows, fits, jsonOrNull, rowOf, tokenOf } from './device-rows';
import type { Schema } from './schema';

export class SqliteDeviceStore implements DeviceStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async insert(device: NewDevice): Promise<boolean> {
    const taken = await this.#db
      .selectFrom('devices')
      .select('id')
      .where('public_key', '=', device.publicKey)
      .executeTakeFirst();
    if (taken) return false;
    await this.#db.insertInto('devices').values(rowOf(device)).execute();
    return true;
  }

  async byId(id: Id): Promise<StoredDevice | null> {
    const row = await deviceRows(this.#db).where('devices.id', '=', id).executeTakeFirst();
    return row ? deviceOf(row) : null;
  }

  async page(
    filter: DeviceFilter,
    after: DevicePosition | undefined,
    limit: number,
  ): Promise<StoredDevice[]> {
    let query = deviceRows(this.#db).where(fits(filter));
    if (after) query = query.where(comesAfter(after));
    const rows = await query
      .orderBy(sql`devices.status <> 'pending'`)
      .orderBy(sql`devices.name collate nocase`)
      .orderBy('devices.id')
      .limit(limit)
      .execute();
    return rows.map(deviceOf);
  }

  async counts(filter: Omit<DeviceFilter, 'status'>): Promise<Record<DeviceStatus, number>> {
    const rows = await this.#db
      .selectFrom('devices')
      .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
      .where(fits(filter))
      .groupBy('status')
      .execute();
    const counts = { pending: 0, active: 0, revoked: 0 };
    for (const { status, count } of rows) counts[status] = count;
    return counts;
  }

  async activeOn(machineTag: string): Promise<StoredDevice[]> {
    const rows = await deviceRows(this.#db)
      .where('devices.machine_tag', '=', machineTag)
      .where('devices.status', '=', 'active')
      .orderBy('devices.enrolled_at', 'desc')
      .limit(100)
      .execute();
    return rows.map(deviceOf);
  }

  async seen(id: Id, at: string): Promise<void> {
    await this.#db.updateTable('devices').set({ last_seen_at: at }).where('id', '=', id).execute();
  }

  async told(id: Id, told: Told): Promise<void> {
    await this.#db
      .updateTable('devices')
      .set({
        inventory: jsonOrNull(told.inventory),
        machine: jsonOrNull(told.machine),
        machine_tag: told.machineTag,
        site: told.site,
        tags: JSON.stringify(told.tags),
        agent_version: told.agentVersion,
        os_name: told.osName,
      })
      .where('id', '=', id)
      .execute();
  }

  async approve(ids: readonly Id[]): Promise<Pick<StoredDevice, 'id' | 'name'>[]> {
    return this.#db
      .updateTable('devices')
      .set({ status: 'active' })
      .where('id', 'in', ids)
      .where('status', '=', 'pending')
      .returning(['id', 'name'])
      .execute();
  }

  async revoke(id: Id): Promise<void> {
    await this.#db.updateTable('devices').set({ status: 'revoked' }).where('id', '=', id).execute();
  }

  async insertToken(token: StoredToken): Promise<void> {
    await this.#db
      .insertInto('enrollment_tokens')
      .values({
        id: token.id,
        secret_hash: token.secretHash,
        label: token.label,
        uses_left: token.usesLeft,
        expires_at: token.expiresAt,
        created_at: token.createdAt,
        revoked: token.revoked ? 1 : 0,
        site: token.site,
        tags: JSON.stringify(token.tags),
        approve: token.approve,
        networks: JSON.stringify(token.networks),
        others_on_computer: token.othersOnComputer ? 1 : 0,
      })
      .execute();
  }

  async tokenById(id: Id): Promise<StoredToken | null> {
    const query = this.#db.selectFrom('enrollment_tokens').selectAll().where('id', '=', id);
    const row = await query.executeTakeFirst();
    return row ? tokenOf(row) : null;
  }

  async tokenByHash(secretHash: string): Promise<StoredToken | null> {
    const query = this.#db.selectFrom('enrollment_tokens').selectAll().where('secret_hash', '=', secretHash);
    const row = await query.executeTakeFirst();
    return row ? tokenOf(row) : null;
  }

  async tokens(): Promise<StoredToken[]> {
    const query = this.#db.selectFrom('enrollment_tokens').selectAll().orderBy('created_at', 'desc');
    return (await query.execute()).map(tokenOf);
  }

  async useToken(id: Id): Promise<void> {
    await this.#db
      .updateTable('enrollment_tokens')
      .set(({ eb }) => ({ uses_left: eb('uses_left', '-', 1) }))
      .where('id', '=', id)
      .execute();
  }

  async revokeToken(id: Id): Promise<void> {
    await this.#db.updateTable('enrollment_tokens').set({ revoked: 1 }).where('id', '=', id).execute();
  }
}
