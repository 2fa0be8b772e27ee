import type { SectionFacts } from '../../../kit/report/facts';

/** One fact in two reports. null = it does not stand in that one. */
export interface ComparedFact {
  /** Which of several: a drive, an interface. */
  group: string | null;
  label: string;
  left: string | null;
  right: string | null;
}

interface NamedFact {
  key: string;
  group: string | null;
  label: string;
  value: string;
}

export function differs({ left, right }: ComparedFact): boolean {
  return left !== right;
}

/** Puts side by side what has the same name: the group's title and the label, or the first cell of a row. */
export function compareFacts(left: SectionFacts | null, right: SectionFacts | null): ComparedFact[] {
  const before = new Map(named(left).map((fact) => [fact.key, fact]));
  const after = new Map(named(right).map((fact) => [fact.key, fact]));
  const keys = inOrder([...before.keys()], [...after.keys()]);
  return keys.flatMap((key) => {
    const fact = after.get(key) ?? before.get(key);
    if (!fact) return [];
    const { group, label } = fact;
    return [{ group, label, left: before.get(key)?.value ?? null, right: after.get(key)?.value ?? null }];
  });
}

function named(facts: SectionFacts | null): NamedFact[] {
  const all = (facts?.groups ?? []).flatMap(({ title = null, facts: own, table }) => [
    ...own.map(({ label, value }) => ({ group: title, label, value })),
    ...(table?.rows ?? []).map(([label = '', ...rest]) => ({
      group: title,
      label,
      value: rest.filter(Boolean).join(' · '),
    })),
  ]);
  const seen = new Map<string, number>();
  return all.map((fact) => {
    const name = JSON.stringify([fact.group, fact.label]);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    // Two of the same name are told apart by which comes first.
    return { ...fact, key: `${name} ${count}` };
  });
}

/** The order of the right side; what only the left has stands after what it stood after there. */
function inOrder(left: readonly string[], right: readonly string[]): string[] {
  const known = new Set(right);
  const after = new Map<string | null, string[]>();
  let anchor: string | null = null;
  for (const key of left) {
    if (known.has(key)) anchor = key;
    else after.set(anchor, [...(after.get(anchor) ?? []), key]);
  }
  return [...(after.get(null) ?? []), ...right.flatMap((key) => [key, ...(after.get(key) ?? [])])];
}
