import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';

export interface DailyLookOptions {
  /** Collects and remembers, as for a person who asks for help. */
  collect(): Promise<unknown>;
  lastLookAt(): Promise<number | null>;
  /** Why now is no time for it, or null. */
  hindrance(): Promise<string | null>;
  clock: Clock;
  log: Logger;
}

const FIRST_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** Timers stand still while a computer sleeps: whether a day is over is asked of the clock, often enough. */
const CHECK_MS = 30 * 60_000;

/**
 * A quiet look at this computer once a day, so that a report can say what changed even if nobody asked for help before.
 * From `start` to `stop`.
 */
export class DailyLook {
  readonly #options: DailyLookOptions;
  #cancel: () => void = () => undefined;
  #stopped = false;
  /** A look that could not be remembered, on a full disk, is not taken again and again. */
  #lookedAt: number | null = null;

  constructor(options: DailyLookOptions) {
    this.#options = options;
  }

  start(): void {
    this.#next(FIRST_MS);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #next(ms: number): void {
    if (this.#stopped) return;
    this.#cancel = this.#options.clock.after(ms, () => {
      this.#lookIfDue()
        .catch((error: unknown) => this.#options.log.error('daily-look.failed', { reason: String(error) }))
        .finally(() => this.#next(CHECK_MS));
    });
  }

  async #lookIfDue(): Promise<void> {
    const { lastLookAt, hindrance, collect, clock, log } = this.#options;
    const now = clock.now();
    // A look in the future was taken by a clock that was wrong.
    const isRecent = (at: number | null) => at !== null && at <= now && now - at < DAY_MS;
    if (isRecent(this.#lookedAt) || isRecent(await lastLookAt())) return;
    const why = await hindrance();
    if (this.#stopped) return;
    if (why !== null) return log.info('daily-look.put-off', { why });
    this.#lookedAt = now;
    await collect();
  }
}
