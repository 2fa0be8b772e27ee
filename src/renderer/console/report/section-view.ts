import type { Section } from '../../../shared/model/diagnostics';
import type { Language } from '../../../shared/words/language';
import { describeSection, failureWords, sectionTitle } from '../../kit/report/describe';
import { filterFacts, isEmpty, type SectionFacts } from '../../kit/report/facts';
import type { Words } from '../words/en';
import type { PlotData } from './plots/plot';

export interface SectionView {
  section: Section;
  title: string;
  facts: SectionFacts | null;
  plots: readonly PlotData[];
  /** Why there are no facts. */
  absent: string | null;
  /** Nobody needs to act on its absence: one quiet line after everything else. */
  quiet: boolean;
}

/** What of a section is shown for the wanted words, given in lower case; null when it has nothing to do with them. */
export function sectionView(
  section: Section,
  plots: readonly PlotData[],
  wanted: string,
  { words, language }: { words: Words; language: Language },
): SectionView | null {
  const title = sectionTitle(language, section.key);
  const has = (text: string) => text.toLowerCase().includes(wanted);
  const named = has(title);
  if (section.status === 'collected') {
    const facts = describeSection(language, section);
    const shown = named ? facts : filterFacts(facts, wanted);
    const drawn = named ? plots : plots.filter((plot) => has(plot.title));
    // The computer was asked and has none.
    if (named && isEmpty(facts) && drawn.length === 0) {
      return { section, title, facts: null, plots: [], absent: words.report.nothingThere, quiet: true };
    }
    if (!shown && drawn.length === 0) return null;
    return { section, title, facts: shown, plots: drawn, absent: null, quiet: false };
  }
  const absent = absence(language, section, words);
  if (!named && !has(absent)) return null;
  const failed = section.status === 'failed';
  // What it remembers of the last hour may say why it failed.
  return { section, title, facts: null, plots: failed ? plots : [], absent, quiet: !failed };
}

export function absence(
  language: Language,
  section: Exclude<Section, { status: 'collected' }>,
  words: Words,
): string {
  switch (section.status) {
    case 'failed':
      return `${words.report.failed}: ${failureWords(language, section.reason)}`;
    case 'not-applicable':
      return words.report.notApplicable;
    case 'removed':
      return words.report.removed;
  }
}

/** Where a section's panel stands on the page. */
export function sectionId(key: string): string {
  return `section-${key}`;
}
