import { SETTING_GROUPS, type SettingGroup } from '../../words/settings';
import { SETTING_KEYS, SETTINGS, type Setting, type SettingKey } from '../settings';

/** A row of the table without the type of its value, for what is made from the whole table. */
export type AnySetting = Setting<unknown>;

export function settingOf(key: SettingKey): AnySetting {
  return SETTINGS[key];
}

/**
 * What a template offers: everything a machine may decide, save the floor, which nobody decides, and secrets, which
 * a template would spread to every computer that reads it.
 */
export const TEMPLATE_GROUPS: readonly { group: SettingGroup; keys: readonly SettingKey[] }[] =
  Object.entries(SETTING_GROUPS)
    .map(([group, keys]) => ({
      group: group as SettingGroup,
      keys: (keys as readonly SettingKey[]).filter((key) => {
        const { from, floor, secret } = settingOf(key);
        return from.includes('machine') && floor !== true && secret !== true;
      }),
    }))
    .filter(({ keys }) => keys.length > 0);

export const TEMPLATE_KEYS: readonly SettingKey[] = TEMPLATE_GROUPS.flatMap(({ keys }) => keys);

/** What an installer takes: the settings of the table marked so, by the name they have as a property. */
export const INSTALL_PROPERTIES: readonly { name: string; secret: boolean }[] = SETTING_KEYS.map(settingOf)
  .filter(({ install }) => install === true)
  .map(({ name, secret }) => ({ name, secret: secret === true }));

/** The longest text of a list whose entries stand in one line with commas between. */
const LIST_TEXT = 1023;

export function longestText({ kind }: AnySetting): number {
  if (kind.is === 'text') return kind.max;
  return kind.is === 'list' && kind.of !== null ? kind.of.join(',').length : LIST_TEXT;
}
