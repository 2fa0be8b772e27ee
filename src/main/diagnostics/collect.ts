import type { Platform } from '../../shared/model/device';
import {
  REPORT_VERSION,
  section as sectionSchema,
  SECTION_KEYS,
  type ProbeFailure,
  type Report,
  type Section,
  type SectionKey,
} from '../../shared/model/diagnostics';
import { iso, type Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import { killTree } from './kill-tree';
import type { ProbeContext } from './probe';
import { runProbe, type Runnable } from './run-probe';

/** The collecting process, however it was started. */
export interface Worker {
  readonly pid: number | undefined;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export interface CollectOptions {
  platform: Platform;
  startWorker(): Worker;
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
const NO_CONTEXT: Omit<ProbeContext, 'platform'> = {
  run: () => Promise.resolve({ ok: false, reason: 'program-missing', detail: 'not in the main process' }),
  readText: () => Promise.resolve(null),
};

/**
 * One collection: all probes at once, most of them in a process of their own. It is over when every section is there,
 * when that process ends, or when the time is up; every section is then in the report, if only as a named failure.
 */
export function startCollection(options: CollectOptions, onSection: (section: Section) => void): Collection {
  const { clock, log } = options;
  const startedAt = clock.now();
  const found = new Map<SectionKey, Section>();
  let finish: (report: Report) => void = () => undefined;
  const done = new Promise<Report>((resolve) => {
    finish = resolve;
  });
  let over = false;

  const worker = options.startWorker();
  const cancelTimer = clock.after(options.totalMs ?? TOTAL_MS, () => end('deadline'));

  function add(section: Section): void {
    if (over || found.has(section.key)) return;
    found.set(section.key, section);
    onSection(section);
    if (found.size === SECTION_KEYS.length) end('canceled');
  }

  function end(missing: ProbeFailure): void {
    if (over) return;
    const tookMs = Math.max(0, clock.now() - startedAt);
    for (const key of SECTION_KEYS.filter((entry) => !found.has(entry))) {
      add({ key, status: 'failed', tookMs, source: 'collector', reason: missing, detail: '' });
    }
    if (over) return;
    over = true;
    cancelTimer();
    void endWorker(worker, log);
    const sections = SECTION_KEYS.flatMap((key) => found.get(key) ?? []);
    const failed = sections.filter((entry) => entry.status === 'failed').map((entry) => entry.key);
    log.info('diagnostics.collected', { tookMs, failed });
    finish({ version: REPORT_VERSION, collectedAt: iso(startedAt), tookMs, sections });
  }

  worker.onMessage((message) => {
    const parsed = sectionSchema.safeParse(sectionOf(message));
    if (parsed.success) add(parsed.data);
    else if (!isDone(message)) log.warn('diagnostics.unreadable-message');
  });
  worker.onExit((code) => {
    if (!over) log.error('diagnostics.worker-ended', { code });
    end('crashed');
  });
  const context: ProbeContext = { ...NO_CONTEXT, platform: options.platform };
  for (const probe of options.mainProbes) void runProbe(probe, context, clock).then(add);

  return {
    get sections() {
      return [...found.values()];
    },
    done,
    cutShort: () => end('canceled'),
  };
}

async function endWorker(worker: Worker, log: Logger): Promise<void> {
  try {
    if (worker.pid !== undefined) await killTree(worker.pid);
  } catch (error) {
    log.warn('diagnostics.not-killed', { reason: String(error) });
  }
  worker.kill();
}

function sectionOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'section' in message
    ? message.section
    : undefined;
}

function isDone(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'done';
}
