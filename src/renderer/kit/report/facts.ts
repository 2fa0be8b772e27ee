/** One value as it is read: a label, text with its unit, and a bar where a share says more. */
export interface Fact {
  label: string;
  value: string;
  bar?: { percent: number; tone: 'calm' | 'caution' | 'danger' };
}

export interface FactTable {
  columns: string[];
  rows: string[][];
}

export interface FactGroup {
  /** Which of several: a drive, a display, an interface. */
  title?: string;
  facts: Fact[];
  /** What there are many of: programs, services, errors. */
  table?: FactTable;
}

/** What one section shows. */
export interface SectionFacts {
  groups: FactGroup[];
}

/** Only what contains the wanted words, given in lower case; null when nothing does. */
export function filterFacts(facts: SectionFacts, wanted: string): SectionFacts | null {
  const has = (text: string) => text.toLowerCase().includes(wanted);
  const groups = facts.groups.flatMap((group): FactGroup[] => {
    if (group.title !== undefined && has(group.title)) return [group];
    const found = group.facts.filter(({ label, value }) => has(label) || has(value));
    const rows = (group.table?.rows ?? []).filter((row) => row.some(has));
    if (found.length === 0 && rows.length === 0) return [];
    const { table, ...rest } = group;
    return [{ ...rest, facts: found, ...(table && rows.length > 0 ? { table: { ...table, rows } } : {}) }];
  });
  return groups.length > 0 ? { groups } : null;
}

/** A share that is bad when it is high: a disk that fills up. */
export function usage(percent: number): NonNullable<Fact['bar']> {
  return { percent: within(percent), tone: percent >= 95 ? 'danger' : percent >= 85 ? 'caution' : 'calm' };
}

/** A share that is bad when it is low: a battery, a signal. */
export function supply(percent: number): NonNullable<Fact['bar']> {
  return { percent: within(percent), tone: percent < 10 ? 'danger' : percent < 25 ? 'caution' : 'calm' };
}

function within(percent: number): number {
  return Math.max(0, Math.min(100, percent));
}

/** Nothing to look at: the computer was asked and has none. */
export function isEmpty(facts: SectionFacts): boolean {
  return facts.groups.every(
    (group) => group.title === undefined && group.facts.length === 0 && (group.table?.rows.length ?? 0) === 0,
  );
}
