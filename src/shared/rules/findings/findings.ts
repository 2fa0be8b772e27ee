import type { Report, SectionKey } from '../../model/diagnostics';
import { factsOf } from '../../model/section-keys';
import { findingSentences, type Reader } from '../../words/findings';
import type { Language } from '../../words/language';
import { topicsOf } from './explanation';
import type { Evidence, Severity, Topic } from './finding';
import type { Facts, Hit, Params } from './rule';
import { RULES, type RuleId } from './rules';
import { isSilenced } from './silenced-by';

/** What a rule found, ready to be said in any language to either reader. */
export interface Finding {
  /** Stable name of the rule: `disk-full`. */
  rule: RuleId;
  severity: Severity;
  topic: Topic;
  /** The sections the rule read. */
  reads: readonly SectionKey[];
  /** What it is about where a computer has several: a mount, a printer, a host. */
  subject: string | null;
  params: Params;
  evidence: readonly Evidence[];
  /** A person without technical knowledge can do something about it. */
  actionable: boolean;
}

/** A rule whose own types are forgotten, so that all of them go through one loop. */
interface PlainRule {
  id: RuleId;
  topic: Topic;
  actionable: boolean;
  reads: readonly SectionKey[];
  check(facts: Facts<SectionKey>, now: number): readonly Hit<Params>[];
}

const PLAIN: readonly PlainRule[] = RULES;
const WEIGHT: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };
/** Of one rule; a server with sixty full volumes is no clearer for sixty sentences. */
const MOST = 5;

/** Every finding of a report, the heaviest first. Sections that are not there, or were left out, find nothing. */
export function findingsOf(report: Report): Finding[] {
  const now = Date.parse(report.collectedAt);
  const all = PLAIN.flatMap((rule) =>
    rule
      .check(pick(report, rule.reads), now)
      .toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
      .slice(0, MOST)
      .map((hit) => toFinding(rule, hit)),
  );
  return all
    .filter((finding) => !isSilenced(finding, all))
    .toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}

/** Only what the rule says it reads: its evidence can come from nowhere else. */
function pick(report: Report, reads: readonly SectionKey[]): Facts<SectionKey> {
  return Object.fromEntries(reads.map((key) => [key, factsOf(report, key)])) as Facts<SectionKey>;
}

function toFinding(rule: PlainRule, hit: Hit<Params>): Finding {
  return {
    rule: rule.id,
    severity: hit.severity,
    topic: hit.topic ?? rule.topic,
    reads: rule.reads,
    subject: hit.subject ?? null,
    params: hit.params,
    evidence: hit.evidence,
    actionable: rule.actionable,
  };
}

/** One finding as it is told: what is so, what it means, what to do. */
export interface SaidFinding {
  title: string;
  why: string;
  next: string;
}

export function sayFinding(language: Language, finding: Finding, reader: Reader): SaidFinding {
  const [title, why, next] = findingSentences(language, finding.rule, finding.params)[reader];
  return { title, why, next };
}

/** The finding that explains what the requester typed, if one does. */
export function explanationOf(text: string, findings: readonly Finding[]): Finding | null {
  const topics = topicsOf(text);
  const meant = findings.filter(({ topic }) => topics.has(topic));
  const heaviest = meant.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])[0];
  return heaviest ?? null;
}
