import type { Clock } from '../../shared/base/clock';
import {
  section as sectionSchema,
  type ProbeFailure,
  type Section,
  type SectionKey,
} from '../../shared/model/diagnostics';
import { bounded } from '../time/bounded';

/** Makes sections out of those that were found and of what is remembered from other days. */
export type Derive = (found: readonly Section[]) => Promise<readonly Section[]>;

const SOURCE = 'remembered on this computer';

/** The wanted sections, whatever deriving does: too slow, throwing, incomplete or of the wrong shape. */
export async function deriveSections(
  derive: Derive,
  found: readonly Section[],
  wanted: readonly SectionKey[],
  clock: Clock,
  limitMs: number,
): Promise<Section[]> {
  const startedAt = clock.now();
  const instead = (reason: ProbeFailure, detail: string) =>
    wanted.map((key): Section => {
      const tookMs = Math.max(0, clock.now() - startedAt);
      return { key, status: 'failed', tookMs, source: SOURCE, reason, detail: detail.slice(0, 500) };
    });
  const late = () => instead('deadline', `not ready within ${limitMs} ms`);
  try {
    const derived = await bounded<readonly Section[]>(clock, limitMs, derive(found), late);
    return wanted.map((key) => {
      const parsed = sectionSchema.safeParse(derived.find((section) => section.key === key));
      return parsed.success ? parsed.data : failedOne(key, parsed.error.issues[0]?.message ?? '');
    });
  } catch (error) {
    return instead('crashed', String(error));
  }
}

function failedOne(key: SectionKey, detail: string): Section {
  return {
    key,
    status: 'failed',
    tookMs: 0,
    source: SOURCE,
    reason: 'unreadable',
    detail: detail.slice(0, 500),
  };
}
