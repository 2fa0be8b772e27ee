import { copyProofText, deviceApi } from '../../shared/contract/api-device';
import type { CallOf, ReplyOf } from '../../shared/contract/route';
import type { DeviceFacts, MachineIdentity } from '../../shared/model/device';
import { fail, ok, type Result } from '../../shared/base/result';
import { newCandidate, forgetOriginal, type Candidate, type KeyOptions } from './device-key';
import type { Credentials, DeskProver } from './desk-proof';
import type { EnrollToken } from './enroll-token';
import { callRoute, type Fetch } from './http';
import { privateKeyName, type EnrolledIdentity, type Identity, type PinnedDesk } from './identity';
import { signText } from './keys';

export interface EnrollOptions extends KeyOptions {
  fetch: Fetch;
  facts: DeviceFacts;
  /** The operating system's user whose agent this is. */
  osUser: string;
  site: string;
  tags: readonly string[];
}

/** Where to enrol, and as what. */
export interface Application {
  url: string;
  token: EnrollToken;
  machine: MachineIdentity;
  /** A key pair that was made for this before; null where a new one is needed. */
  candidate: (Identity & { desk: null }) | null;
}

type Body = CallOf<typeof deviceApi.enroll>['body'];
type Reply = ReplyOf<typeof deviceApi.enroll>;
type CopyOf = NonNullable<Identity['copyOf']>;

/** Makes this agent a device of the desk at that address. */
export async function enroll(
  options: EnrollOptions,
  prover: DeskProver,
  application: Application,
): Promise<Result<Credentials>> {
  const { url, token, machine, candidate } = application;
  const key = await candidateOf(options, candidate, machine);
  if (!key.ok) return key;
  const secret = await token.take();
  const copyOf = key.value.identity.copyOf;
  const original = copyOf && (await originalAt(options, prover, url, copyOf, secret !== null));
  if (original && !original.ok) return original;
  const known = original?.value ?? null;
  const asked = await ask(options, url, bodyOf(options, key.value, machine, secret, known));
  if (!asked.ok) return asked;
  const desk = deskOf(url, asked.value, known);
  if (!desk.ok) return desk;
  const { identity, privateKey } = key.value;
  const who: EnrolledIdentity = { ...identity, machine, desk: desk.value };
  const saved = await options.file.save(who);
  if (!saved.ok) return saved;
  const { status } = asked.value;
  const { protection: keyProtection } = options.secrets;
  const copied = known ? { copyOf: known.deviceId } : {};
  options.log.info('device.enrolled', {
    deviceId: who.deviceId,
    desk: url,
    status,
    keyProtection,
    ...copied,
  });
  if (secret !== null) await token.used();
  return ok({ who: await forgetOriginal(options, who), privateKey });
}

/** A copy's desk must be the one that its original knew, by the keys it has just proved. */
function deskOf(url: string, reply: Reply, original: Original | null): Result<PinnedDesk> {
  const { deskId, deskPublicKey: publicKey, policyPublicKey, organization } = reply;
  const told: PinnedDesk = { url, deskId, publicKey, policyPublicKey, organization };
  if (original === null) return ok(told);
  const { desk } = original;
  if (deskId !== desk.deskId || publicKey !== desk.publicKey) {
    return fail('desk-unverified', 'the desk answered with another key than the one it proved');
  }
  return ok({ ...told, policyPublicKey: desk.policyPublicKey ?? policyPublicKey });
}

async function candidateOf(
  options: EnrollOptions,
  candidate: Application['candidate'],
  machine: MachineIdentity,
): Promise<Result<Candidate>> {
  const known = candidate && (await options.secrets.load(privateKeyName(candidate.deviceId)));
  if (candidate && known?.ok && known.value !== null)
    return ok({ identity: candidate, privateKey: known.value });
  return newCandidate(options, machine, candidate?.copyOf ?? null);
}

interface Original {
  deviceId: string;
  privateKey: string;
  desk: PinnedDesk;
}

/**
 * What a copy needs to name the device it was copied from. The desk has to prove itself first, as to that device; at
 * another desk a copy is a newcomer like any other, and needs a token.
 */
async function originalAt(
  { secrets }: EnrollOptions,
  prover: DeskProver,
  url: string,
  copyOf: CopyOf,
  hasToken: boolean,
): Promise<Result<Original | null>> {
  const { deviceId } = copyOf;
  const proved = await prover.challenge({ ...copyOf.desk, url }, deviceId, 'api');
  if (!proved.ok) return hasToken && proved.fault.code === 'desk-unverified' ? ok(null) : proved;
  const key = await secrets.load(privateKeyName(deviceId));
  if (!key.ok) return key;
  return ok(key.value === null ? null : { deviceId, privateKey: key.value, desk: proved.value.desk });
}

function bodyOf(
  { facts, osUser, site, tags }: EnrollOptions,
  { identity: { deviceId, publicKey } }: Candidate,
  machine: MachineIdentity,
  token: string | null,
  original: Original | null,
): Body {
  const copyOf = original && {
    deviceId: original.deviceId,
    signature: signText(original.privateKey, copyProofText(original.deviceId, deviceId, publicKey)),
  };
  return { token, deviceId, publicKey, facts, machine, osUser, site, tags: [...tags], copyOf };
}

async function ask({ fetch, log }: EnrollOptions, url: string, body: Body) {
  const answer = await callRoute(fetch, url, deviceApi.enroll, { body });
  if (answer.ok) return ok(answer.value.value);
  if (answer.fault.code !== 'token-refused') return answer;
  if (body.token === null) return fail('not-enrolled', 'the desk asks for an enrolment token');
  // Used up by the first person of this computer, perhaps; the desk may know the computer by now.
  log.warn('token.refused', { desk: url });
  const again = await callRoute(fetch, url, deviceApi.enroll, { body: { ...body, token: null } });
  if (again.ok) return ok(again.value.value);
  return again.fault.code === 'token-refused' ? answer : again;
}

/** The policy key of a desk that was met before it had one: the same device asking again gets the same answer. */
export async function askPolicyKey(
  options: EnrollOptions,
  prover: DeskProver,
  { who, privateKey }: Credentials,
  machine: MachineIdentity,
): Promise<EnrolledIdentity> {
  const proved = await prover.challenge(who.desk, who.deviceId, 'api');
  if (!proved.ok) return who;
  const candidate: Candidate = { identity: { ...who, desk: null }, privateKey };
  const body = bodyOf(options, candidate, machine, null, null);
  const answer = await callRoute(options.fetch, who.desk.url, deviceApi.enroll, { body });
  if (!answer.ok) {
    options.log.warn('desk.policy-key-unknown', { code: answer.fault.code });
    return who;
  }
  const { deskId, deskPublicKey, policyPublicKey } = answer.value.value;
  if (deskId !== who.desk.deskId || deskPublicKey !== proved.value.desk.publicKey) return who;
  return { ...who, desk: { ...proved.value.desk, policyPublicKey } };
}
