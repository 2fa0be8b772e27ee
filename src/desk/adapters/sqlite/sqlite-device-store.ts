import type { Kysely, Selectable } from 'kysely';
import type { Id } from '../../../shared/model/ids';
import type { DeviceStore, StoredDevice, StoredToken } from '../../features/devices/device-store';
import type { Schema } from './schema';

export class SqliteDeviceStore implements DeviceStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async insert(device: StoredDevice): Promise<boolean> {
    const taken = await this.#db
      .selectFrom('devices')
      .select('id')
      .where('public_key', '=', device.publicKey)
      .executeTakeFirst();
    if (taken) return false;
    await this.#db
      .insertInto('devices')
      .values({
        id: device.id,
        public_key: device.publicKey,
        enrolled_with: device.enrolledWith,
        name: device.name,
        platform: device.platform,
        os_name: device.osName,
        agent_version: device.agentVersion,
        key_protection: device.keyProtection,
        status: device.status,
        enrolled_at: device.enrolledAt,
        last_seen_at: device.lastSeenAt,
      })
      .execute();
    return true;
  }

  async byId(id: Id): Promise<StoredDevice | null> {
    const row = await this.#db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? deviceOf(row) : null;
  }

  async list(): Promise<StoredDevice[]> {
    const rows = await this.#db.selectFrom('devices').selectAll().orderBy('name').orderBy('id').execute();
    return rows.map(deviceOf);
  }

  async seen(id: Id, at: string): Promise<void> {
    await this.#db.updateTable('devices').set({ last_seen_at: at }).where('id', '=', id).execute();
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

function deviceOf(row: Selectable<Schema['devices']>): StoredDevice {
  return {
    id: row.id,
    name: row.name,
    platform: row.platform,
    osName: row.os_name,
    agentVersion: row.agent_version,
    keyProtection: row.key_protection,
    status: row.status,
    enrolledAt: row.enrolled_at,
    lastSeenAt: row.last_seen_at,
    publicKey: row.public_key,
    enrolledWith: row.enrolled_with,
  };
}

function tokenOf(row: Selectable<Schema['enrollment_tokens']>): StoredToken {
  return {
    id: row.id,
    secretHash: row.secret_hash,
    label: row.label,
    usesLeft: row.uses_left,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    revoked: row.revoked === 1,
  };
}
