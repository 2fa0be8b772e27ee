import type { Language } from '../../../shared/words/language';

/** Day and time in the reader's zone, short enough for a table. */
export function formatDateTime(language: Language, at: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
}
