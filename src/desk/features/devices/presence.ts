import type { DeviceRef } from '../../../shared/model/device';
import type { Id } from '../../../shared/model/ids';

/** Which devices are connected to this desk process right now. The live edge keeps it. */
export class Presence {
  readonly #online = new Set<Id>();

  isOnline(deviceId: Id): boolean {
    return this.#online.has(deviceId);
  }

  set(deviceId: Id, online: boolean): void {
    if (online) this.#online.add(deviceId);
    else this.#online.delete(deviceId);
  }

  ref(device: Omit<DeviceRef, 'online'>): DeviceRef {
    return { ...device, online: this.isOnline(device.id) };
  }
}
