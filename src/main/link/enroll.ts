import { deviceApi } from '../../shared/contract/api-device';
import type { DeviceFacts } from '../../shared/model/device';
import { newId } from '../../shared/model/ids';
import { fail, ok, type Result } from '../../shared/base/result';
import type { Logger } from '../../shared/base/logger';
import type { JsonFile } from '../storage/json-file';
import type { Credentials } from './desk-api';
import { proveDevice } from './desk-proof';
import { callRoute, type Fetch } from './http';
import {
  isEnrolled,
  privateKeyName,
  type EnrolledIdentity,
  type Identity,
  type SecretStore,
} from './identity';
import { newKeyPair } from './keys';

export interface EnrollOptions {
  fetch: Fetch;
  file: JsonFile<Identity>;
  secrets: SecretStore;
  facts: DeviceFacts;
  log: Logger;
}

/** Address and token as they were given at the start; either may be missing. */
export interface Admission {
  deskUrl: string | null;
  token: string | null;
}

/** Who we are after the start: what is stored, led to a new address where the same desk proves itself there. */
export async function openIdentity(options: EnrollOptions, given: Admission): Promise<Result<Credentials>> {
  const stored = await options.file.load();
  if (stored && isEnrolled(stored)) {
    const known = await withKey(options, stored);
    if (!known.ok || given.deskUrl === null || given.deskUrl === stored.desk.url) return known;
    return moveOrEnroll(options, known.value, given.deskUrl, given.token);
  }
  if (given.deskUrl === null || given.token === null) return fail('not-enrolled');
  return enroll(options, stored, given.deskUrl, given.token);
}

async function moveOrEnroll(
  options: EnrollOptions,
  known: Credentials,
  url: string,
  token: string | null,
): Promise<Result<Credentials>> {
  const { who, privateKey } = known;
  const proof = await proveDevice(options.fetch, url, who, privateKey, 'api');
  if (proof.ok) {
    const moved: EnrolledIdentity = { ...who, desk: { ...who.desk, url } };
    const saved = await options.file.save(moved);
    if (!saved.ok) return saved;
    options.log.info('desk.moved', { from: who.desk.url, to: url });
    return ok({ who: moved, privateKey });
  }
  if (token === null) {
    // An address alone must not lead an enrolled device to another desk.
    options.log.warn('desk.kept', { url: who.desk.url, refused: url, code: proof.fault.code });
    return ok(known);
  }
  return enroll(options, null, url, token);
}

async function enroll(
  options: EnrollOptions,
  pending: Identity | null,
  url: string,
  token: string,
): Promise<Result<Credentials>> {
  const key = await keyFor(options, pending);
  if (!key.ok) return key;
  const { deviceId, publicKey, privateKey } = key.value;
  const answer = await callRoute(options.fetch, url, deviceApi.enroll, {
    body: { token, deviceId, publicKey, facts: options.facts },
  });
  if (!answer.ok) return answer;
  const { deskId, deskPublicKey, organization } = answer.value.value;
  const who: EnrolledIdentity = {
    version: 1,
    deviceId,
    publicKey,
    desk: { url, deskId, publicKey: deskPublicKey, organization },
  };
  const saved = await options.file.save(who);
  if (!saved.ok) return saved;
  options.log.info('device.enrolled', { deviceId, desk: url, keyProtection: options.secrets.protection });
  return ok({ who, privateKey });
}

interface DeviceKey {
  deviceId: string;
  publicKey: string;
  privateKey: string;
}

/** The key pair is on the disk before the desk hears of it: a crash in between enrols the same device again. */
async function keyFor(options: EnrollOptions, pending: Identity | null): Promise<Result<DeviceKey>> {
  if (pending) {
    const { deviceId, publicKey } = pending;
    const known = await options.secrets.load(privateKeyName(deviceId));
    if (known.ok && known.value !== null) return ok({ deviceId, publicKey, privateKey: known.value });
  }
  const deviceId = newId();
  const { publicKey, privateKey } = newKeyPair();
  const secret = await options.secrets.save(privateKeyName(deviceId), privateKey);
  if (!secret.ok) return secret;
  const saved = await options.file.save({ version: 1, deviceId, publicKey, desk: null });
  return saved.ok ? ok({ deviceId, publicKey, privateKey }) : saved;
}

async function withKey(options: EnrollOptions, who: EnrolledIdentity): Promise<Result<Credentials>> {
  const key = await options.secrets.load(privateKeyName(who.deviceId));
  if (!key.ok) return key;
  return key.value === null ? fail('secrets-unavailable') : ok({ who, privateKey: key.value });
}
