import type { Device } from '../../../shared/model/device';
import type { UpdateReason } from '../../../shared/model/update';
import type { UpdateFacts } from '../../../shared/rules/rollout';
import type { DevicePosition, DeviceStore, StoredDevice } from './device-store';

export function shownDevice(device: StoredDevice, online: boolean, update: UpdateReason): Device {
  const {
    publicKey: _publicKey,
    tokenId: _tokenId,
    tokenLabel,
    cameBy,
    machine: _machine,
    ...shown
  } = device;
  return { ...shown, enrolledWith: cameBy === 'token' ? tokenLabel : null, online, update };
}

/** What an update of the device depends on; null while it has told nothing. */
export function updateFactsOf({ platform, inventory }: StoredDevice): UpdateFacts | null {
  if (inventory === null) return null;
  const { agentVersion: version, arch, package: kind, channel, ring, updates } = inventory;
  return { version, platform, arch, package: kind, channel, ring, updates };
}

/** Short whatever the name: that is looked up again, and it never changes. */
export function cursorOf({ status, id }: StoredDevice): string {
  return `${status === 'pending' ? 'waits' : 'known'}.${id}`;
}

export async function positionOf(devices: DeviceStore, cursor: string): Promise<DevicePosition | null> {
  const [part, deviceId = ''] = cursor.split('.', 2);
  if (part !== 'waits' && part !== 'known') return null;
  const device = await devices.byId(deviceId);
  return device && { waits: part === 'waits', name: device.name, id: device.id };
}
