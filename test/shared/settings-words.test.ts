import { describe, expect, it } from 'vitest';
import { SETTING_KEYS, SETTINGS } from '../../src/shared/policy/settings';
import { LANGUAGES } from '../../src/shared/words/language';
import { SETTING_GROUPS, settingsWords, settingWords } from '../../src/shared/words/settings';

describe('the words of settings', () => {
  it.each(SETTING_KEYS.flatMap((key) => LANGUAGES.map((language) => [key, language] as const)))(
    '%s has a name, one sentence and its choices in "%s"',
    (key, language) => {
      const { label, help, choices } = settingWords(language, key);
      expect(label).toMatch(/^\S.{1,38}\S$/);
      expect(help).toMatch(/^\S.{10,160}\.$/);
      const { kind } = SETTINGS[key];
      const of = kind.is === 'choice' || kind.is === 'list' ? kind.of : null;
      expect(choices === undefined ? null : Object.keys(choices).sort()).toEqual(
        of === null ? null : [...of].sort(),
      );
    },
  );

  it.each(LANGUAGES)('name no two settings alike in "%s"', (language) => {
    const labels = SETTING_KEYS.map((key) => settingWords(language, key).label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('are translated', () => {
    const german = settingsWords('de').settings;
    const same = SETTING_KEYS.filter((key) => german[key].help === settingsWords('en').settings[key].help);
    expect(same).toEqual([]);
  });

  it('stand in exactly one group each, the floor in one of its own', () => {
    expect(Object.values(SETTING_GROUPS).flat().sort()).toEqual([...SETTING_KEYS].sort());
    const floor = SETTING_KEYS.filter((key) => SETTINGS[key].floor === true);
    expect(SETTING_GROUPS.floor).toEqual(floor);
  });
});
