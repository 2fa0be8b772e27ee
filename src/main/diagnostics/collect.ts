import { iso, type Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import type { Platform } from '../../shared/model/device';
import {
  REPORT_VERSION,
  SECTION_KEYS,
  type ProbeFailure,
  type Report,
  type Section,
  type SectionKey,
} from '../../shared/model/diagnostics';
import { Lane, type Worker } from './lane';
import type { ProbeContext } from './probe';
import { runProbe, type Runnable } from './run-probe';
import { LANES, type WorkerPace } from './worker-keys';

export interface CollectOptions {
  platform: Platform;
  startWorker(keys: readonly SectionKey[], pace: WorkerPace): Worker;
  /** Sections that only the main process can fill. */
  mainProbes: readonly Runnable<SectionKey>[];
  clock: Clock;
  log: Logger;
  totalMs?: number;
}

export interface Collection {
  /** What is there so far, in the order it came. */
  readonly sections: readonly Section[];
  readonly done: Promise<Report>;
  /** Ends it now; what is not there yet is named as canceled. */
  cutShort(): void;
}

const TOTAL_MS = 20_000;
const NO_PROGRAMS: Omit<ProbeContext, 'platform'> = {
  run: () => Promise.resolve({ ok: false, reason: 'program-missing', detail: 'not in the main process' }),
  readText: () => Promise.resolve(null),
};

/**
 * One collection: all probes at once, most of them in processes of their own. It is over when every section is there
 * or when the time is up; every section is then in the report, if only as a named failure.
 */
export function startCollection(options: CollectOptions, onSection: (section: Section) => void): Collection {
  const { clock, log, platform } = options;
  const startedAt = clock.now();
  const found = new Map<SectionKey, Section>();
  const { promise: done, resolve: finish } = newPromise<Report>();
  let over = false;

  function add(section: Section): void {
    if (over || found.has(section.key)) return;
    found.set(section.key, section);
    onSection(section);
    if (found.size === SECTION_KEYS.length) complete();
  }

  function giveUp(reason: ProbeFailure): void {
    const tookMs = Math.max(0, clock.now() - startedAt);
    for (const key of SECTION_KEYS.filter((entry) => !found.has(entry))) {
      add({ key, status: 'failed', tookMs, source: 'collector', reason, detail: '' });
    }
  }

  function complete(): void {
    over = true;
    cancelTimer();
    for (const lane of lanes) lane.stop();
    const tookMs = Math.max(0, clock.now() - startedAt);
    const sections = SECTION_KEYS.flatMap((key) => found.get(key) ?? []);
    const failed = sections.filter((entry) => entry.status === 'failed').map((entry) => entry.key);
    log.info('diagnostics.collected', { tookMs, failed });
    finish({ version: REPORT_VERSION, collectedAt: iso(startedAt), tookMs, sections });
  }

  const cancelTimer = clock.after(options.totalMs ?? TOTAL_MS, () => giveUp('deadline'));
  const { startWorker } = options;
  const lanes = LANES.map((keys) => new Lane({ startWorker, clock, log, found: add }, keys));
  const context: ProbeContext = { ...NO_PROGRAMS, platform };
  for (const probe of options.mainProbes) void runProbe(probe, context, clock).then(add);

  return {
    get sections() {
      return [...found.values()];
    },
    done,
    cutShort: () => giveUp('canceled'),
  };
}

function newPromise<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
