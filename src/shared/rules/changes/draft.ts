import type { SectionKey } from '../../model/diagnostics';
import type { Change } from '../../model/sections/over-time';
import type { BaselineFacts } from './baseline';

/** A change before it is known when it was first seen. */
export type ChangeDraft = Omit<Change, 'seenAt'>;

export type FactKey = keyof BaselineFacts & SectionKey;
export type FactsFor<K extends FactKey> = NonNullable<BaselineFacts[K]>;

/** Compares one section of two days; only called where both days know it. */
export interface ChangeRule<K extends FactKey = FactKey> {
  section: K;
  changes(before: FactsFor<K>, after: FactsFor<K>, elapsedMs: number): Found[];
}
export type Found = Omit<ChangeDraft, 'section'>;

/** Binds a rule to the facts of its section, so that it can stand in one list with the others. */
export function rule<K extends FactKey>(section: K, changes: ChangeRule<K>['changes']): ChangeRule {
  return { section, changes: changes as ChangeRule['changes'] };
}

/** What is there now and was not, and the other way round; of two alike, one may come or go. */
export function difference(before: readonly string[], after: readonly string[]) {
  const rest = new Map<string, number>();
  for (const name of before) rest.set(name, (rest.get(name) ?? 0) + 1);
  const added: string[] = [];
  for (const name of after) {
    const count = rest.get(name) ?? 0;
    if (count === 0) added.push(name);
    else rest.set(name, count - 1);
  }
  const removed = [...rest].flatMap(([name, count]) => Array<string>(count).fill(name));
  return { added, removed };
}

/** Entries of the same name in both, side by side: of several alike the first with the first. */
export function pairs<T extends { name: string }>(before: readonly T[], after: readonly T[]): [T, T][] {
  const known = new Map<string, T[]>();
  for (const entry of before) known.set(entry.name, [...(known.get(entry.name) ?? []), entry]);
  return after.flatMap((entry): [T, T][] => {
    const earlier = known.get(entry.name)?.shift();
    return earlier ? [[earlier, entry]] : [];
  });
}

export function sameSet(before: readonly string[], after: readonly string[]): boolean {
  const { added, removed } = difference([...new Set(before)], [...new Set(after)]);
  return added.length + removed.length === 0;
}

/** `null` for an empty text, so that "nothing" is told apart from a name. */
export function listed(values: readonly (string | null)[]): string | null {
  return values.filter(Boolean).join(', ') || null;
}

/** Sizes as people read them; the same in every language the desk speaks. */
export function sized(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 10 && power > 0 ? 1 : 0)} ${units[power] ?? ''}`;
}

const ADDED_WEIGHT = 45;
const REMOVED_WEIGHT = 55;

/** What was plugged in and what is gone, by name. */
export function comings(
  before: readonly string[],
  after: readonly string[],
  removedWeight = REMOVED_WEIGHT,
): Found[] {
  const { added, removed } = difference(before, after);
  return [
    ...added.map((name): Found => ({
      kind: 'device-added',
      subject: name,
      before: null,
      after: name,
      weight: ADDED_WEIGHT,
    })),
    ...removed.map((name): Found => ({
      kind: 'device-removed',
      subject: name,
      before: name,
      after: null,
      weight: removedWeight,
    })),
  ];
}
