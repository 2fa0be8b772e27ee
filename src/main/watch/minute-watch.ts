import { iso, type Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import type { SectionData } from '../../shared/model/diagnostics';
import type { GatewayAnswer } from './gateway-ping';
import type { LoadMeter } from './load-meter';

export type Minute = SectionData<'history'>['minutes'][number];

export interface MinuteWatchOptions {
  gateway(): Promise<GatewayAnswer>;
  signalDbm(): Promise<number | null>;
  memoryUsedPercent(): number | null;
  load: LoadMeter;
  clock: Clock;
  log: Logger;
}

const MINUTE_MS = 60_000;
const MOST = 60;
const HOUR_MS = MOST * MINUTE_MS;
const ENOUGH_MS = 15_000;
/** A screen that is locked for longer than this has nobody in front who will ask for help soon. */
const LOCKED_MS = 10 * 60_000;

/**
 * Looks once a minute how the computer is doing, from `start` to `stop`, and keeps the last hour in memory only. Rests
 * while the computer sleeps or has been locked for long.
 */
export class MinuteWatch {
  readonly #options: MinuteWatchOptions;
  #minutes: Minute[] = [];
  #cancelNext: (() => void) | null = null;
  #cancelRest: () => void = () => undefined;
  #stopped = false;
  #since = 0;

  constructor(options: MinuteWatchOptions) {
    this.#options = options;
  }

  /** Those of the last hour, oldest first; before a sleep or by a clock that was wrong there may be others. */
  get minutes(): Minute[] {
    const now = this.#options.clock.now();
    const [since, until] = [iso(now - HOUR_MS), iso(now)];
    return this.#minutes.filter(({ at }) => at > since && at <= until);
  }

  /** Busy share of the last minute: of the one that runs if enough of it is over, else of the one before. */
  get loadPercent(): number | null {
    const { clock, load } = this.#options;
    const before = this.#minutes.at(-1)?.loadPercent ?? null;
    const enough = clock.now() - this.#since >= ENOUGH_MS;
    return enough ? (load.percent ?? before) : (before ?? load.percent);
  }

  start(): void {
    this.#restartLoad();
    this.#next();
  }

  stop(): void {
    this.#stopped = true;
    this.#rest();
    this.#cancelRest();
  }

  away(why: 'suspend' | 'lock-screen'): void {
    this.#cancelRest();
    if (why === 'suspend') this.#rest();
    else this.#cancelRest = this.#options.clock.after(LOCKED_MS, () => this.#rest());
  }

  back(): void {
    this.#cancelRest();
    if (this.#stopped || this.#cancelNext) return;
    this.start();
  }

  #rest(): void {
    this.#cancelNext?.();
    this.#cancelNext = null;
  }

  #restartLoad(): void {
    this.#since = this.#options.clock.now();
    this.#options.load.restart();
  }

  #next(): void {
    this.#cancelNext = this.#options.clock.after(MINUTE_MS, () => {
      this.#next();
      void this.#look();
    });
  }

  async #look(): Promise<void> {
    const { gateway, signalDbm, memoryUsedPercent, load, clock, log } = this.#options;
    const at = iso(clock.now());
    // Before the ping: that would be our own load.
    const loadPercent = load.percent;
    this.#restartLoad();
    try {
      const [answer, signal] = await Promise.all([gateway(), signalDbm()]);
      const minute = {
        at,
        ...answer,
        loadPercent,
        memoryUsedPercent: memoryUsedPercent(),
        signalDbm: signal,
      };
      this.#minutes = [...this.#minutes, minute].slice(-MOST);
    } catch (error) {
      log.warn('watch.minute-lost', { reason: String(error) });
    }
  }
}
