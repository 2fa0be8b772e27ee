import type { MachineIdentity } from '../../shared/model/device';
import { mayRetry } from '../../shared/base/fault';
import { fail, ok, type Result } from '../../shared/base/result';
import { deviceApi } from '../../shared/contract/api-device';
import { sameComputer } from '../../shared/rules/same-computer';
import { forgetOriginal, keyOf, newCandidate } from './device-key';
import type { Credentials, DeskProver } from './desk-proof';
import { askPolicyKey, enroll, type EnrollOptions } from './enroll';
import type { EnrollToken } from './enroll-token';
import { callRoute } from './http';
import { isEnrolled, privateKeyName, type EnrolledIdentity, type Identity } from './identity';

export interface IdentityOptions extends EnrollOptions {
  /** Moves out of the way what belongs to the computer this disk was copied from. */
  setAside(): Promise<Result<void>>;
}

/** Where the desk is, as far as that is known by now, and where a token may be. */
export interface Admission {
  readonly deskUrl: string | null;
  token: EnrollToken;
}

/** What is known of this computer at this start. */
export interface Look {
  machine: MachineIdentity | null;
  /** The desk knows this device as another computer, whatever it looks like from here. */
  copied: boolean;
}

/** Who we are after the start: what is stored, enrolled where that is needed and possible. */
export async function openIdentity(
  options: IdentityOptions,
  prover: DeskProver,
  given: Admission,
  look: Look,
): Promise<Result<Credentials>> {
  const stored = await options.file.load();
  if (stored && isEnrolled(stored)) {
    if (isCopy(stored, look)) return becomeCopy(options, prover, given, stored, look);
    return resume(options, prover, given, await keptUp(options, stored, look.machine), look.machine);
  }
  const candidate = stored && { ...stored, desk: null };
  const usable = candidate && (await ofThisComputer(options, candidate, look));
  const url = given.deskUrl ?? usable?.copyOf?.desk.url ?? null;
  if (url === null) return fail('not-enrolled');
  return enrollAt(options, prover, given, url, usable, look.machine);
}

function isCopy(stored: Identity, { machine, copied }: Look): boolean {
  return copied || (machine !== null && stored.machine !== null && !sameComputer(stored.machine, machine));
}

/** A disk may also be copied before its agent ever reached a desk: two computers must not ask with one key. */
async function ofThisComputer(
  options: IdentityOptions,
  candidate: Identity & { desk: null },
  look: Look,
): Promise<(Identity & { desk: null }) | null> {
  if (!isCopy(candidate, look) || look.machine === null) return candidate;
  options.log.warn('device.copied', { deviceId: candidate.deviceId, enrolled: false });
  const made = await newCandidate(options, look.machine, candidate.copyOf);
  if (!made.ok) return null;
  await options.secrets.remove(privateKeyName(candidate.deviceId));
  return made.value.identity;
}

async function enrollAt(
  options: IdentityOptions,
  prover: DeskProver,
  { token }: Admission,
  url: string,
  candidate: (Identity & { desk: null }) | null,
  machine: MachineIdentity | null,
): Promise<Result<Credentials>> {
  // Without it the desk could not tell this computer from its copies, nor its other people from strangers.
  if (machine === null) return fail('internal', 'this computer cannot be told from others now');
  return enroll(options, prover, { url, token, machine, candidate });
}

/** A new key and id for a copied disk; what the original had written stays the original's. */
async function becomeCopy(
  options: IdentityOptions,
  prover: DeskProver,
  given: Admission,
  stored: EnrolledIdentity,
  { machine, copied }: Look,
): Promise<Result<Credentials>> {
  const { deviceId, desk } = stored;
  options.log.warn('device.copied', { deviceId, enrolled: true, saidBy: copied ? 'desk' : 'hardware' });
  const moved = await options.setAside();
  if (!moved.ok) return moved;
  if (machine === null) return fail('internal', 'this computer cannot be told from others now');
  const made = await newCandidate(options, machine, { deviceId, desk });
  if (!made.ok) return made;
  const url = given.deskUrl ?? desk.url;
  return enrollAt(options, prover, given, url, made.value.identity, machine);
}

/** Parts are replaced one by one: who compares with the first day would see another computer in the end. */
async function keptUp(
  options: IdentityOptions,
  stored: EnrolledIdentity,
  machine: MachineIdentity | null,
): Promise<EnrolledIdentity> {
  const who = await forgetOriginal(options, stored);
  if (machine === null || (machine.hardware.length === 0 && who.machine !== null)) return who;
  if (JSON.stringify(machine) === JSON.stringify(who.machine)) return who;
  const now: EnrolledIdentity = { ...who, machine };
  // Not saved, it is seen again at the next start.
  return (await options.file.save(now)).ok ? now : who;
}

/** An enrolled device goes on, led to a new address where the same desk proves itself there. */
async function resume(
  options: IdentityOptions,
  prover: DeskProver,
  given: Admission,
  who: EnrolledIdentity,
  machine: MachineIdentity | null,
): Promise<Result<Credentials>> {
  const known = await keyOf(options, who);
  if (!known.ok) return known;
  if (given.deskUrl !== null && given.deskUrl !== who.desk.url) {
    return moveOrEnroll(options, prover, given, given.deskUrl, known.value, machine);
  }
  if ((await given.token.take()) !== null) {
    const welcome = await stillWelcome(options, prover, known.value);
    if (welcome === false) return enrollAt(options, prover, given, who.desk.url, null, machine);
    // Brought once more to a computer that is enrolled it would lie there for everybody to read.
    if (welcome === true) await given.token.used();
  }
  if (who.desk.policyPublicKey !== null || machine === null) return known;
  const told = await askPolicyKey(options, prover, known.value, machine);
  if (told !== who) await options.file.save(told);
  return ok({ ...known.value, who: told });
}

/** False: the desk decommissioned this device, and a new token is how it is taken back. Null while nobody can say. */
async function stillWelcome(
  options: IdentityOptions,
  prover: DeskProver,
  known: Credentials,
): Promise<boolean | null> {
  const proof = await prover.prove(known, 'api');
  if (!proof.ok) return null;
  const { url } = known.who.desk;
  const answer = await callRoute(options.fetch, url, deviceApi.deviceToken, { body: proof.value.value });
  if (answer.ok) return true;
  if (answer.fault.code !== 'device-revoked') return null;
  options.log.warn('device.taken-back', { deviceId: known.who.deviceId });
  return false;
}

async function moveOrEnroll(
  options: IdentityOptions,
  prover: DeskProver,
  given: Admission,
  url: string,
  known: Credentials,
  machine: MachineIdentity | null,
): Promise<Result<Credentials>> {
  const { who, privateKey } = known;
  const proved = await prover.challenge({ ...who.desk, url }, who.deviceId, 'api');
  if (proved.ok) {
    const moved: EnrolledIdentity = { ...who, desk: proved.value.desk };
    const saved = await options.file.save(moved);
    if (!saved.ok) return saved;
    options.log.info('desk.moved', { from: who.desk.url, to: url });
    return ok({ who: moved, privateKey });
  }
  if ((await given.token.take()) === null) {
    // An address alone must not lead an enrolled device to another desk.
    options.log.warn('desk.kept', { url: who.desk.url, refused: url, code: proved.fault.code });
    return ok(known);
  }
  // Nobody there yet: what is known is not given up for a desk that may never answer.
  if (mayRetry(proved.fault)) return proved;
  return enrollAt(options, prover, given, url, null, machine);
}
