import { useLanguage } from '../../kit/ui/language';
import type { Catalog, Language } from '../../../shared/words/language';
import { de } from './de';
import { en } from './en';

export type Words = Catalog<typeof en>;

const CATALOGS: Record<Language, Words> = { en, de };

/** What the console says in the reader's language. */
export function useWords(): Words {
  return CATALOGS[useLanguage()];
}
