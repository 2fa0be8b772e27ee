import type { Section } from '../../../../shared/model/diagnostics';
import type { Language } from '../../../../shared/words/language';
import { describeSection, sectionTitle } from '../../../kit/report/describe';
import { filterFacts, type SectionFacts } from '../../../kit/report/facts';

export interface SectionView {
  section: Section;
  title: string;
  /** null where the section has none: failed, left out, not on this computer. */
  facts: SectionFacts | null;
}

/** What of a section is shown for the wanted words, given in lower case; null when it has nothing to do with them. */
export function sectionView(language: Language, section: Section, wanted: string): SectionView | null {
  const title = sectionTitle(language, section.key);
  const named = title.toLowerCase().includes(wanted);
  if (section.status !== 'collected') return named ? { section, title, facts: null } : null;
  const all = describeSection(language, section);
  const facts = named ? all : filterFacts(all, wanted);
  return facts && { section, title, facts };
}
