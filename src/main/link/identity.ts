import { z } from 'zod';
import { machineIdentity } from '../../shared/model/device';
import { base64url, id } from '../../shared/model/ids';
import type { Result } from '../../shared/base/result';

/** Where the device's private key lies; the shell knows the operating system's store. */
export interface SecretStore {
  readonly protection: 'keystore' | 'file';
  save(name: string, value: string): Promise<Result<void>>;
  /** Null where nothing was saved under that name. */
  load(name: string): Promise<Result<string | null>>;
  /** Also where there is nothing under that name. */
  remove(name: string): Promise<Result<void>>;
}

/** A desk as it was met at enrolment. It is its keys, not its address: the address may change. */
const pinnedDesk = z.strictObject({
  url: z.url().max(500),
  deskId: id,
  publicKey: base64url,
  /** Signs the organisation's policy; null where the desk has not told it yet. */
  policyPublicKey: base64url.nullable(),
  /** The one before it, by which a policy may be signed that was kept since. */
  formerPolicyKey: base64url.optional(),
  organization: z.string().max(120),
});
export type PinnedDesk = z.infer<typeof pinnedDesk>;

const current = z.strictObject({
  version: z.literal(2),
  deviceId: id,
  publicKey: base64url,
  /** Null until the desk admitted the device: the same id and key are used again after a crash. */
  desk: pinnedDesk.nullable(),
  /** The computer this identity belongs to; null where it was made before that was known. */
  machine: machineIdentity.nullable(),
  /** The device whose disk this one was copied from, until this one is enrolled and that one's key is gone from here. */
  copyOf: z.strictObject({ deviceId: id, desk: pinnedDesk }).nullable(),
});

const first = z
  .strictObject({
    version: z.literal(1),
    deviceId: id,
    publicKey: base64url,
    desk: pinnedDesk.omit({ policyPublicKey: true }).nullable(),
  })
  .transform(({ deviceId, publicKey, desk }): Identity => ({
    version: 2,
    deviceId,
    publicKey,
    desk: desk && { ...desk, policyPublicKey: null },
    machine: null,
    copyOf: null,
  }));

/** Who this device is and which desk it belongs to. */
export const identity = z.union([current, first]);
export type Identity = z.infer<typeof current>;
export type EnrolledIdentity = Identity & { desk: PinnedDesk };

export function isEnrolled(value: Identity): value is EnrolledIdentity {
  return value.desk !== null;
}

export const privateKeyName = (deviceId: string) => `device-key-${deviceId}`;
