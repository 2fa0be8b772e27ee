import { useLanguage } from '../../kit/ui/language';
import type { Language } from '../../../shared/words/language';
import { de } from './de';
import { en, type Words } from './en';

const CATALOGS: Record<Language, Words> = { en, de };

/** What the console says in the reader's language. */
export function useWords(): Words {
  return CATALOGS[useLanguage()];
}
