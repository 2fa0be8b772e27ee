import { sql, type Kysely, type Selectable, type SqlBool } from 'kysely';
import type { Inventory, MachineIdentity } from '../../../shared/model/device';
import type {
  DeviceFilter,
  DevicePosition,
  NewDevice,
  StoredDevice,
  StoredToken,
} from '../../features/devices/device-store';
import type { Schema } from './schema';

export function deviceRows(db: Kysely<Schema>) {
  return db
    .selectFrom('devices')
    .innerJoin('enrollment_tokens as token', 'token.id', 'devices.enrolled_with')
    .selectAll('devices')
    .select('token.label as token_label');
}

/** What was typed is looked for as it stands; a tag is looked for by itself, not in the JSON it is kept in. */
export function fits({ status, search, machineTag }: DeviceFilter) {
  const conditions = [sql<SqlBool>`true`];
  if (status !== undefined) conditions.push(sql`devices.status = ${status}`);
  if (machineTag !== undefined) conditions.push(sql`devices.machine_tag = ${machineTag}`);
  if (search !== undefined) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(sql`(
      devices.name like ${pattern} escape '\\'
      or devices.site like ${pattern} escape '\\'
      or devices.os_user like ${pattern} escape '\\'
      or exists (select 1 from json_each(devices.tags) as tag where tag.value like ${pattern} escape '\\')
    )`);
  }
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

export function comesAfter({ waits, name, id }: DevicePosition) {
  return sql<SqlBool>`(devices.status <> 'pending', devices.name collate nocase, devices.id) > (${waits ? 0 : 1}, ${name}, ${id})`;
}

export function rowOf(device: NewDevice): Schema['devices'] {
  return {
    id: device.id,
    public_key: device.publicKey,
    enrolled_with: device.tokenId,
    name: device.name,
    platform: device.platform,
    os_name: device.osName,
    agent_version: device.agentVersion,
    key_protection: device.keyProtection,
    status: device.status,
    enrolled_at: device.enrolledAt,
    last_seen_at: device.lastSeenAt,
    came_by: device.cameBy,
    source: device.source,
    site: device.site,
    tags: JSON.stringify(device.tags),
    os_user: device.osUser,
    machine_tag: device.machineTag,
    machine: jsonOrNull(device.machine),
    copy_of: device.copyOf,
    inventory: jsonOrNull(device.inventory),
  };
}

export function deviceOf(row: Selectable<Schema['devices']> & { token_label: string }): StoredDevice {
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
    tokenId: row.enrolled_with,
    tokenLabel: row.token_label,
    cameBy: row.came_by,
    source: row.source,
    site: row.site,
    tags: JSON.parse(row.tags) as string[],
    osUser: row.os_user,
    machineTag: row.machine_tag,
    machine: row.machine === null ? null : (JSON.parse(row.machine) as MachineIdentity),
    copyOf: row.copy_of,
    inventory: row.inventory === null ? null : (JSON.parse(row.inventory) as Inventory),
  };
}

export function tokenOf(row: Selectable<Schema['enrollment_tokens']>): StoredToken {
  return {
    id: row.id,
    secretHash: row.secret_hash,
    label: row.label,
    usesLeft: row.uses_left,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    revoked: row.revoked === 1,
    site: row.site,
    tags: JSON.parse(row.tags) as string[],
    approve: row.approve,
    networks: JSON.parse(row.networks) as string[],
    othersOnComputer: row.others_on_computer === 1,
  };
}

export function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
