import type { SettingKey, SettingValue } from '../policy/settings';
import type { Language } from './language';
import { settingsDe } from './settings.de';
import { settingsEn } from './settings.en';

type Named<V> = V extends string ? (string extends V ? never : V) : never;

/** The values a setting chooses from, where it has such. */
export type ChoiceOf<K extends SettingKey> =
  SettingValue<K> extends readonly (infer Item)[] ? Named<Item> : Named<SettingValue<K>>;

/** What a setting is called, what it does in one sentence, and the name of each of its choices. */
type WordsOf<K extends SettingKey> = { label: string; help: string } & ([ChoiceOf<K>] extends [never]
  ? { choices?: never }
  : { choices: Readonly<Record<ChoiceOf<K>, string>> });

/** Every setting in the order and the groups in which people read them. */
export const SETTING_GROUPS = {
  desk: ['serverUrl', 'enrollToken', 'site', 'tags', 'caCertFile', 'proxy'],
  person: ['language', 'autostart', 'hotkey', 'tray', 'allowQuit'],
  privacy: ['screenshots', 'showIdentifiers', 'checkHosts'],
  updates: ['updates', 'updateChannel', 'updateRing'],
  upkeep: ['logLevel', 'keepData'],
  floor: ['attendedOnly', 'requireConsent', 'showIndicator'],
} as const satisfies Readonly<Record<string, readonly SettingKey[]>>;
export type SettingGroup = keyof typeof SETTING_GROUPS;

export interface SettingsWords {
  readonly settings: { readonly [K in SettingKey]: WordsOf<K> };
  readonly groups: Readonly<Record<SettingGroup, string>>;
  /** The two states of a switch. */
  readonly on: string;
  readonly off: string;
  /** Where nobody decided. */
  readonly undecided: string;
  /** An empty list or text. */
  readonly nothing: string;
}

/** The same words without the types that tell one setting from another, for what is made from the whole table. */
export interface SettingWords {
  label: string;
  help: string;
  choices?: Readonly<Record<string, string>> | undefined;
}

const CATALOGS: Readonly<Record<Language, SettingsWords>> = { en: settingsEn, de: settingsDe };

export function settingsWords(language: Language): SettingsWords {
  return CATALOGS[language];
}

export function settingWords(language: Language, key: SettingKey): SettingWords {
  return CATALOGS[language].settings[key];
}
