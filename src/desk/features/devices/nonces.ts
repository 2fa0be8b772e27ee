import type { Clock } from '../../../shared/base/clock';
import type { ProofPurpose } from '../../../shared/contract/api-device';
import type { Id } from '../../../shared/model/ids';
import { newSecret } from '../secret';

export const NONCE_MS = 60_000;
const NONCES_OPEN = 20_000;

interface Issued {
  deviceId: Id;
  purpose: ProofPurpose;
  expiresAt: number;
}

/** Nonces waiting for their proof: good once, for one device and one purpose, for a minute. */
export class Nonces {
  readonly #clock: Clock;
  readonly #issued = new Map<string, Issued>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(deviceId: Id, purpose: ProofPurpose): { nonce: string; expiresAt: number } {
    this.#makeRoom();
    const nonce = newSecret();
    const expiresAt = this.#clock.now() + NONCE_MS;
    this.#issued.set(nonce, { deviceId, purpose, expiresAt });
    return { nonce, expiresAt };
  }

  /** Takes the nonce out of the world; true when it was issued for exactly this. */
  redeem(nonce: string, deviceId: Id, purpose: ProofPurpose): boolean {
    const issued = this.#issued.get(nonce);
    this.#issued.delete(nonce);
    return (
      issued !== undefined &&
      issued.deviceId === deviceId &&
      issued.purpose === purpose &&
      this.#clock.now() < issued.expiresAt
    );
  }

  /** They lie in the order they were issued, so the expired ones come first. */
  #makeRoom(): void {
    for (const [nonce, { expiresAt }] of this.#issued) {
      if (expiresAt > this.#clock.now() && this.#issued.size < NONCES_OPEN) return;
      this.#issued.delete(nonce);
    }
  }
}
