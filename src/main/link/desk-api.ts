import { deviceApi } from '../../shared/contract/api-device';
import type { CallOf, ReplyOf, Route } from '../../shared/contract/route';
import type { Clock } from '../../shared/base/clock';
import { fail, ok, type Result } from '../../shared/base/result';
import type { Credentials, DeskProver } from './desk-proof';
import { callRoute, type Fetch, type RequestOptions } from './http';

interface Token {
  deviceId: string;
  value: string;
  renewAt: number;
}

const RENEW_BEFORE_MS = 60_000;

/**
 * The desk's device routes. Holds the short access token and renews it by a fresh proof before it expires; each
 * renewal lets the desk prove itself again. Owns no timer.
 */
export class DeskApi {
  readonly #fetch: Fetch;
  readonly #clock: Clock;
  readonly #prover: DeskProver;
  /** Null before enrolment. */
  readonly #credentials: () => Credentials | null;
  #token: Token | null = null;
  #renewal: Promise<Result<string>> | null = null;

  constructor(fetch: Fetch, clock: Clock, prover: DeskProver, credentials: () => Credentials | null) {
    this.#fetch = fetch;
    this.#clock = clock;
    this.#prover = prover;
    this.#credentials = credentials;
  }

  async call<R extends Route>(
    route: R,
    input: CallOf<R>,
    options: Omit<RequestOptions, 'accessToken'> = {},
  ): Promise<Result<ReplyOf<R>>> {
    const first = await this.#callOnce(route, input, options);
    if (first.ok || first.fault.code !== 'unauthenticated') return first;
    // The desk forgot the token, for example in a restart; one fresh one is worth asking for.
    this.#token = null;
    return this.#callOnce(route, input, options);
  }

  async #callOnce<R extends Route>(
    route: R,
    input: CallOf<R>,
    options: Omit<RequestOptions, 'accessToken'>,
  ): Promise<Result<ReplyOf<R>>> {
    const credentials = this.#credentials();
    if (!credentials) return fail('not-enrolled');
    const token = await this.#accessToken(credentials);
    if (!token.ok) return token;
    const answer = await callRoute(this.#fetch, credentials.who.desk.url, route, input, {
      ...options,
      accessToken: token.value,
    });
    return answer.ok ? ok(answer.value.value) : answer;
  }

  #accessToken(credentials: Credentials): Promise<Result<string>> {
    const { deviceId } = credentials.who;
    if (this.#token?.deviceId === deviceId && this.#clock.now() < this.#token.renewAt) {
      return Promise.resolve(ok(this.#token.value));
    }
    this.#renewal ??= this.#renew(credentials).finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #renew(credentials: Credentials): Promise<Result<string>> {
    const { deviceId, desk } = credentials.who;
    const proof = await this.#prover.prove(credentials, 'api');
    if (!proof.ok) return proof;
    const answer = await callRoute(this.#fetch, desk.url, deviceApi.deviceToken, {
      body: proof.value.value,
    });
    if (!answer.ok) return answer;
    const { accessToken, expiresAt } = answer.value.value;
    // By the desk's clock, so that a device whose clock is wrong neither asks each time nor keeps it too long.
    const lifetime = Date.parse(expiresAt) - (answer.value.deskTime ?? this.#clock.now());
    const renewAt = this.#clock.now() + lifetime - RENEW_BEFORE_MS;
    this.#token = { deviceId, value: accessToken, renewAt };
    return ok(accessToken);
  }
}
