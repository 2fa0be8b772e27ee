import type { Report, SectionKey } from '../../model/diagnostics';
import type { Language } from '../../words/language';
import type { Evidence, Severity, Topic } from './finding';

/** What a rule found, ready to be said in any language to either reader. */
export interface Finding {
  /** Stable name of the rule: `disk-full`. */
  rule: string;
  severity: Severity;
  topic: Topic;
  /** The sections the rule read. */
  reads: readonly SectionKey[];
  evidence: readonly Evidence[];
  /** A person without technical knowledge can do something about it. */
  actionable: boolean;
}

/** Every finding of a report, the heaviest first. Sections that are not there, or were left out, find nothing. */
export function findingsOf(_report: Report): Finding[] {
  return [];
}

/** One finding as it is told: what is so, what it means, what to do. */
export interface SaidFinding {
  title: string;
  why: string;
  next: string;
}

export function sayFinding(
  _language: Language,
  finding: Finding,
  _reader: 'requester' | 'technician',
): SaidFinding {
  return { title: finding.rule, why: '', next: '' };
}

/** The finding that explains what the requester typed, if one does. */
export function explanationOf(_text: string, _findings: readonly Finding[]): Finding | null {
  return null;
}
