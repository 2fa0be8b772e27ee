/** One value as it is read: a label, text with its unit, and a bar where a share says more. */
export interface Fact {
  label: string;
  value: string;
  bar?: { percent: number; tone: 'calm' | 'caution' | 'danger' };
}

export interface FactGroup {
  /** Which of several: a drive, a display, an interface. */
  title?: string;
  facts: Fact[];
}

export interface FactTable {
  columns: string[];
  rows: string[][];
}

/** What one section shows. */
export type SectionFacts = { kind: 'groups'; groups: FactGroup[] } | { kind: 'table'; table: FactTable };

/** Only what contains the wanted words; null when nothing does. */
export function filterFacts(facts: SectionFacts, wanted: string): SectionFacts | null {
  const has = (text: string) => text.toLowerCase().includes(wanted);
  if (facts.kind === 'table') {
    const rows = facts.table.rows.filter((row) => row.some(has));
    return rows.length > 0 ? { kind: 'table', table: { ...facts.table, rows } } : null;
  }
  const groups = facts.groups.flatMap((group) => {
    if (group.title !== undefined && has(group.title)) return [group];
    const kept = group.facts.filter(({ label, value }) => has(label) || has(value));
    return kept.length > 0 ? [{ ...group, facts: kept }] : [];
  });
  return groups.length > 0 ? { kind: 'groups', groups } : null;
}

export function usage(percent: number): NonNullable<Fact['bar']> {
  const tone = percent >= 95 ? 'danger' : percent >= 85 ? 'caution' : 'calm';
  return { percent: Math.max(0, Math.min(100, percent)), tone };
}

export function isEmpty(facts: SectionFacts): boolean {
  return facts.kind === 'table'
    ? facts.table.rows.length === 0
    : facts.groups.every((group) => group.title === undefined && group.facts.length === 0);
}
