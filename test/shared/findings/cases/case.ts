import type { SectionData, SectionKey } from '../../../../src/shared/model/diagnostics';
import type { Severity } from '../../../../src/shared/rules/findings/finding';
import { HEALTHY } from '../../../support/report';

/** What is different from a healthy computer. */
export type Facts = { [K in SectionKey]?: SectionData<K> | null };

export interface Cases {
  /** What it looks like, the facts, how heavy it is, and what its sentence is given (in part). */
  fires: readonly [name: string, facts: Facts, severity: Severity, params?: Record<string, unknown>][];
  /** Just under the line, or explained otherwise. */
  silent: readonly [name: string, facts: Facts][];
}

export const GB = 1_000_000_000;
export const GIB = 1024 ** 3;
/** When the sample report was collected. */
export const NOW = Date.parse('2026-11-21T09:00:00.000Z');

export function daysAgo(days: number): string {
  return new Date(NOW - days * 86_400_000).toISOString();
}

/** A section that holds one thing of the healthy computer, with some of its facts changed. */
export function part<K extends SectionKey>(
  key: K,
  patch: Partial<SectionData<K>>,
): { [P in K]: SectionData<K> } {
  return { [key]: { ...(HEALTHY[key] as object), ...patch } } as { [P in K]: SectionData<K> };
}

type RowKey = { [K in SectionKey]: SectionData<K> extends readonly unknown[] ? K : never }[SectionKey];
type Row<K extends RowKey> = SectionData<K>[number];

/** A section of rows: each the first of the healthy computer's, with some of its facts changed. */
export function rows<K extends RowKey>(key: K, ...patches: Partial<Row<K>>[]): { [P in K]: SectionData<K> } {
  const first = (HEALTHY[key] as readonly Row<K>[])[0];
  return { [key]: patches.map((patch) => ({ ...first, ...patch })) } as unknown as {
    [P in K]: SectionData<K>;
  };
}

type Group = SectionData<'events'>['groups'][number];

export function event(kind: Group['kind'], subject: string | null, count: number): Facts {
  const group: Group = {
    source: 'kernel',
    kind,
    subject,
    message: `${kind} of ${subject ?? 'something'}`,
    count,
    firstAt: daysAgo(0.5),
    lastAt: daysAgo(0.1),
  };
  return { events: { since: daysAgo(1), total: count, groups: [group] } };
}

export function change(
  kind: SectionData<'changes'>['entries'][number]['kind'],
  patch: Partial<SectionData<'changes'>['entries'][number]> = {},
): Facts {
  const entry = {
    kind,
    section: 'software',
    subject: 'Something',
    before: '1',
    after: '2',
    seenAt: daysAgo(1),
    weight: 80,
    ...patch,
  };
  return { changes: { since: daysAgo(3), days: 3, more: 0, entries: [entry] } };
}
