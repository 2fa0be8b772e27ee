import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { Admission } from '../../../shared/contract/api-people';
import type { Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import { isAddressRange } from '../address-ranges';
import { DESK, personActor } from '../audit/actors';
import { hashSecret, newSecret } from '../secret';
import type { Storage } from '../storage';
import type { StoredToken } from './device-store';

export interface TokenRequest extends Admission {
  id: Id;
  label: string;
  uses: number;
  hours: number;
}

/** What lets devices in: issued, listed and taken back by administrators. */
export class EnrollmentTokens {
  readonly #storage: Storage;
  readonly #clock: Clock;

  constructor(storage: Storage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  list(): Promise<Result<Omit<StoredToken, 'secretHash'>[]>> {
    return this.#storage.read(async ({ devices }) =>
      ok((await devices.tokens()).map(({ secretHash: _secretHash, ...token }) => token)),
    );
  }

  /** `by` null: issued at the server's own console. */
  async issue(
    by: Person | null,
    request: TokenRequest,
  ): Promise<Result<{ id: Id; token: string; expiresAt: string }>> {
    const { id, label, uses, hours, ...admission } = request;
    const wrong = admission.networks.find((range) => !isAddressRange(range));
    if (wrong !== undefined) return fail('invalid-input', `${wrong} is no address and no range of addresses`);
    if (admission.approve === 'networks' && admission.networks.length === 0) {
      return fail('invalid-input', 'there is no network to admit from');
    }
    const now = this.#clock.now();
    const secret = newSecret();
    const expiresAt = iso(now + hours * 3_600_000);
    return this.#storage.write(async ({ devices, audit }) => {
      // The secret is shown once, so the same id again cannot be the same answer.
      if (await devices.tokenById(id)) return fail('already-exists');
      await devices.insertToken({
        id,
        secretHash: hashSecret(secret),
        label,
        usesLeft: uses,
        expiresAt,
        createdAt: iso(now),
        revoked: false,
        ...admission,
      });
      const { approve, site, othersOnComputer } = admission;
      await audit.append({
        at: iso(now),
        actor: by ? personActor(by) : DESK,
        action: 'enrollment-token.created',
        subject: id,
        details: { label, uses, hours, site, approve, othersOnComputer },
      });
      return ok({ id, token: secret, expiresAt });
    });
  }

  revoke(by: Person, id: Id): Promise<Result<void>> {
    const at = iso(this.#clock.now());
    return this.#storage.write(async ({ devices, audit }) => {
      const token = await devices.tokenById(id);
      if (!token) return fail('not-found');
      if (token.revoked) return ok();
      await devices.revokeToken(id);
      const actor = personActor(by);
      await audit.append({ at, actor, action: 'enrollment-token.revoked', subject: id, details: {} });
      return ok();
    });
  }
}
