import type { Clock } from '../../../shared/base/clock';
import type { Id } from '../../../shared/model/ids';
import type { Announcer } from '../announce';

const QUIET_MS = 1000;

/**
 * Tells consoles that something of a device changed: at once, and then once more a second later for all that changed
 * in between, so that a device that talks without end costs a console one look a second.
 */
export class DeviceNews {
  readonly #announce: Pick<Announcer, 'toConsoles'>;
  readonly #clock: Clock;
  readonly #told = new Map<Id, { again: boolean; cancel: () => void }>();

  constructor(announce: Pick<Announcer, 'toConsoles'>, clock: Clock) {
    this.#announce = announce;
    this.#clock = clock;
  }

  changed(deviceId: Id): void {
    const told = this.#told.get(deviceId);
    if (told) told.again = true;
    else this.#tell(deviceId);
  }

  dispose(): void {
    for (const { cancel } of this.#told.values()) cancel();
    this.#told.clear();
  }

  #tell(deviceId: Id): void {
    const cancel = this.#clock.after(QUIET_MS, () => {
      const again = this.#told.get(deviceId)?.again;
      this.#told.delete(deviceId);
      if (again) this.#tell(deviceId);
    });
    this.#told.set(deviceId, { again: false, cancel });
    this.#announce.toConsoles('device:changed', { deviceId });
  }
}
