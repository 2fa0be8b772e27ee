import type { Clock } from '../../../shared/base/clock';

const WINDOW_MS = 15 * 60_000;
const KEYS_REMEMBERED = 20_000;

/** Counts failures by key; the one who fails too often waits, nobody else does. */
export class Throttle {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #failures = new Map<string, { count: number; until: number }>();

  constructor(clock: Clock, limit: number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Seconds to wait, or 0 when another try is fine. */
  wait(key: string): number {
    const entry = this.#failures.get(key);
    if (!entry || entry.count < this.#limit) return 0;
    return Math.max(0, Math.ceil((entry.until - this.#clock.now()) / 1000));
  }

  failed(key: string): void {
    const now = this.#clock.now();
    const entry = this.#failures.get(key);
    const count = entry && entry.until > now ? entry.count + 1 : 1;
    this.#failures.delete(key);
    this.#failures.set(key, { count, until: now + WINDOW_MS });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > KEYS_REMEMBERED && !oldest.done) this.#failures.delete(oldest.value);
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
