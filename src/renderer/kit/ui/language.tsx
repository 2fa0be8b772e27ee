import { createContext, useContext } from 'react';
import type { Language } from '../../../shared/words/language';

const LanguageContext = createContext<Language>('en');
export const LanguageProvider = LanguageContext.Provider;

/** The language this page speaks. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}
