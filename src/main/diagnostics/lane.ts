import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import {
  section as sectionSchema,
  type ProbeFailure,
  type Section,
  type SectionKey,
} from '../../shared/model/diagnostics';
import { killTree } from './kill-tree';
import { DEADLINE_MS } from './probe';
import type { WorkerPace } from './worker-keys';

/** A collecting process, however it was started. */
export interface Worker {
  readonly pid: number | undefined;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export interface LaneOptions {
  startWorker(keys: readonly SectionKey[], pace: WorkerPace): Worker;
  clock: Clock;
  log: Logger;
  found(section: Section): void;
}

/** Each probe answers within its deadline; a process that is silent for longer hangs. */
const SILENCE_MS = DEADLINE_MS + 2_500;

/**
 * Sections that share a process, from the start until each is found or given up. First all at once; if that process
 * dies or hangs, what is missing is asked one by one in a new one, so that only the culprit is lost.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #missing: Set<SectionKey>;
  #worker: Worker | null = null;
  #cancelSilence: () => void = () => undefined;

  constructor(options: LaneOptions, keys: readonly SectionKey[]) {
    this.#options = options;
    this.#missing = new Set(keys);
    this.#round('together');
  }

  /** Ends it; nothing more is found. */
  stop(): void {
    this.#missing.clear();
    this.#endWorker();
  }

  #round(pace: WorkerPace): void {
    const worker = this.#options.startWorker([...this.#missing], pace);
    this.#worker = worker;
    worker.onMessage((message) => {
      if (this.#worker === worker) this.#heard(message, pace);
    });
    worker.onExit((code) => {
      if (this.#worker !== worker) return;
      this.#options.log.error('diagnostics.worker-ended', { code, pace });
      this.#broken('crashed', pace);
    });
    this.#awaitSpeech(pace);
  }

  #awaitSpeech(pace: WorkerPace): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#options.clock.after(SILENCE_MS, () => {
      this.#options.log.error('diagnostics.worker-silent', { pace, missing: [...this.#missing] });
      this.#broken('deadline', pace);
    });
  }

  #heard(message: unknown, pace: WorkerPace): void {
    const parsed = sectionSchema.safeParse(message);
    if (!parsed.success || !this.#missing.delete(parsed.data.key)) {
      this.#options.log.warn('diagnostics.unreadable-message');
      return;
    }
    if (pace === 'one-by-one') this.#awaitSpeech(pace);
    if (this.#missing.size === 0) this.#endWorker();
    this.#options.found(parsed.data);
  }

  #broken(reason: ProbeFailure, pace: WorkerPace): void {
    this.#endWorker();
    const [culprit] = pace === 'one-by-one' ? this.#missing : [];
    if (culprit) this.#missing.delete(culprit);
    if (this.#missing.size > 0) this.#round('one-by-one');
    if (culprit) {
      this.#options.found({
        key: culprit,
        status: 'failed',
        tookMs: 0,
        source: 'collector',
        reason,
        detail: '',
      });
    }
  }

  #endWorker(): void {
    this.#cancelSilence();
    const worker = this.#worker;
    this.#worker = null;
    if (worker) void endWithChildren(worker, this.#options.log);
  }
}

async function endWithChildren(worker: Worker, log: Logger): Promise<void> {
  try {
    if (worker.pid !== undefined) await killTree(worker.pid);
  } catch (error) {
    log.warn('diagnostics.not-killed', { reason: String(error) });
  }
  worker.kill();
}
