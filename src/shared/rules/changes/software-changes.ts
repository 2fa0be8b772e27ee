import type { ChangeKind } from '../../model/sections/over-time';
import { rule, type ChangeRule, type FactsFor, type Found } from './draft';

type SoftwareKind = ChangeKind & `software-${string}`;
interface Step {
  name: string;
  before: string | null;
  after: string | null;
}

/** What a program is made of rather than a program. */
const PART =
  /^(?:lib(?!re)|python3?-|perl-|ruby-|golang-|node-|gir1\.2-|fonts?-|r-cran-|php\d*-|mesa-|gcc-\d)|-(?:base|common|core|data|dev|doc|dbg|dbgsym|locale|l10n|lang|libs?|bin|i18n)$|redistributable|\bruntime\b|\.net (?:core|host|framework)|sdk\b/i;
/** What other programs, or the computer as a whole, stand on. */
const WEIGHTY =
  /driver|firmware|microcode|nvidia|dkms|^linux-image|vpn|antivirus|endpoint|office|outlook|thunderbird/i;

const WEIGHTS: Record<SoftwareKind, { part: number; program: number; weighty: number }> = {
  'software-installed': { part: 10, program: 50, weighty: 70 },
  'software-updated': { part: 10, program: 40, weighty: 65 },
  'software-removed': { part: 20, program: 80, weighty: 85 },
};
/** Shorter ones, such as 1.0, say nothing of belonging together. */
const TELLING_VERSION = 5;
const NAMED = 3;

function softwareChanges(before: FactsFor<'software'>, after: FactsFor<'software'>): Found[] {
  const has = (versions: Record<string, string>, name: string) => Object.hasOwn(versions, name);
  const installed: Step[] = [];
  const updated: Step[] = [];
  const removed: Step[] = [];
  for (const [name, version] of Object.entries(after.versions)) {
    const earlier = has(before.versions, name) ? (before.versions[name] ?? '') : null;
    if (earlier === null) installed.push({ name, before: null, after: version });
    else if (earlier !== version) updated.push({ name, before: earlier, after: version });
  }
  for (const [name, version] of Object.entries(before.versions)) {
    if (!has(after.versions, name)) removed.push({ name, before: version, after: null });
  }
  const moved = renamed(installed, removed);
  return [
    // Where a list was cut off, a name that is missing in it may be there all the same.
    ...(before.whole
      ? grouped(
          'software-installed',
          installed.filter(({ name }) => !moved.to.has(name)),
        )
      : []),
    ...grouped('software-updated', [...updated, ...moved.steps]),
    ...(after.whole
      ? grouped(
          'software-removed',
          removed.filter(({ name }) => !moved.from.has(name)),
        )
      : []),
  ];
}

/** Programs on Windows and kernels carry their version in their name: one name that went and one that came are one program. */
function renamed(installed: readonly Step[], removed: readonly Step[]) {
  const [came, went] = [byStem(installed), byStem(removed)];
  const pairs = [...came].flatMap(([stem, [now, ...others]]) => {
    const [earlier, ...more] = went.get(stem) ?? [];
    return now && earlier && others.length + more.length === 0 ? [{ earlier, now }] : [];
  });
  return {
    from: new Set(pairs.map(({ earlier }) => earlier.name)),
    to: new Set(pairs.map(({ now }) => now.name)),
    steps: pairs.map(({ earlier, now }): Step => ({ ...now, before: earlier.before })),
  };
}

function byStem(steps: readonly Step[]): Map<string, Step[]> {
  const stems = new Map<string, Step[]>();
  for (const step of steps) {
    const stem = step.name.replace(/\d+(?:[.-]\d+)+/g, '#');
    if (stem !== step.name) stems.set(stem, [...(stems.get(stem) ?? []), step]);
  }
  return stems;
}

/** Packages of one source go from the same version to the same version: one change, not thirty. */
function grouped(kind: SoftwareKind, steps: readonly Step[]): Found[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const versions = `${step.before ?? ''}\n${step.after ?? ''}`;
    const key = versions.length > TELLING_VERSION ? versions : `${versions}\n${step.name}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()].map((group) => together(kind, group));
}

function together(kind: SoftwareKind, group: readonly Step[]): Found {
  // Programs before parts, and the shortest name is what people call it.
  const names = group
    .map((step) => step.name)
    .toSorted((a, b) => Number(isPart(a)) - Number(isPart(b)) || a.length - b.length || a.localeCompare(b));
  const shown = names.slice(0, NAMED).join(', ');
  const [first] = group;
  return {
    kind,
    subject: names.length > NAMED ? `${shown}, … (${names.length})` : shown,
    before: first?.before ?? null,
    after: first?.after ?? null,
    weight: Math.max(...names.map((name) => weightOf(kind, name))),
  };
}

function isPart(name: string): boolean {
  return PART.test(name);
}

function weightOf(kind: SoftwareKind, name: string): number {
  const weights = WEIGHTS[kind];
  if (WEIGHTY.test(name)) return weights.weighty;
  return isPart(name) ? weights.part : weights.program;
}

export const SOFTWARE_RULES: readonly ChangeRule[] = [rule('software', softwareChanges)];
