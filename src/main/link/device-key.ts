import { newId } from '../../shared/model/ids';
import type { MachineIdentity } from '../../shared/model/device';
import { fail, ok, type Result } from '../../shared/base/result';
import type { Logger } from '../../shared/base/logger';
import type { JsonFile } from '../storage/json-file';
import type { Credentials } from './desk-proof';
import {
  privateKeyName,
  type EnrolledIdentity,
  type Identity,
  type PinnedDesk,
  type SecretStore,
} from './identity';
import { newKeyPair } from './keys';

export interface KeyOptions {
  file: JsonFile<Identity>;
  secrets: SecretStore;
  log: Logger;
}

/** An identity that no desk has admitted yet, with its key. */
export interface Candidate {
  identity: Identity & { desk: null };
  privateKey: string;
}

/** The key pair is on the disk before the desk hears of it: a crash in between enrols the same device again. */
export async function newCandidate(
  { file, secrets }: KeyOptions,
  machine: MachineIdentity,
  copyOf: { deviceId: string; desk: PinnedDesk } | null,
): Promise<Result<Candidate>> {
  const { publicKey, privateKey } = newKeyPair();
  const identity = { version: 2 as const, deviceId: newId(), publicKey, desk: null, machine, copyOf };
  const secret = await secrets.save(privateKeyName(identity.deviceId), privateKey);
  if (!secret.ok) return secret;
  const saved = await file.save(identity);
  if (saved.ok) return ok({ identity, privateKey });
  // Nobody will ever ask for the key of a device that is written down nowhere.
  await secrets.remove(privateKeyName(identity.deviceId));
  return saved;
}

export async function keyOf(
  { secrets }: Pick<KeyOptions, 'secrets'>,
  who: EnrolledIdentity,
): Promise<Result<Credentials>> {
  const key = await secrets.load(privateKeyName(who.deviceId));
  if (!key.ok) return key;
  return key.value === null ? fail('secrets-unavailable') : ok({ who, privateKey: key.value });
}

/** The copy is a device of its own now, and the key of the one it was copied from has no business here. */
export async function forgetOriginal(
  { file, secrets, log }: KeyOptions,
  who: EnrolledIdentity,
): Promise<EnrolledIdentity> {
  if (who.copyOf === null) return who;
  const removed = await secrets.remove(privateKeyName(who.copyOf.deviceId));
  if (!removed.ok) {
    // It is tried again at the next start.
    log.error('device.key-kept', { deviceId: who.copyOf.deviceId, reason: removed.fault.detail });
    return who;
  }
  const alone: EnrolledIdentity = { ...who, copyOf: null };
  const saved = await file.save(alone);
  return saved.ok ? alone : who;
}
