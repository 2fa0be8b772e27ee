import type { SettingData } from '../../../shared/model/policy';
import { SETTINGS, type SettingKey } from '../../../shared/policy/settings';
import type { Language } from '../../../shared/words/language';
import { settingsWords, settingWords } from '../../../shared/words/settings';
import { visible } from '../text/visible';
import type { Words } from '../words/en';

/** A value of a setting as a person reads it. */
export function valueText(words: Words, language: Language, key: SettingKey, value: SettingData): string {
  const { on, off, undecided } = settingsWords(language);
  const named = (each: string) => settingWords(language, key).choices?.[each] ?? visible(each);
  if (value === null) return undecided;
  if (typeof value === 'boolean') return value ? on : off;
  if (typeof value === 'string') return named(value);
  return value.length === 0 ? words.policy.nothing : value.map(named).join(', ');
}

/** What holds where nobody decides. */
export function fallbackText(words: Words, language: Language, key: SettingKey): string {
  const fallback: unknown = SETTINGS[key].fallback;
  if (fallback === null || fallback === '') return words.policy.nothing;
  return valueText(words, language, key, fallback as SettingData);
}
