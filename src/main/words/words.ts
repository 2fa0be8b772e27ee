import type { Catalog, Language } from '../../shared/words/language';
import { wordsDe } from './de';
import { wordsEn } from './en';

export type Words = Catalog<typeof wordsEn>;

const CATALOGS: Record<Language, Words> = { en: wordsEn, de: wordsDe };

export function wordsIn(language: Language): Words {
  return CATALOGS[language];
}
