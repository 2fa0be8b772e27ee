import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { Device, DeviceStatus } from '../../../shared/model/device';
import type { Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import type { UpdateReason } from '../../../shared/model/update';
import type { UpdateFacts } from '../../../shared/rules/rollout';
import type { Announcer } from '../announce';
import { personActor } from '../audit/actors';
import type { Storage, Stores } from '../storage';
import type { DeviceNews } from './device-news';
import type { DeviceFilter, DevicePosition, DeviceStore, StoredDevice } from './device-store';
import { cursorOf, positionOf, shownDevice, updateFactsOf } from './device-views';
import type { Presence } from './presence';

const BATCH = 500;

/** Why a device gets an update now or does not, by what is published as the transaction sees it. */
export type UpdateStanding = (device: { id: Id; facts: UpdateFacts | null }) => UpdateReason;

export interface FleetDeps {
  storage: Storage;
  clock: Clock;
  presence: Presence;
  announce: Announcer;
  news: Pick<DeviceNews, 'changed'>;
  updateStanding: (stores: Stores) => Promise<UpdateStanding>;
  /** Ends what the device takes part in; it runs while the device can still be told. */
  onRevoked: (deviceId: Id) => Promise<Result<void>>;
}

export interface FleetQuery {
  status?: DeviceStatus | undefined;
  search?: string | undefined;
  update?: UpdateReason | undefined;
  machine?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface FleetPage {
  devices: Device[];
  next: string | null;
  counts: Record<DeviceStatus, number>;
}

/** What the console sees of all devices, and what administrators do with them. */
export class Fleet {
  readonly #deps: FleetDeps;

  constructor(deps: FleetDeps) {
    this.#deps = deps;
  }

  list(query: FleetQuery): Promise<Result<FleetPage>> {
    const { status, update, cursor, limit } = query;
    const wide = { search: query.search?.trim() || undefined, machineTag: query.machine };
    return this.#deps.storage.read(async (stores) => {
      const { devices } = stores;
      const after = cursor === undefined ? undefined : await positionOf(devices, cursor);
      if (after === null) return fail('invalid-input', 'the cursor is not one of this desk');
      const standing = await this.#deps.updateStanding(stores);
      const stands = (device: StoredDevice): boolean => this.#show(device, standing).update === update;
      const filter = { ...wide, status };
      const rows =
        update === undefined
          ? await devices.page(filter, after, limit + 1)
          : await pageWhere(devices, filter, after, limit + 1, stands);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return ok({
        devices: page.map((device) => this.#show(device, standing)),
        next: rows.length > limit && last ? cursorOf(last) : null,
        counts: update === undefined ? await devices.counts(wide) : await countWhere(devices, wide, stands),
      });
    });
  }

  get(id: Id): Promise<Result<Device>> {
    return this.#deps.storage.read(async (stores) => {
      const device = await stores.devices.byId(id);
      if (!device) return fail('not-found');
      return ok(this.#show(device, await this.#deps.updateStanding(stores)));
    });
  }

  async approve(by: Person, ids: readonly Id[]): Promise<Result<{ approved: number }>> {
    const at = iso(this.#deps.clock.now());
    const approved = await this.#deps.storage.write(async ({ devices, audit }) => {
      const admitted = await devices.approve(ids);
      const entry = { at, actor: personActor(by), action: 'device.approved' as const, details: {} };
      for (const { id } of admitted) await audit.append({ ...entry, subject: id });
      return ok(admitted);
    });
    if (!approved.ok) return approved;
    for (const { id } of approved.value) this.#deps.news.changed(id);
    return ok({ approved: approved.value.length });
  }

  async revoke(by: Person, id: Id): Promise<Result<Device>> {
    const at = iso(this.#deps.clock.now());
    const revoked = await this.#deps.storage.write(async ({ devices, audit }) => {
      const device = await devices.byId(id);
      if (!device) return fail('not-found');
      if (device.status === 'revoked') return ok();
      await devices.revoke(id);
      await audit.append({ at, actor: personActor(by), action: 'device.revoked', subject: id, details: {} });
      return ok();
    });
    if (!revoked.ok) return revoked;
    const ended = await this.#deps.onRevoked(id);
    this.#deps.announce.cutDevice(id);
    this.#deps.news.changed(id);
    return ended.ok ? this.get(id) : ended;
  }

  #show(device: StoredDevice, standing: UpdateStanding): Device {
    const update = standing({ id: device.id, facts: updateFactsOf(device) });
    return shownDevice(device, this.#deps.presence.isOnline(device.id), update);
  }
}

type Stands = (device: StoredDevice) => boolean;

/** How a device stands is worked out and not stored, so they are looked through until the page is full. */
async function pageWhere(
  devices: DeviceStore,
  filter: DeviceFilter,
  start: DevicePosition | undefined,
  limit: number,
  stands: Stands,
): Promise<StoredDevice[]> {
  const found: StoredDevice[] = [];
  for await (const device of each(devices, filter, start)) {
    if (stands(device)) found.push(device);
    if (found.length === limit) break;
  }
  return found;
}

async function countWhere(
  devices: DeviceStore,
  filter: DeviceFilter,
  stands: Stands,
): Promise<Record<DeviceStatus, number>> {
  const counts = { pending: 0, active: 0, revoked: 0 };
  for await (const device of each(devices, filter, undefined)) {
    if (stands(device)) counts[device.status] += 1;
  }
  return counts;
}

async function* each(
  devices: DeviceStore,
  filter: DeviceFilter,
  start: DevicePosition | undefined,
): AsyncGenerator<StoredDevice> {
  let after = start;
  for (;;) {
    const rows = await devices.page(filter, after, BATCH);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = { waits: last.status === 'pending', name: last.name, id: last.id };
  }
}
