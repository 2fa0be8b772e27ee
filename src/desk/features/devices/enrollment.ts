import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { DeviceFacts } from '../../../shared/model/device';
import type { Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import { ANONYMOUS, DESK, deviceActor, personActor } from '../audit/actors';
import { hashSecret, newSecret } from '../secret';
import type { Storage, Stores } from '../storage';
import { isPublicKey, type DeskIdentity } from './desk-identity';
import type { StoredToken } from './device-store';

export interface EnrollmentDeps {
  storage: Storage;
  clock: Clock;
  identity: Pick<DeskIdentity, 'deskId' | 'publicKey'>;
  organization: string;
}

export interface EnrollInput {
  token: string;
  deviceId: Id;
  publicKey: string;
  facts: DeviceFacts;
}

export interface Enrolled {
  deviceId: Id;
  deskId: Id;
  deskPublicKey: string;
  organization: string;
}

/** Enrolment tokens and the devices they admit. */
export class Enrollment {
  readonly #deps: EnrollmentDeps;

  constructor(deps: EnrollmentDeps) {
    this.#deps = deps;
  }

  async enroll(input: EnrollInput, source: string): Promise<Result<Enrolled>> {
    if (!isPublicKey(input.publicKey)) return fail('invalid-input', 'publicKey is not an Ed25519 key');
    const admitted = await this.#deps.storage.write((stores) => this.#admit(stores, input, source));
    if (!admitted.ok) {
      if (admitted.fault.code !== 'storage-full')
        await this.#refused(input.deviceId, source, admitted.fault.code);
      return admitted;
    }
    const { identity, organization } = this.#deps;
    return ok({
      deviceId: input.deviceId,
      deskId: identity.deskId,
      deskPublicKey: identity.publicKey,
      organization,
    });
  }

  async #admit(stores: Stores, input: EnrollInput, source: string): Promise<Result<void>> {
    const token = await stores.devices.tokenByHash(hashSecret(input.token));
    if (!token) return fail('token-refused');
    const known = await stores.devices.byId(input.deviceId);
    if (known && known.publicKey === input.publicKey && known.enrolledWith === token.id) {
      return known.status === 'active' ? ok() : fail('device-revoked');
    }
    const at = iso(this.#deps.clock.now());
    if (token.revoked || token.usesLeft < 1 || token.expiresAt <= at) return fail('token-refused');
    if (known) return fail('already-exists');
    const device = {
      id: input.deviceId,
      ...input.facts,
      status: 'active' as const,
      enrolledAt: at,
      lastSeenAt: null,
      publicKey: input.publicKey,
      enrolledWith: token.id,
    };
    if (!(await stores.devices.insert(device))) return fail('already-exists');
    await stores.devices.useToken(token.id);
    await stores.audit.append({
      at,
      actor: deviceActor(device),
      action: 'device.enrolled',
      subject: device.id,
      details: { token: token.id, source },
    });
    return ok();
  }

  tokens(): Promise<Result<Omit<StoredToken, 'secretHash'>[]>> {
    return this.#deps.storage.read(async ({ devices }) =>
      ok((await devices.tokens()).map(({ secretHash: _secretHash, ...token }) => token)),
    );
  }

  /** `by` null: issued at the server's own console. */
  issue(
    by: Person | null,
    input: { id: Id; label: string; uses: number; hours: number },
  ): Promise<Result<{ id: Id; token: string; expiresAt: string }>> {
    const now = this.#deps.clock.now();
    const secret = newSecret();
    const expiresAt = iso(now + input.hours * 3_600_000);
    return this.#deps.storage.write(async ({ devices, audit }) => {
      // The secret is shown once, so the same id again cannot be the same answer.
      if (await devices.tokenById(input.id)) return fail('already-exists');
      await devices.insertToken({
        id: input.id,
        secretHash: hashSecret(secret),
        label: input.label,
        usesLeft: input.uses,
        expiresAt,
        createdAt: iso(now),
        revoked: false,
      });
      await audit.append({
        at: iso(now),
        actor: by ? personActor(by) : DESK,
        action: 'enrollment-token.created',
        subject: input.id,
        details: { label: input.label, uses: input.uses, hours: input.hours },
      });
      return ok({ id: input.id, token: secret, expiresAt });
    });
  }

  revokeToken(by: Person, id: Id): Promise<Result<void>> {
    const at = iso(this.#deps.clock.now());
    return this.#deps.storage.write(async ({ devices, audit }) => {
      const token = await devices.tokenById(id);
      if (!token) return fail('not-found');
      if (token.revoked) return ok();
      await devices.revokeToken(id);
      await audit.append({
        at,
        actor: personActor(by),
        action: 'enrollment-token.revoked',
        subject: id,
        details: {},
      });
      return ok();
    });
  }

  async #refused(deviceId: Id, source: string, code: string): Promise<void> {
    const at = iso(this.#deps.clock.now());
    await this.#deps.storage.write(async ({ audit }) => {
      const details = { source, code, at: 'enroll' };
      await audit.append({ at, actor: ANONYMOUS, action: 'device.refused', subject: deviceId, details });
      return ok();
    });
  }
}
