import type { ShownSetting } from '../../shared/contract/ipc';
import { settingValue } from '../../shared/model/policy';
import type { Resolved } from '../../shared/policy/resolve';
import { SETTING_KEYS, SETTINGS, type SettingKey, type Source } from '../../shared/policy/settings';

/** Whether the person may decide this here and now: nobody stronger has. */
export function isEditable({ origin }: Resolved, key: SettingKey): boolean {
  const from: readonly Source[] = SETTINGS[key].from;
  return from.includes('user') && (origin[key] === 'user' || origin[key] === 'default');
}

/** The rows of the settings page; a secret has none. */
export function shownRows(resolved: Resolved): ShownSetting[] {
  return SETTING_KEYS.filter((key) => !('secret' in SETTINGS[key])).map((key) => ({
    key,
    value: settingValue.parse(resolved.settings[key]),
    origin: resolved.origin[key],
    editable: isEditable(resolved, key),
  }));
}
