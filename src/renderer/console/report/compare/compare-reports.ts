import type { deskApi } from '../../../../shared/contract/api-desk';
import type { ReplyOf } from '../../../../shared/contract/route';
import type { Report, Section, SectionKey } from '../../../../shared/model/diagnostics';
import { SECTION_GROUPS, type SectionGroup } from '../../../../shared/model/section-keys';
import type { Language } from '../../../../shared/words/language';
import { describeSection, sectionTitle } from '../../../kit/report/describe';
import type { SectionFacts } from '../../../kit/report/facts';
import { compareFacts, differs, type ComparedFact } from './compare-facts';

export type DeviceReport = ReplyOf<typeof deskApi.deviceReports>[number];

/** How many differences that are: a section which only one side has is one. */
export function differencesIn({ oneSided, facts }: ComparedSection): number {
  return oneSided ? 1 : facts.filter(differs).length;
}

/** One section in two reports. */
export interface ComparedSection {
  key: SectionKey;
  title: string;
  left: Section | null;
  right: Section | null;
  facts: ComparedFact[];
  /** Only one side knows: what the other lacks is neither new nor gone. */
  oneSided: boolean;
  /** Something is not the same, or only one of both reports has it. */
  differs: boolean;
}

interface ComparedGroup {
  group: SectionGroup;
  sections: ComparedSection[];
}

/** What is remembered over time is compared already, on the computer itself. */
const GROUPS = ['machine', 'software', 'network'] as const satisfies SectionGroup[];

export function compareReports(language: Language, left: Report, right: Report): ComparedGroup[] {
  return GROUPS.map((group) => ({
    group,
    sections: SECTION_GROUPS[group].flatMap((key) => {
      const compared = compareSection(language, key, sectionIn(left, key), sectionIn(right, key));
      return compared ? [compared] : [];
    }),
  }));
}

function compareSection(
  language: Language,
  key: SectionKey,
  left: Section | null,
  right: Section | null,
): ComparedSection | null {
  const neither = left?.status !== 'collected' && right?.status !== 'collected';
  if (neither && left?.status === right?.status) return null;
  const facts = compareFacts(factsIn(language, left), factsIn(language, right));
  const oneSided = left?.status !== right?.status;
  const unlike = oneSided || facts.some(differs);
  return { key, title: sectionTitle(language, key), left, right, facts, oneSided, differs: unlike };
}

function sectionIn(report: Report, key: SectionKey): Section | null {
  return report.sections.find((section) => section.key === key) ?? null;
}

function factsIn(language: Language, section: Section | null): SectionFacts | null {
  return section?.status === 'collected' ? describeSection(language, section) : null;
}
