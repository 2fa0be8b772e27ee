import type { NewDevice, StoredToken } from '../../src/desk/features/devices/device-store';
import type { Stores } from '../../src/desk/features/storage';
import { newId, type Id } from '../../src/shared/model/ids';
import { ADMIT_ALL } from '../support/desk';

export const AT = '2026-11-21T08:00:00.000Z';
export const LATER = '2026-11-21T09:00:00.000Z';

export async function token({ devices }: Stores): Promise<StoredToken> {
  const id = newId();
  const issued: StoredToken = {
    id,
    secretHash: id,
    label: 'test',
    usesLeft: 1,
    expiresAt: LATER,
    createdAt: AT,
    revoked: false,
    ...ADMIT_ALL,
  };
  await devices.insertToken(issued);
  return issued;
}

export function newDevice(tokenId: Id, fields: Partial<NewDevice> = {}): NewDevice {
  return {
    id: newId(),
    name: 'test-pc',
    platform: 'linux',
    osName: 'Debian 12',
    agentVersion: '0.1.0',
    keyProtection: 'file',
    status: 'active',
    enrolledAt: AT,
    lastSeenAt: null,
    source: '127.0.0.1',
    site: '',
    tags: [],
    osUser: 'jane',
    machineTag: null,
    copyOf: null,
    inventory: null,
    publicKey: newId(),
    tokenId,
    cameBy: 'token',
    machine: null,
    ...fields,
  };
}
