import { z } from 'zod';
import { timestamp } from './ids';
import { SECTION_KEYS } from './section-keys';
import { ms, str } from './sections/fields';
import { MACHINE } from './sections/machine';
import { NETWORK } from './sections/network';
import { OVER_TIME } from './sections/over-time';
import { SOFTWARE } from './sections/software';

/** The facts of each section, by key. A new section or field raises `REPORT_VERSION`. */
export const SECTION_DATA = { ...MACHINE, ...SOFTWARE, ...NETWORK, ...OVER_TIME } as const;

export type SectionKey = keyof typeof SECTION_DATA;
export const sectionKey = z.enum(SECTION_KEYS);

export type SectionData<K extends SectionKey> = z.infer<(typeof SECTION_DATA)[K]>;

export const FAILURES = [
  'deadline',
  'program-missing',
  'program-failed',
  'unreadable',
  'too-much-output',
  'crashed',
  'canceled',
] as const;
export const probeFailure = z.enum(FAILURES);
export type ProbeFailure = z.infer<typeof probeFailure>;

/** `source`: the command, file or library call the facts came from, shown on hover. */
const common = { tookMs: ms, source: str(300) };

function sectionOf<K extends SectionKey>(key: K) {
  return z.discriminatedUnion('status', [
    z.strictObject({
      key: z.literal(key),
      status: z.literal('collected'),
      ...common,
      data: SECTION_DATA[key],
    }),
    z.strictObject({
      key: z.literal(key),
      status: z.literal('failed'),
      ...common,
      reason: probeFailure,
      detail: str(500),
    }),
    z.strictObject({ key: z.literal(key), status: z.literal('not-applicable'), ...common, detail: str(500) }),
    /** The requester left it out. */
    z.strictObject({ key: z.literal(key), status: z.literal('removed') }),
  ]);
}

export type CollectedSection<K extends SectionKey = SectionKey> = {
  [P in K]: { key: P; status: 'collected'; tookMs: number; source: string; data: SectionData<P> };
}[K];

export type Section<K extends SectionKey = SectionKey> =
  | CollectedSection<K>
  | { key: K; status: 'failed'; tookMs: number; source: string; reason: ProbeFailure; detail: string }
  | { key: K; status: 'not-applicable'; tookMs: number; source: string; detail: string }
  | { key: K; status: 'removed' };

const sections = SECTION_KEYS.map((key) => sectionOf(key));

/** One section, checked by the schema of its own key. */
export const section = z.discriminatedUnion(
  'key',
  sections as [(typeof sections)[number]],
) as unknown as z.ZodType<Section>;

export const REPORT_VERSION = 2;
/** Upper bound of a report as JSON, before compression. */
export const REPORT_LIMIT = 512 * 1024;

/** Everything the agent collected, each section named even when it could not be had. */
export const report = z.strictObject({
  version: z.literal(REPORT_VERSION),
  collectedAt: timestamp,
  tookMs: ms,
  sections: z.array(section).max(SECTION_KEYS.length),
});
export type Report = z.infer<typeof report>;
