import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import type { Clock } from '../../../shared/base/clock';
import type { Id } from '../../../shared/model/ids';

export const ACCESS_TOKEN_MS = 10 * 60_000;
const BODY = 16 + 6;

/**
 * Short access tokens of devices: device id, end and an HMAC over both. Nothing is stored, so that a restarted
 * desk knows them; what they may do is looked up in the device at each use.
 */
export class AccessTokens {
  readonly #key: Buffer;
  readonly #clock: Clock;

  constructor(key: string, clock: Clock) {
    this.#key = Buffer.from(key, 'base64url');
    this.#clock = clock;
  }

  issue(deviceId: Id): { accessToken: string; expiresAt: number } {
    const expiresAt = this.#clock.now() + ACCESS_TOKEN_MS;
    const body = Buffer.alloc(BODY);
    body.set(parse(deviceId), 0);
    body.writeUIntBE(expiresAt, 16, 6);
    const accessToken = Buffer.concat([body, this.#mac(body)]).toString('base64url');
    return { accessToken, expiresAt };
  }

  /** The device the token was issued to, or null. */
  check(accessToken: string): Id | null {
    const bytes = Buffer.from(accessToken, 'base64url');
    if (bytes.length !== BODY + 32) return null;
    const body = bytes.subarray(0, BODY);
    if (!timingSafeEqual(bytes.subarray(BODY), this.#mac(body))) return null;
    return this.#clock.now() < body.readUIntBE(16, 6) ? stringify(body, 0) : null;
  }

  #mac(body: Buffer): Buffer {
    return createHmac('sha256', this.#key).update('deskside access token\n').update(body).digest();
  }
}
