import { iso, type Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import type { Platform } from '../../shared/model/device';
import {
  REPORT_VERSION,
  type ProbeFailure,
  type Report,
  type Section,
  type SectionKey,
} from '../../shared/model/diagnostics';
import { SECTION_GROUPS, SECTION_KEYS } from '../../shared/model/section-keys';
import { deriveSections, type Derive } from './derive';
import { Lane, type Worker } from './lane';
import { NO_TARGETS, type ProbeContext, type ProbeTargets } from './probe';
import { runProbe, type Runnable } from './run-probe';
import { LANES, type WorkerPace } from './worker-keys';
import { bounded } from '../time/bounded';

export interface CollectOptions {
  platform: Platform;
  /** What collecting processes cannot find out themselves; waited for a moment, then gone without. */
  targets(): Promise<ProbeTargets>;
  startWorker(keys: readonly SectionKey[], pace: WorkerPace, targets: ProbeTargets): Worker;
  /** Sections that only the main process can fill. */
  mainProbes: readonly Runnable<SectionKey>[];
  /** What follows from the other sections and from what is remembered. */
  derive: Derive;
  clock: Clock;
  log: Logger;
  /** Only these sections, where not all are wanted. */
  only?: readonly SectionKey[];
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
const TARGETS_MS = 1_000;
/** The last part of the total: what is derived comes after everything else. */
const DERIVE_MS = 1_000;
const DERIVED: ReadonlySet<SectionKey> = new Set(SECTION_GROUPS.overTime);
const NO_PROGRAMS: Omit<ProbeContext, 'platform' | 'now'> = {
  targets: NO_TARGETS,
  run: () => Promise.resolve({ ok: false, reason: 'program-missing', detail: 'not in the main process' }),
  readText: () => Promise.resolve(null),
  list: () => Promise.resolve([]),
  resolvePath: () => Promise.resolve(null),
  env: () => undefined,
};

/**
 * One collection: all probes at once, most of them in processes of their own, then what is derived from them. It is
 * over when every section is there or when the time is up; every section is then in the report, if only as a named
 * failure.
 */
export function startCollection(options: CollectOptions, onSection: (section: Section) => void): Collection {
  const { clock, log, platform } = options;
  const keys = SECTION_KEYS.filter((key) => options.only?.includes(key) ?? true);
  const probed = keys.filter((key) => !DERIVED.has(key));
  const startedAt = clock.now();
  const found = new Map<SectionKey, Section>();
  const { promise: done, resolve: finish } = newPromise<Report>();
  let lanes: Lane[] = [];
  let probing = true;

  function add(section: Section): void {
    if (!probing || found.has(section.key) || !probed.includes(section.key)) return;
    tell(section);
    if (found.size === probed.length) void complete();
  }

  function tell(section: Section): void {
    found.set(section.key, section);
    onSection(section);
  }

  function giveUp(reason: ProbeFailure): void {
    const tookMs = Math.max(0, clock.now() - startedAt);
    for (const key of probed.filter((entry) => !found.has(entry))) {
      add({ key, status: 'failed', tookMs, source: 'collector', reason, detail: '' });
    }
  }

  async function complete(): Promise<void> {
    probing = false;
    cancelTimer();
    for (const lane of lanes) lane.stop();
    const wanted = keys.filter((key) => DERIVED.has(key));
    if (wanted.length > 0) {
      const derived = await deriveSections(options.derive, [...found.values()], wanted, clock, DERIVE_MS);
      for (const section of derived) tell(section);
    }
    const tookMs = Math.max(0, clock.now() - startedAt);
    const sections = keys.flatMap((key) => found.get(key) ?? []);
    const failed = sections.filter((entry) => entry.status === 'failed').map((entry) => entry.key);
    log.info('diagnostics.collected', { tookMs, failed });
    finish({ version: REPORT_VERSION, collectedAt: iso(startedAt), tookMs, sections });
  }

  async function startLanes(): Promise<void> {
    const targets = await bounded(clock, TARGETS_MS, options.targets(), () => {
      log.warn('diagnostics.targets-late');
      return NO_TARGETS;
    }).catch((error: unknown) => {
      log.warn('diagnostics.targets-unknown', { reason: String(error) });
      return NO_TARGETS;
    });
    if (!probing) return;
    const startWorker = (of: readonly SectionKey[], pace: WorkerPace) =>
      options.startWorker(of, pace, targets);
    lanes = LANES.map((lane) => lane.filter((key) => probed.includes(key)))
      .filter((lane) => lane.length > 0)
      .map((lane) => new Lane({ startWorker, clock, log, found: add }, lane));
  }

  const totalMs = options.totalMs ?? TOTAL_MS;
  const cancelTimer = clock.after(totalMs - DERIVE_MS, () => giveUp('deadline'));
  void startLanes();
  const context: ProbeContext = { ...NO_PROGRAMS, platform, now: () => clock.now() };
  for (const probe of options.mainProbes) {
    if (probed.includes(probe.key)) void runProbe(probe, context, clock).then(add);
  }

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
