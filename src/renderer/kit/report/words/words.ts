import type { Catalog, Language } from '../../../../shared/words/language';
import { de } from './de';
import { en } from './en';

export type ReportWords = Catalog<typeof en>;

const CATALOGS: Record<Language, ReportWords> = { en, de };

/** How a report is told: titles of its sections, labels and values of its facts, kinds of change. */
export function reportWords(language: Language): ReportWords {
  return CATALOGS[language];
}
