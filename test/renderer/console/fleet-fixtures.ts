import type { PolicyOnDesk } from '../../../src/renderer/console/policy/policy-page';
import type { Updates } from '../../../src/renderer/console/updates/release-view';
import type { Device, Inventory } from '../../../src/shared/model/device';
import { newId } from '../../../src/shared/model/ids';
import { AT, BEN, SESSION } from './fixtures';

const TAG = 'ab'.repeat(16);

export function inventory(over: Partial<Inventory> = {}): Inventory {
  return {
    agentVersion: '0.2.0',
    osName: 'Debian GNU/Linux 12',
    arch: 'x64',
    package: 'appimage',
    channel: 'stable',
    ring: 'auto',
    updates: 'automatic',
    site: 'Hall 3',
    tags: ['press'],
    machine: { tag: TAG, hardware: [] },
    policy: { machine: 'applied', desk: 'applied', deskRevision: 4, problems: [] },
    update: { state: 'idle', version: null, reason: null },
    ...over,
  };
}

export function device(over: Partial<Device> = {}): Device {
  return {
    id: newId(),
    name: 'front-04',
    platform: 'linux',
    osName: 'Debian GNU/Linux 12',
    agentVersion: '0.2.0',
    keyProtection: 'keystore',
    status: 'active',
    online: true,
    enrolledAt: AT,
    lastSeenAt: AT,
    source: '192.0.2.7',
    enrolledWith: 'Front office',
    site: 'Hall 3',
    tags: ['press'],
    osUser: 'jane',
    machineTag: TAG,
    copyOf: null,
    inventory: inventory(),
    update: 'current',
    ...over,
  };
}

export const countsOf = (devices: readonly Device[]) => ({
  pending: devices.filter(({ status }) => status === 'pending').length,
  active: devices.filter(({ status }) => status === 'active').length,
  revoked: devices.filter(({ status }) => status === 'revoked').length,
});

export function policy(over: Partial<PolicyOnDesk> = {}): PolicyOnDesk {
  return {
    revision: 4,
    settings: { HOTKEY: 'Alt+F1', UPDATES: 'off' },
    changedAt: AT,
    changedBy: 'Ben Okafor',
    ...over,
  };
}

export function updates(over: Partial<Updates> = {}): Updates {
  const file = {
    platform: 'linux',
    arch: 'x64',
    kind: 'appimage',
    size: 9,
    sha512: `${'A'.repeat(86)}==`,
  } as const;
  const release = {
    channel: 'stable',
    releasedAt: AT,
    expiresAt: '2027-03-01T08:00:00.000Z',
    notes: 'Settings in the window',
  } as const;
  return {
    releases: [
      { ...release, version: '0.2.0', files: [{ ...file, name: 'deskside-0.2.0.AppImage' }] },
      { ...release, version: '0.10.0', files: [{ ...file, name: 'deskside-0.10.0.AppImage' }] },
    ],
    rollouts: [{ channel: 'stable', version: '0.10.0', ring: 'pilot', paused: false, minimumVersion: null }],
    versions: [
      { version: '0.2.0', devices: 40 },
      { version: '0.10.0', devices: 2 },
    ],
    reasons: [
      { reason: 'current', devices: 2 },
      { reason: 'ring', devices: 40 },
    ],
    ...over,
  };
}

/** Ben, who may look but not decide. */
export const TECHNICIAN = { ...SESSION, person: BEN };
