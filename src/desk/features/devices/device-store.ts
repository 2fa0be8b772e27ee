import type { Device } from '../../../shared/model/device';
import type { Id } from '../../../shared/model/ids';

export type StoredDevice = Omit<Device, 'online'> & { publicKey: string; enrolledWith: Id };

export interface StoredToken {
  id: Id;
  secretHash: string;
  label: string;
  usesLeft: number;
  expiresAt: string;
  createdAt: string;
  revoked: boolean;
}

export interface DeviceStore {
  /** Answers false when the public key belongs to another device. */
  insert(device: StoredDevice): Promise<boolean>;
  byId(id: Id): Promise<StoredDevice | null>;
  list(): Promise<StoredDevice[]>;
  seen(id: Id, at: string): Promise<void>;
  revoke(id: Id): Promise<void>;

  insertToken(token: StoredToken): Promise<void>;
  tokenById(id: Id): Promise<StoredToken | null>;
  tokenByHash(secretHash: string): Promise<StoredToken | null>;
  tokens(): Promise<StoredToken[]>;
  useToken(id: Id): Promise<void>;
  revokeToken(id: Id): Promise<void>;
}
