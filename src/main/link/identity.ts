import { z } from 'zod';
import { base64url, id } from '../../shared/model/ids';
import type { Result } from '../../shared/base/result';

/** Where the device's private key lies; the shell knows the operating system's store. */
export interface SecretStore {
  readonly protection: 'keystore' | 'file';
  save(name: string, value: string): Promise<Result<void>>;
  /** Null where nothing was saved under that name. */
  load(name: string): Promise<Result<string | null>>;
}

/**
 * Who this device is and which desk it belongs to. The desk is its key, not its address: the address may change,
 * the key never does.
 */
export const identity = z.strictObject({
  version: z.literal(1),
  deviceId: id,
  publicKey: base64url,
  /** Null until the desk admitted the device: the same id and key are used again after a crash. */
  desk: z
    .strictObject({
      url: z.url().max(500),
      deskId: id,
      publicKey: base64url,
      organization: z.string().max(120),
    })
    .nullable(),
});
export type Identity = z.infer<typeof identity>;
export type EnrolledIdentity = Identity & { desk: NonNullable<Identity['desk']> };

export function isEnrolled(value: Identity): value is EnrolledIdentity {
  return value.desk !== null;
}

export const privateKeyName = (deviceId: string) => `device-key-${deviceId}`;
