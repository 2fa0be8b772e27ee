import type { Report, SectionData, SectionKey } from '../../../src/shared/model/diagnostics.ts';

/** One thing a tool prints, by where it prints it. */
export interface Leaf {
  path: string;
  value: string;
}

type Facts = <K extends SectionKey>(key: K) => SectionData<K> | null;
type Check = (value: string, facts: Facts, path: string) => boolean;

/** What becomes of leaves whose path matches: looked for in a section, or not asked for, and why. */
export type Rule = { at: RegExp; section: SectionKey; found: Check } | { at: RegExp; dropped: string };

export interface Coverage {
  found: number;
  total: number;
  percent: number;
  /** Lists of installed programs are most of all facts; so here it is without them. */
  withoutSoftware: { found: number; total: number; percent: number };
  missing: string[];
  /** How many leaves were not asked for, by reason. */
  dropped: Record<string, number>;
  /** Leaves that no rule knows: the extractor has to be told of them. */
  unclassified: string[];
}

/** What is not a fact in any tool: an empty value, or its words for not knowing. */
const SAYS_NOTHING = /^(?:|n\/a|unknown|none|-1|<filter>|no .*|unknown client.*)$/i;

export function coverageOf(leaves: readonly Leaf[], rules: readonly Rule[], report: Report): Coverage {
  const facts: Facts = (key) => {
    const section = report.sections.find((entry) => entry.key === key);
    return section?.status === 'collected' ? (section.data as SectionData<typeof key>) : null;
  };
  const asked: { leaf: Leaf; section: SectionKey; found: boolean }[] = [];
  const dropped: Record<string, number> = {};
  const unclassified: string[] = [];
  const drop = (reason: string) => void (dropped[reason] = (dropped[reason] ?? 0) + 1);
  for (const leaf of leaves) {
    const rule = rules.find(({ at }) => at.test(leaf.path));
    if (SAYS_NOTHING.test(leaf.value.trim())) drop('the tool itself does not know');
    else if (!rule) unclassified.push(`${leaf.path} = ${leaf.value}`.slice(0, 120));
    else if ('dropped' in rule) drop(rule.dropped);
    else asked.push({ leaf, section: rule.section, found: rule.found(leaf.value, facts, leaf.path) });
  }
  const other = asked.filter(({ section }) => section !== 'software');
  const missing = asked.filter(({ found }) => !found);
  return {
    ...share(asked),
    withoutSoftware: share(other),
    missing: missing.map(({ leaf, section }) => `${section}: ${leaf.path} = ${leaf.value}`.slice(0, 160)),
    dropped,
    unclassified,
  };
}

function share(asked: readonly { found: boolean }[]) {
  const found = asked.filter((entry) => entry.found).length;
  const total = asked.length;
  return { found, total, percent: total === 0 ? 100 : Math.round((found / total) * 1000) / 10 };
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** One of ours holds theirs, spelling aside. */
export function says(theirs: string, ...ours: (string | null | undefined)[]): boolean {
  return ours.some(
    (text) => text !== null && text !== undefined && ` ${plain(text)} `.includes(` ${plain(theirs)} `),
  );
}

export function near(theirs: number, ours: number | null | undefined, tolerance = 0.05): boolean {
  if (ours === null || ours === undefined || Number.isNaN(theirs)) return false;
  return Math.abs(theirs - ours) <= tolerance * Math.max(Math.abs(theirs), Math.abs(ours), 1e-9);
}

const UNITS: Record<string, number> = { kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 };

/** `721.9 MiB (3.0%)` in bytes. */
export function bytesOf(text: string): number {
  const found = /([\d.]+)\s*([KMGT]iB)/i.exec(text);
  return Number(found?.[1] ?? Number.NaN) * (UNITS[found?.[2]?.toLowerCase() ?? ''] ?? Number.NaN);
}

export const X86 = new Set(['x86_64', 'amd64', 'x64', '64']);
