import type { SectionData, SectionKey } from '../../model/diagnostics';
import type { Evidence, Severity, Topic } from './finding';

/** What a sentence needs to know; the words format it for the reader. */
export type Params = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The sections a rule asked for and no others. null: not collected, not applicable, or left out. */
export type Facts<K extends SectionKey> = { readonly [P in K]: SectionData<P> | null };

export interface Hit<P> {
  severity: Severity;
  /** What it is about where a computer has several: a mount, a printer, a host. */
  subject?: string;
  /** Where this one belongs to another topic than its rule: a print service that failed. */
  topic?: Topic;
  params: P;
  evidence: readonly Evidence[];
}

/** One thing that can be wrong. `now` is when the report was collected, in milliseconds. */
export interface Rule<Id extends string, K extends SectionKey, P extends Params> {
  id: Id;
  topic: Topic;
  /** A person without technical knowledge can do something about it. */
  actionable: boolean;
  reads: readonly K[];
  check(facts: Facts<K>, now: number): readonly Hit<P>[];
}

/** Keeps a rule's own types, so that its words are checked against what it says. */
export function rule<const Id extends string, K extends SectionKey, P extends Params>(
  self: Rule<Id, K, P>,
): Rule<Id, K, P> {
  return self;
}

/** What the words of a rule are given. */
export type ParamsOf<R> = R extends { check(...args: never[]): readonly Hit<infer P>[] } ? P : never;

export function fact(where: string, value: Evidence['value']): Evidence {
  return { fact: where, value };
}

export const GB = 1_000_000_000;
export const GIB = 1024 ** 3;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How long ago a point in time was; null where it is not known or cannot be read. */
export function age(now: number, when: string | null): number | null {
  const then = when === null ? Number.NaN : Date.parse(when);
  return Number.isNaN(then) ? null : now - then;
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** Many things of one kind are one finding: the first of them by name, and how many there are. */
export function named(names: readonly string[], most = 3): readonly string[] {
  return [...new Set(names)].slice(0, most);
}
