import { useMemo } from 'react';
import type { SectionKey } from '../../../../shared/model/diagnostics';
import { findingsOf, type Finding } from '../../../../shared/rules/findings/findings';
import { leaveOut } from '../../../../shared/rules/leave-out';
import type { Collecting } from '../help-state';

const NOTHING_REMOVED: readonly SectionKey[] = [];

/** What is found in the parts that are not left out, the heaviest first; null until all of it is collected. */
export function useFindings(
  collecting: Collecting,
  removed: readonly SectionKey[] = NOTHING_REMOVED,
): readonly Finding[] | null {
  const report = collecting.kind === 'done' ? collecting.report : null;
  return useMemo(() => (report === null ? null : findingsOf(leaveOut(report, removed))), [report, removed]);
}

/** What the person can do something about, and how much of weight is for others. */
export function sortOut(findings: readonly Finding[]): { mine: Finding[]; others: number } {
  return {
    mine: findings.filter((each) => each.actionable),
    others: findings.filter((each) => !each.actionable && each.severity !== 'info').length,
  };
}
