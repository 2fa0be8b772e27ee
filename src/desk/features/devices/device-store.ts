import type { Admission } from '../../../shared/contract/api-people';
import type { Device, DeviceStatus, MachineIdentity } from '../../../shared/model/device';
import type { Id } from '../../../shared/model/ids';

/** How a device came: with a token, as a copy of another's disk, or as a further person's on a known computer. */
export type CameBy = 'token' | 'copy' | 'computer';

/** What of a device stands in the store itself; the rest of a `Device` is worked out when it is shown. */
export type NewDevice = Omit<Device, 'online' | 'update' | 'enrolledWith'> & {
  publicKey: string;
  /** The token whose word counts for it; of a device without one, that of the device it came by. */
  tokenId: Id;
  cameBy: CameBy;
  /** Null of those enrolled before it was told. */
  machine: MachineIdentity | null;
};

export interface StoredDevice extends NewDevice {
  tokenLabel: string;
}

export interface StoredToken extends Admission {
  id: Id;
  secretHash: string;
  label: string;
  usesLeft: number;
  expiresAt: string;
  createdAt: string;
  revoked: boolean;
}

export interface DeviceFilter {
  status?: DeviceStatus | undefined;
  /** Found as it stands in the name, the site, a tag or the operating system's user. */
  search?: string | undefined;
  machineTag?: string | undefined;
}

/** Where the last device of a page stood. */
export interface DevicePosition {
  /** Among those that wait for approval. */
  waits: boolean;
  name: string;
  id: Id;
}

/** What an inventory changes in the store. */
export type Told = Pick<NewDevice, 'inventory' | 'machine' | 'machineTag' | 'site' | 'tags'> &
  Pick<NewDevice, 'agentVersion' | 'osName'>;

export interface DeviceStore {
  /** Answers false when the public key belongs to another device. */
  insert(device: NewDevice): Promise<boolean>;
  byId(id: Id): Promise<StoredDevice | null>;
  /** Those that wait for approval first, then by name. */
  page(filter: DeviceFilter, after: DevicePosition | undefined, limit: number): Promise<StoredDevice[]>;
  counts(filter: Omit<DeviceFilter, 'status'>): Promise<Record<DeviceStatus, number>>;
  /** Active devices of that computer, the one enrolled last first. */
  activeOn(machineTag: string): Promise<StoredDevice[]>;
  seen(id: Id, at: string): Promise<void>;
  told(id: Id, told: Told): Promise<void>;
  /** Answers those of them that waited. */
  approve(ids: readonly Id[]): Promise<Pick<StoredDevice, 'id' | 'name'>[]>;
  revoke(id: Id): Promise<void>;

  insertToken(token: StoredToken): Promise<void>;
  tokenById(id: Id): Promise<StoredToken | null>;
  tokenByHash(secretHash: string): Promise<StoredToken | null>;
  tokens(): Promise<StoredToken[]>;
  useToken(id: Id): Promise<void>;
  revokeToken(id: Id): Promise<void>;
}
