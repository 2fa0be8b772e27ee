import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { Inventory } from '../../../shared/model/device';
import { sameComputer } from '../../../shared/rules/same-computer';
import { deviceActor } from '../audit/actors';
import { Throttle } from '../people/throttle';
import type { Storage, Stores } from '../storage';
import { placeOf } from './admit';
import type { DeviceNews } from './device-news';
import type { StoredDevice } from './device-store';

/** What devices tell of themselves, and how a copied disk is noticed. */
export class Inventories {
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #news: Pick<DeviceNews, 'changed'>;
  /** A copy that does not go away is written down once in a while, not each time it speaks. */
  readonly #copies: Throttle;

  constructor(storage: Storage, clock: Clock, news: Pick<DeviceNews, 'changed'>) {
    this.#storage = storage;
    this.#clock = clock;
    this.#news = news;
    this.#copies = new Throttle(clock, 1);
  }

  async told({ id }: StoredDevice, inventory: Inventory, source: string): Promise<Result<void>> {
    const done = await this.#storage.write(async (stores) => {
      const device = await stores.devices.byId(id);
      if (device?.status !== 'active') return fail('device-revoked');
      if (device.machine !== null && !sameComputer(device.machine, inventory.machine)) {
        await this.#writeCopy(stores, device, source);
        return ok('copied');
      }
      if (JSON.stringify(device.inventory) === JSON.stringify(inventory)) return ok('known');
      await keep(stores, device, inventory);
      return ok('new');
    });
    if (!done.ok) return done;
    if (done.value !== 'known') this.#news.changed(id);
    return done.value === 'copied' ? fail('device-copied') : ok();
  }

  /** The original stays as it is: which of the two it was is not for the one that spoke last to say. */
  async #writeCopy({ audit }: Stores, device: StoredDevice, source: string): Promise<void> {
    const key = `${device.id} ${source}`;
    if (this.#copies.wait(key) > 0) return;
    this.#copies.failed(key);
    const at = iso(this.#clock.now());
    const actor = deviceActor(device);
    await audit.append({ at, actor, action: 'device.copied', subject: device.id, details: { source } });
  }
}

async function keep({ devices }: Stores, device: StoredDevice, inventory: Inventory): Promise<void> {
  const token = await devices.tokenById(device.tokenId);
  const { machine, agentVersion, osName } = inventory;
  await devices.told(device.id, {
    inventory,
    machine,
    machineTag: machine.tag,
    agentVersion,
    osName,
    ...placeOf(token ?? { site: null, tags: [] }, inventory),
  });
}
