import { iso, type Clock } from '../../../shared/base/clock';
import { fault, type Fault } from '../../../shared/base/fault';
import { fail, failWith, ok, type Result } from '../../../shared/base/result';
import type { Id } from '../../../shared/model/ids';
import { plainAddress } from '../address-ranges';
import { ANONYMOUS, deviceActor } from '../audit/actors';
import { Throttle } from '../people/throttle';
import type { Storage, Stores } from '../storage';
import { admit, type Admitted, type Applicant, type Refused } from './admit';
import { isPublicKey, type DeskIdentity } from './desk-identity';
import type { DeviceNews } from './device-news';
import type { NewDevice } from './device-store';

/** Tries of one source that may be guesses before its guesses have to wait; tokens that merely ran out are none. */
const GUESSES = 60;
/** Refusals of one source that are written down before it must be quiet for a while. */
const REFUSALS_WRITTEN = 100;

export interface EnrollmentDeps {
  storage: Storage;
  clock: Clock;
  identity: Pick<DeskIdentity, 'deskId' | 'publicKey' | 'policyPublicKey'>;
  organization: string;
  news: Pick<DeviceNews, 'changed'>;
}

export interface Enrolled {
  deviceId: Id;
  deskId: Id;
  deskPublicKey: string;
  policyPublicKey: string;
  organization: string;
  status: 'pending' | 'active';
}

type Outcome = { status: Enrolled['status']; isNew: boolean } | Refused;

/** How devices come to be known to the desk. */
export class Enrollment {
  readonly #deps: EnrollmentDeps;
  readonly #guesses: Throttle;
  readonly #refusals: Throttle;

  constructor(deps: EnrollmentDeps) {
    this.#deps = deps;
    this.#guesses = new Throttle(deps.clock, GUESSES);
    this.#refusals = new Throttle(deps.clock, REFUSALS_WRITTEN);
  }

  async enroll(applicant: Applicant, from: string): Promise<Result<Enrolled>> {
    if (!isPublicKey(applicant.publicKey)) return fail('invalid-input', 'publicKey is not an Ed25519 key');
    const source = plainAddress(from);
    // Apart, since agents without a token, however many, must not keep out those who bring one.
    const guesser = `${applicant.token === null ? 'without' : 'with'} ${source}`;
    const retryAfter = this.#guesses.wait(guesser);
    if (retryAfter > 0) {
      // Only who guesses waits: behind one address there may be a whole company.
      const guessed = await this.#wouldGuess(applicant, source);
      if (!guessed.ok) return guessed;
      if (guessed.value) return failWith({ code: 'rate-limited', retryAfter });
    }
    const written = await this.#deps.storage.write((stores) => this.#decide(stores, applicant, source));
    if (!written.ok) return written;
    const outcome = written.value;
    if ('refused' in outcome) {
      if (outcome.guess) this.#guesses.failed(guesser);
      return failWith(outcome.refused);
    }
    if (outcome.isNew) this.#deps.news.changed(applicant.deviceId);
    const { identity, organization } = this.#deps;
    return ok({
      deviceId: applicant.deviceId,
      deskId: identity.deskId,
      deskPublicKey: identity.publicKey,
      policyPublicKey: identity.policyPublicKey,
      organization,
      status: outcome.status,
    });
  }

  /** Nothing is written, and nobody else has to wait for it. */
  #wouldGuess(applicant: Applicant, source: string): Promise<Result<boolean>> {
    return this.#deps.storage.read(async ({ devices }) => {
      const known = await devices.byId(applicant.deviceId);
      if (known?.publicKey === applicant.publicKey) return ok(false);
      const decision = await admit(devices, applicant, source, iso(this.#deps.clock.now()));
      return ok('refused' in decision && decision.guess);
    });
  }

  async #decide(stores: Stores, applicant: Applicant, source: string): Promise<Result<Outcome>> {
    const at = iso(this.#deps.clock.now());
    const { deviceId, publicKey } = applicant;
    const refuse = async (refused: Refused): Promise<Result<Outcome>> => {
      await this.#writeRefusal(stores, deviceId, source, at, refused.refused);
      return ok(refused);
    };
    const known = await stores.devices.byId(deviceId);
    if (known !== null && known.publicKey === publicKey) {
      if (known.status === 'revoked') return refuse({ refused: fault('device-revoked'), guess: false });
      return ok({ status: known.status, isNew: false });
    }
    const decision = await admit(stores.devices, applicant, source, at);
    if ('refused' in decision) return refuse(decision);
    const taken: Refused = { refused: fault('already-exists'), guess: false };
    if (known !== null) return refuse(taken);
    if (!(await stores.devices.insert(newDevice(applicant, decision, source, at)))) return refuse(taken);
    if (decision.cameBy === 'token') await stores.devices.useToken(decision.token.id);
    await writeEnrolled(stores, applicant, decision, source, at);
    return ok({ status: decision.status, isNew: true });
  }

  async #writeRefusal(
    { audit }: Stores,
    deviceId: Id,
    source: string,
    at: string,
    { code }: Fault,
  ): Promise<void> {
    if (this.#refusals.wait(source) > 0) return;
    this.#refusals.failed(source);
    const details = { source, code, at: 'enroll' };
    await audit.append({ at, actor: ANONYMOUS, action: 'device.refused', subject: deviceId, details });
  }
}

function newDevice(applicant: Applicant, admitted: Admitted, source: string, at: string): NewDevice {
  const { deviceId: id, publicKey, facts, machine, osUser } = applicant;
  const { token, cameBy, status, copyOf, site, tags } = admitted;
  return {
    id,
    ...facts,
    status,
    enrolledAt: at,
    lastSeenAt: null,
    source,
    site,
    tags,
    osUser,
    machineTag: machine.tag,
    copyOf,
    inventory: null,
    publicKey,
    tokenId: token.id,
    cameBy,
    machine,
  };
}

async function writeEnrolled(
  { audit }: Stores,
  { deviceId: id, facts }: Applicant,
  { token, cameBy, status, copyOf }: Admitted,
  source: string,
  at: string,
): Promise<void> {
  const actor = deviceActor({ id, name: facts.name });
  const details = { token: token.id, source, by: cameBy, status };
  await audit.append({ at, actor, action: 'device.enrolled', subject: id, details });
  if (copyOf === null) return;
  await audit.append({ at, actor, action: 'device.copied', subject: copyOf, details: { source, as: id } });
}
