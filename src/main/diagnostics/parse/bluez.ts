import type { SectionData } from '../../../shared/model/diagnostics';
import { countOf } from '../json-value';
import { said } from '../probe';
import type { ManagedObject } from './managed-objects';

type Bluetooth = SectionData<'bluetooth'>;

/** What BlueZ manages: adapters, and the devices that belong to this computer (not every phone that passes by). */
export function parseBluez(objects: readonly ManagedObject[]): Bluetooth {
  const adapters = objects
    .map(({ interfaces }) => interfaces['org.bluez.Adapter1'])
    .filter((adapter) => adapter !== undefined);
  const devices = objects.flatMap(({ interfaces }) => {
    const device = interfaces['org.bluez.Device1'];
    if (device === undefined || (device['Paired'] !== true && device['Connected'] !== true)) return [];
    const charge = countOf(interfaces['org.bluez.Battery1']?.['Percentage']);
    return [
      {
        name: said(device['Alias'] ?? device['Name']),
        kind: said(device['Icon'], 60),
        connected: device['Connected'] === true,
        // What is far away keeps an old number.
        batteryPercent: device['Connected'] !== true || charge === null || charge > 100 ? null : charge,
      },
    ];
  });
  return {
    powered: adapters.length > 0 ? adapters.some((adapter) => adapter['Powered'] === true) : null,
    devices: devices.slice(0, 64),
  };
}
