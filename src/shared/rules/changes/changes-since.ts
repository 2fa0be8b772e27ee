import type { SectionData } from '../../model/diagnostics';
import type { Change } from '../../model/sections/over-time';
import type { Baseline } from './baseline';
import { changesBetween } from './changes-between';
import type { ChangeDraft } from './draft';

const MOST_ENTRIES = 120;

/** What has changed since the last good day, dated by the first look that showed it; newest first, then by weight. */
export function changesSince(days: readonly Baseline[], now: Baseline): SectionData<'changes'> {
  const looks = days.filter((day) => day.at < now.at).toSorted((a, b) => a.at.localeCompare(b.at));
  const base = lastGoodDay(looks, now);
  if (!base) return { since: null, days: 0, entries: [], more: 0 };
  const between = looks
    .filter((look) => look.at > base.at)
    .map((look) => ({ look, drafts: changesBetween(base, look) }));
  const changes = changesBetween(base, now).map((draft): Change => ({
    ...draft,
    seenAt: firstSeen(draft, between, now),
  }));
  // Where there are too many, the light ones go; what stays is in the order of time.
  const kept = changes.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_ENTRIES);
  return {
    since: base.at,
    days: new Set(looks.map((look) => dayOf(look.at))).size,
    entries: kept.toSorted((a, b) => b.seenAt.localeCompare(a.seenAt) || b.weight - a.weight),
    more: changes.length - kept.length,
  };
}

/** The newest day before today with nothing critical; where there is none, the oldest look there is. */
function lastGoodDay(looks: readonly Baseline[], now: Baseline): Baseline | undefined {
  return looks.findLast((look) => look.good && dayOf(look.at) < dayOf(now.at)) ?? looks[0];
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}

interface Look {
  look: Baseline;
  drafts: readonly ChangeDraft[];
}

/** Backwards from now, as far as the looks show it. One that did not know the section says nothing. */
function firstSeen(draft: ChangeDraft, between: readonly Look[], now: Baseline): string {
  if (draft.kind === 'restarted') return firstAfter(draft.after ?? now.at, between, now);
  let seenAt = now.at;
  for (const { look, drafts } of between.toReversed()) {
    if (look.facts[draft.section as keyof Baseline['facts']] === null) continue;
    if (!drafts.some((other) => isSame(draft, other))) break;
    seenAt = look.at;
  }
  return seenAt;
}

/** A restart says itself when it was. */
function firstAfter(at: string, between: readonly Look[], now: Baseline): string {
  return between.find(({ look }) => look.facts.uptime !== null && look.at >= at)?.look.at ?? now.at;
}

/** How much space is gone grows from look to look; it is the same loss. */
function isSame(a: ChangeDraft, b: ChangeDraft): boolean {
  if (a.kind !== b.kind || a.section !== b.section || a.subject !== b.subject) return false;
  return a.kind === 'disk-space-lost' || a.after === b.after;
}
