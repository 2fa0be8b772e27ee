import type { PolicySettings, SettingData } from '../../../shared/model/policy';
import { readSetting } from '../../../shared/policy/resolve';
import { SETTING_KEYS, SETTINGS, settingNamed, type SettingKey } from '../../../shared/policy/settings';

/** What was changed on the page and not saved yet; null: not decided. */
export type Edits = Readonly<Partial<Record<SettingKey, SettingData>>>;

export interface Change {
  key: SettingKey;
  from: SettingData;
  to: SettingData;
  /** The desk would refuse it. */
  wrong: boolean;
}

/** What the desk may decide, without what nobody can. */
export const DESK_SETTINGS: readonly SettingKey[] = SETTING_KEYS.filter(
  (key) => SETTINGS[key].floor !== true && SETTINGS[key].from.some((source) => source === 'desk'),
);

/** What the desk has decided; null where it has not. */
export function decided(base: PolicySettings, key: SettingKey): SettingData {
  return base[SETTINGS[key].name] ?? null;
}

export function shown(base: PolicySettings, edits: Edits, key: SettingKey): SettingData {
  const edit = edits[key];
  return edit === undefined ? decided(base, key) : edit;
}

/** The value as the policy will hold it, or that it holds in no agent. */
export function accepted(key: SettingKey, value: SettingData): { value: SettingData } | null {
  if (value === null) return { value };
  // Empty text means "not given" to every agent: it cannot be decided.
  if (value === '' || readSetting(key, value) === undefined) return null;
  return { value };
}

/** The edits that change something, over what is there now. */
export function changesOf(base: PolicySettings, edits: Edits): Change[] {
  return DESK_SETTINGS.flatMap((key) => {
    const to = edits[key];
    const from = decided(base, key);
    if (to === undefined || same(from, to)) return [];
    return [{ key, from, to, wrong: accepted(key, to) === null }];
  });
}

/** What is sent: all that is decided then. The desk refuses names it does not know, as a newer one may have left. */
export function withChanges(base: PolicySettings, changes: readonly Change[]): PolicySettings {
  const settings = new Map(Object.entries(base).filter(([name]) => settingNamed(name) !== undefined));
  for (const { key, to } of changes) {
    const { name } = SETTINGS[key];
    if (to === null) settings.delete(name);
    else settings.set(name, to);
  }
  return Object.fromEntries(settings);
}

function same(a: SettingData, b: SettingData): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
