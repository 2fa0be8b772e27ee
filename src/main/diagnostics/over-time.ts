import { iso, type Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import { REPORT_VERSION, type Report, type Section, type SectionData } from '../../shared/model/diagnostics';
import { baselineOf, type Baseline } from '../../shared/rules/changes/baseline';
import { changesSince } from '../../shared/rules/changes/changes-since';
import type { BaselineStore } from './baseline-store';
import type { Derive } from './derive';

export interface OverTimeOptions {
  store: BaselineStore;
  /** What may be kept: the same masking that a report gets before it is sent. */
  redact(report: Report): Report;
  /** Names the way of masking: it changes with the policy, and where the salt was lost. */
  masking: string;
  minutes(): SectionData<'history'>['minutes'];
  clock: Clock;
  log: Logger;
}

export interface OverTime {
  /** Of one collection: reads what is remembered while the others still collect. */
  forCollection(): Derive;
  /** Keeps a whole report as the look of its day; one that was cut short says too little. */
  remember(report: Report): Promise<void>;
  /** When the newest remembered look was taken; one in the future was taken by a clock that was wrong. */
  lastLookAt(): Promise<number | null>;
}

const MOST_FILESYSTEMS = 16;
const MOST_DAYS = 15;

/** What is remembered of other days on this computer, and what a report can say because of it. */
export function overTime({ store, redact, masking, minutes, clock, log }: OverTimeOptions): OverTime {
  const look = (report: Report): Baseline => ({ ...baselineOf(redact(report)), masking });

  function derive(found: readonly Section[], days: readonly Baseline[]): Section[] {
    const startedAt = clock.now();
    const report: Report = {
      version: REPORT_VERSION,
      collectedAt: iso(startedAt),
      tookMs: 0,
      sections: [...found],
    };
    const now = look(report);
    const section = <K extends 'changes' | 'history'>(key: K, data: SectionData<K>, source: string) =>
      ({ key, status: 'collected', tookMs: Math.max(0, clock.now() - startedAt), source, data }) as Section;
    return [
      section('changes', changesSince(days, now), 'the looks of the last days, kept on this computer'),
      section(
        'history',
        { minutes: minutes(), filesystems: freeSpace(days, now) },
        'one look a minute, and the looks of the last days',
      ),
    ];
  }

  return {
    forCollection() {
      const remembered = store.load().then((days) => days.map((day) => comparable(day, masking)));
      return async (found) => derive(found, await remembered);
    },

    async remember(report) {
      const whole = report.sections.every(
        (section) => section.status !== 'failed' || section.reason !== 'canceled',
      );
      if (!whole) return;
      const saved = await store.save(look(report));
      if (saved.ok) log.info('diagnostics.remembered', { day: report.collectedAt.slice(0, 10) });
    },

    async lastLookAt() {
      const now = iso(clock.now());
      const newest = (await store.load()).findLast((day) => day.at <= now);
      return newest ? Date.parse(newest.at) : null;
    },
  };
}

/** The same network masked in two ways looks like two networks. */
function comparable(day: Baseline, masking: string): Baseline {
  return day.masking === masking ? day : { ...day, facts: { ...day.facts, wifi: null } };
}

/** Of what is mounted now, how much was free on each day. */
function freeSpace(days: readonly Baseline[], now: Baseline): SectionData<'history'>['filesystems'] {
  const looks = [...days.filter((day) => day.at.slice(0, 10) < now.at.slice(0, 10)), now].slice(-MOST_DAYS);
  return (now.facts.filesystems ?? []).slice(0, MOST_FILESYSTEMS).map(({ mount }) => ({
    mount,
    days: looks.flatMap((look) => {
      const entry = look.facts.filesystems?.find((other) => other.mount === mount);
      return entry ? [{ at: look.at, availableBytes: entry.availableBytes }] : [];
    }),
  }));
}
