import type { CollectedSection, ProbeFailure, SectionKey } from '../../../shared/model/diagnostics';
import type { SectionGroup } from '../../../shared/model/section-keys';
import type { Change } from '../../../shared/model/sections/over-time';
import type { Language } from '../../../shared/words/language';
import { DESCRIBE_MACHINE } from './describe-machine';
import { DESCRIBE_NETWORK } from './describe-network';
import { DESCRIBE_OVER_TIME } from './describe-over-time';
import { DESCRIBE_SOFTWARE } from './describe-software';
import type { SectionFacts } from './facts';
import { sayIn, type Describe } from './say';
import { reportWords } from './words/words';

/** How the facts of each section are read. A new section does not compile until it stands in one of them. */
const DESCRIBE: { [K in SectionKey]: Describe<K> } = {
  ...DESCRIBE_MACHINE,
  ...DESCRIBE_SOFTWARE,
  ...DESCRIBE_NETWORK,
  ...DESCRIBE_OVER_TIME,
};

/** What a collected section says, in the reader's language and with units. */
export function describeSection(language: Language, section: CollectedSection): SectionFacts {
  // The key names its data; the compiler cannot follow that through a table.
  const describe = DESCRIBE[section.key] as Describe<SectionKey>;
  return describe(section.data, sayIn(language));
}

export function sectionTitle(language: Language, key: SectionKey): string {
  return reportWords(language).titles[key];
}

export function groupTitle(language: Language, group: SectionGroup): string {
  return reportWords(language).groups[group];
}

/** Why a section could not be had, to stand after "Could not be collected:". */
export function failureWords(language: Language, reason: ProbeFailure): string {
  return reportWords(language).failures[reason];
}

/** A change as it is told: `Program updated: Firefox`, `128.0 → 129.0`. */
export interface SaidChange {
  what: string;
  /** Before and after; empty where the kind says it all. */
  detail: string;
}

export function sayChange(language: Language, { kind, subject, before, after }: Change): SaidChange {
  const { kinds, becomes } = reportWords(language).overTime;
  return {
    what: subject === '' ? kinds[kind] : `${kinds[kind]}: ${subject}`,
    detail: before !== null && after !== null ? becomes(before, after) : (after ?? before ?? ''),
  };
}
