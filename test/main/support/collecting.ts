import { startCollection } from '../../../src/main/diagnostics/collect';
import { NO_TARGETS, notApplicable, type ProbeTargets } from '../../../src/main/diagnostics/probe';
import { realClock } from '../../../src/main/time/real-clock';
import type { Report, Section, SectionKey } from '../../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../../src/shared/model/section-keys';
import { memoryLog } from './memory-log';
import { peakMemory } from './fake-programs';
import { forkWorker } from './worker';

const IN_MAIN = ['displays', 'desk', 'clock'] as const satisfies SectionKey[];
const OVER_TIME: Section[] = (['changes', 'history'] as const).map((key) => ({
  key,
  status: 'not-applicable',
  tookMs: 0,
  source: 'test',
  detail: '',
}));

export interface Collected {
  report: Report;
  wallMs: number;
  /** The most any collecting process ever held. */
  peakMB: number;
}

/** One collection with the real processes; what the main process adds is left out. */
export async function collectReport(
  workerFile: string,
  env: NodeJS.ProcessEnv,
  targets: ProbeTargets = NO_TARGETS,
): Promise<Collected> {
  const pids = new Set<number | undefined>();
  const fork = forkWorker(workerFile, env, targets);
  const peaks: Promise<number>[] = [];
  const startedAt = performance.now();
  const { done } = startCollection(
    {
      platform: 'linux',
      targets: () => Promise.resolve(targets),
      startWorker(keys, pace) {
        const worker = fork(keys, pace);
        pids.add(worker.pid);
        return worker;
      },
      mainProbes: IN_MAIN.map((key) => ({
        key,
        source: 'test',
        deadlineMs: 1_000,
        run: () => Promise.resolve(notApplicable('not tried')),
      })),
      derive: () => Promise.resolve(OVER_TIME),
      clock: realClock,
      log: memoryLog(),
    },
    () => void peaks.push(...[...pids].map(peakMemory)),
  );
  const report = await done;
  const wallMs = performance.now() - startedAt;
  return { report, wallMs, peakMB: Math.max(...(await Promise.all(peaks))) };
}

export function sectionOf(report: Report, key: SectionKey): Section | undefined {
  return report.sections.find((section) => section.key === key);
}

/** How each section went, by key. */
export function outcomes(report: Report): Record<string, string> {
  return Object.fromEntries(
    SECTION_KEYS.map((key) => {
      const section = sectionOf(report, key);
      return [key, section?.status === 'failed' ? section.reason : (section?.status ?? 'missing')];
    }),
  );
}
