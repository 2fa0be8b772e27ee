import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import {
  deskProofText,
  deviceProofText,
  type Proof,
  type ProofPurpose,
  type Rollover,
} from '../../../shared/contract/api-device';
import type { Id } from '../../../shared/model/ids';
import type { Announcer } from '../announce';
import { ANONYMOUS, deviceActor } from '../audit/actors';
import { Throttle } from '../people/throttle';
import type { Storage } from '../storage';
import type { AccessTokens } from './access-tokens';
import { verifySignature, type DeskIdentity } from './desk-identity';
import type { StoredDevice } from './device-store';
import type { Nonces } from './nonces';
import type { Presence } from './presence';

/** Refused proofs from one source that are written down before it must be quiet for a while. */
const REFUSALS_WRITTEN = 100;

export interface DevicesDeps {
  storage: Storage;
  clock: Clock;
  identity: DeskIdentity;
  nonces: Nonces;
  accessTokens: AccessTokens;
  presence: Presence;
  announce: Announcer;
}

/** Who an enrolled device is, each time it speaks, and whether it is there. */
export class Devices {
  readonly #deps: DevicesDeps;
  /** Anybody can be refused as often as they like; the trail must not grow with it. */
  readonly #refusals: Throttle;

  constructor(deps: DevicesDeps) {
    this.#deps = deps;
    this.#refusals = new Throttle(deps.clock, REFUSALS_WRITTEN);
  }

  /** An unknown device gets the same kind of answer as a known one; only its proof will fail. */
  challenge(input: { deviceId: Id; purpose: ProofPurpose; deviceNonce: string }): {
    nonce: string;
    deskId: Id;
    deskSignature: string;
    expiresAt: string;
    rollovers: Rollover[];
  } {
    const { identity, nonces } = this.#deps;
    const { deviceId, purpose, deviceNonce } = input;
    const { nonce, expiresAt } = nonces.issue(deviceId, purpose);
    const text = deskProofText(identity.deskId, purpose, deviceId, deviceNonce, nonce);
    return {
      nonce,
      deskId: identity.deskId,
      deskSignature: identity.sign(text),
      expiresAt: iso(expiresAt),
      rollovers: [...identity.rollovers],
    };
  }

  /** The device that signed, if the nonce was its own, fresh, unused and for this purpose. */
  async prove(proof: Proof, purpose: ProofPurpose, source: string): Promise<Result<StoredDevice>> {
    const { identity, nonces, storage } = this.#deps;
    const { deviceId, nonce, signature } = proof;
    const fresh = nonces.redeem(nonce, deviceId, purpose);
    const found = await storage.read(async ({ devices }) => ok(await devices.byId(deviceId)));
    if (!found.ok) return found;
    const device = found.value;
    const text = deviceProofText(identity.deskId, purpose, deviceId, nonce);
    if (!fresh || !device || !verifySignature(device.publicKey, text, signature)) {
      await this.#refused(deviceId, purpose, source, 'proof-refused');
      return fail('proof-refused');
    }
    const served = mayBeServed(device);
    // Who waits for approval asks again and again, and does no wrong.
    if (!served.ok && device.status === 'revoked') {
      await this.#refused(deviceId, purpose, source, 'device-revoked');
    }
    return served;
  }

  async accessToken(
    proof: Proof,
    source: string,
  ): Promise<Result<{ accessToken: string; expiresAt: string }>> {
    const proven = await this.prove(proof, 'api', source);
    if (!proven.ok) return proven;
    const { accessToken, expiresAt } = this.#deps.accessTokens.issue(proven.value.id);
    return ok({ accessToken, expiresAt: iso(expiresAt) });
  }

  async byAccessToken(accessToken: string): Promise<Result<StoredDevice>> {
    const deviceId = this.#deps.accessTokens.check(accessToken);
    if (!deviceId) return fail('unauthenticated');
    const found = await this.#deps.storage.read(async ({ devices }) => ok(await devices.byId(deviceId)));
    if (!found.ok) return found;
    if (!found.value) return fail('unauthenticated');
    return mayBeServed(found.value);
  }

  /** To be asked once its connection can be cut: it may have been revoked between its proof and then. */
  async mayStay(device: StoredDevice): Promise<Result<StoredDevice>> {
    const found = await this.#deps.storage.read(async ({ devices }) => ok(await devices.byId(device.id)));
    return found.ok ? mayBeServed(found.value ?? device) : found;
  }

  /** `replaced`: another connection with the same key was still open; a copied key would look like this. */
  connected(device: StoredDevice, source: string, replaced: boolean): Promise<Result<void>> {
    return this.#presence(device, true, { source, replaced });
  }

  disconnected(device: StoredDevice, reason: string): Promise<Result<void>> {
    return this.#presence(device, false, { reason });
  }

  async #presence(
    device: StoredDevice,
    online: boolean,
    details: Record<string, string | boolean>,
  ): Promise<Result<void>> {
    const { presence, announce, storage, clock } = this.#deps;
    const at = iso(clock.now());
    presence.set(device.id, online);
    const written = await storage.write(async ({ devices, audit }) => {
      // It may have been revoked between its proof and now.
      if (online && (await devices.byId(device.id))?.status !== 'active') return fail('device-revoked');
      await devices.seen(device.id, at);
      const action = online ? ('device.connected' as const) : ('device.disconnected' as const);
      await audit.append({ at, actor: deviceActor(device), action, subject: device.id, details });
      return ok();
    });
    if (online && !written.ok) presence.set(device.id, false);
    else announce.toConsoles('device:presence', { deviceId: device.id, online, lastSeenAt: at });
    return written;
  }

  async #refused(deviceId: Id, purpose: ProofPurpose, source: string, code: string): Promise<void> {
    if (this.#refusals.wait(source) > 0) return;
    this.#refusals.failed(source);
    const at = iso(this.#deps.clock.now());
    await this.#deps.storage.write(async ({ audit }) => {
      const details = { purpose, source, code };
      await audit.append({ at, actor: ANONYMOUS, action: 'device.refused', subject: deviceId, details });
      return ok();
    });
  }
}

function mayBeServed(device: StoredDevice): Result<StoredDevice> {
  switch (device.status) {
    case 'active':
      return ok(device);
    case 'pending':
      return fail('device-pending');
    case 'revoked':
      return fail('device-revoked');
  }
}
