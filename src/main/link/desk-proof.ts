import { randomBytes } from 'node:crypto';
import {
  deviceApi,
  deviceProofText,
  deskProofText,
  type Proof,
  type ProofPurpose,
} from '../../shared/contract/api-device';
import type { Logger } from '../../shared/base/logger';
import { fail, ok, type Result } from '../../shared/base/result';
import { callRoute, type Answer, type Fetch } from './http';
import type { EnrolledIdentity, PinnedDesk } from './identity';
import { fingerprint, signText, verifyText } from './keys';
import { followKey } from './rollover';

/** Who this agent is towards its desk. */
export interface Credentials {
  who: EnrolledIdentity;
  privateKey: string;
}

export interface ProverOptions {
  fetch: Fetch;
  log: Logger;
  /** The desk has proved that its keys were changed by itself: these count from now on. */
  repinned(credentials: Credentials): Promise<void>;
}

interface Challenge {
  nonce: string;
  /** The desk with the keys it proved. */
  desk: PinnedDesk;
  deskTime: number | null;
}

/** Lets the desk prove itself, then the device: before each connection and each access token. */
export class DeskProver {
  readonly #options: ProverOptions;

  constructor(options: ProverOptions) {
    this.#options = options;
  }

  /**
   * Lets the desk prove its pinned key, then proves the device's own for one purpose. Nothing but a random number and
   * the device's id leaves this computer before the desk has proved itself.
   */
  async prove(credentials: Credentials, purpose: ProofPurpose): Promise<Result<Answer<Proof>>> {
    const { who, privateKey } = credentials;
    const { deviceId } = who;
    const asked = await this.challenge(who.desk, deviceId, purpose);
    if (!asked.ok) return asked;
    const { nonce, desk, deskTime } = asked.value;
    if (desk !== who.desk) await this.#options.repinned({ who: { ...who, desk }, privateKey });
    const signature = signText(privateKey, deviceProofText(desk.deskId, purpose, deviceId, nonce));
    return ok({ value: { deviceId, nonce, signature }, deskTime });
  }

  /** The desk's own half: whether the one at that address is the one that was pinned. */
  async challenge(pinned: PinnedDesk, deviceId: string, purpose: ProofPurpose): Promise<Result<Challenge>> {
    const deviceNonce = randomBytes(32).toString('base64url');
    const asked = await callRoute(this.#options.fetch, pinned.url, deviceApi.challenge, {
      body: { deviceId, purpose, deviceNonce },
    });
    if (!asked.ok) return asked;
    const { nonce, deskId, deskSignature, rollovers } = asked.value.value;
    const text = deskProofText(pinned.deskId, purpose, deviceId, deviceNonce, nonce);
    const proves = (key: string | null) => key !== null && verifyText(key, text, deskSignature);
    const publicKey = proves(pinned.publicKey)
      ? pinned.publicKey
      : followKey('desk', pinned.deskId, pinned.publicKey, rollovers);
    if (deskId !== pinned.deskId || publicKey === null || !proves(publicKey)) {
      const host = new URL(pinned.url).host;
      return fail('desk-unverified', `the desk at ${host} does not hold the key this computer knows`);
    }
    const policyPublicKey =
      pinned.policyPublicKey && followKey('policy', pinned.deskId, pinned.policyPublicKey, rollovers);
    const desk = this.#repin(pinned, publicKey, policyPublicKey);
    return ok({ nonce, desk, deskTime: asked.value.deskTime });
  }

  #repin(pinned: PinnedDesk, publicKey: string, policyPublicKey: string | null): PinnedDesk {
    const { log } = this.#options;
    if (pinned.policyPublicKey !== null && policyPublicKey === null) {
      log.warn('desk.policy-key-kept', { key: fingerprint(pinned.policyPublicKey) });
    }
    const policyKey = policyPublicKey ?? pinned.policyPublicKey;
    if (publicKey === pinned.publicKey && policyKey === pinned.policyPublicKey) return pinned;
    if (publicKey !== pinned.publicKey) {
      log.warn('desk.key-changed', { from: fingerprint(pinned.publicKey), to: fingerprint(publicKey) });
    }
    if (policyKey !== pinned.policyPublicKey && policyKey !== null && pinned.policyPublicKey !== null) {
      log.warn('desk.policy-key-changed', {
        from: fingerprint(pinned.policyPublicKey),
        to: fingerprint(policyKey),
      });
    }
    const former = policyKey === pinned.policyPublicKey ? pinned.formerPolicyKey : pinned.policyPublicKey;
    return {
      ...pinned,
      publicKey,
      policyPublicKey: policyKey,
      ...(former ? { formerPolicyKey: former } : {}),
    };
  }
}
