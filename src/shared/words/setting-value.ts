import type { SettingData } from '../model/policy';
import { SETTINGS, type SettingKey } from '../policy/settings';
import type { Language } from './language';
import { settingsWords, settingWords } from './settings';

/** A value of a setting as a person reads it. Texts stand as they are: pages isolate them. */
export function settingValueText(language: Language, key: SettingKey, value: SettingData): string {
  const { on, off, undecided, nothing } = settingsWords(language);
  const named = (each: string) => settingWords(language, key).choices?.[each] ?? each;
  if (value === null) return undecided;
  if (typeof value === 'boolean') return value ? on : off;
  if (typeof value === 'string') return named(value);
  return value.length === 0 ? nothing : value.map(named).join(', ');
}

/** What holds where nobody decides. */
export function settingFallbackText(language: Language, key: SettingKey): string {
  const fallback: unknown = SETTINGS[key].fallback;
  if (fallback === null || fallback === '') return settingsWords(language).nothing;
  return settingValueText(language, key, fallback as SettingData);
}
