import { SETTING_GROUPS, settingsWords, settingWords } from '../../words/settings';
import { SOURCES, type SettingKey } from '../settings';
import { INSTALLATION } from './installation';
import { settingOf } from './managed';

const HEAD = `# Settings and policy

This page is made from the table of settings in \`src/shared/policy/settings.ts\` by \`npm run policy-files\`, as are the files in \`build/policy/out\`. Change the table, not the page.

A setting has the same name everywhere: MSI property, registry value, key in \`policy.json\`, key of the macOS profile.

| system  | machine policy                                                                                                     | template                                                            |
| ------- | ------------------------------------------------------------------------------------------------------------------ | ------------------------------------------------------------------- |
| Linux   | \`/etc/deskside/policy.json\`, owned by root and writable by root alone, as its folders are                          | \`policy.schema.json\` (JSON Schema 2020-12)                          |
| Windows | \`HKEY_LOCAL_MACHINE\\Software\\Policies\\Deskside\`                                                                    | \`Deskside.admx\` with \`en-US\\Deskside.adml\` and \`de-DE\\Deskside.adml\` |
| macOS   | \`/Library/Managed Preferences/org.deskside.agent.plist\`, below it \`/Library/Preferences/org.deskside.agent.plist\` | \`Deskside.mobileconfig\`                                             |

**Who wins**: machine policy, then the desk’s policy, then the person’s own choice, then the default. A source that may not decide a setting is ignored there and named as a problem in tray and inventory, as is a value that does not hold; everything else the source says holds. A person’s own choice is kept while a policy outweighs it.

**Forms**: a switch is \`true\` or \`false\` in JSON, \`<true/>\` or \`<false/>\` in a profile, and the number or text \`1\` or \`0\` in the registry and at an installer. A list is an array in JSON and profiles, and one text with commas between in the registry and at an installer. Nothing, \`null\` and empty text mean: not decided.

The templates leave out \`ENROLL_TOKEN\`, which admits a computer once and has no business on all of them afterwards, and the floor, which has one legal value.
`;

/** docs/policy.md: every setting with its values, its default and who may decide it. */
export function policyDocument(): string {
  const words = settingsWords('en');
  const groups = Object.entries(SETTING_GROUPS).map(([group, keys]) =>
    [
      `## ${words.groups[group as keyof typeof SETTING_GROUPS]}`,
      '',
      ...(group === 'floor'
        ? ['No source can lower these: another value than `true` is ignored and named as a problem.', '']
        : []),
      '| setting | values | default | decided by | what it does |',
      '| --- | --- | --- | --- | --- |',
      ...(keys as readonly SettingKey[]).map(row),
    ].join('\n'),
  );
  return `${[HEAD, ...groups, INSTALLATION].join('\n')}\n`;
}

function row(key: SettingKey): string {
  const { name, from, install, atStart } = settingOf(key);
  const { label, help } = settingWords('en', key);
  const notes = [
    ...(install === true ? ['Given at installation as well.'] : []),
    ...(atStart === true ? ['Takes effect with the next start.'] : []),
  ];
  return `| \`${[
    `${name}\``,
    values(key),
    fallback(key),
    SOURCES.filter((source) => source !== 'argument' && from.includes(source)).join(', '),
    [`**${label}**.`, help, ...notes].join(' '),
  ].join(' | ')} |`;
}

function values(key: SettingKey): string {
  const { kind, floor } = settingOf(key);
  const code = (known: readonly string[]) => known.map((value) => `\`${value}\``).join(', ');
  switch (kind.is) {
    case 'switch':
      return floor === true ? '`true`' : '`true`, `false`';
    case 'text':
      return `text up to ${kind.max} characters`;
    case 'choice':
      return code(kind.of);
    case 'list':
      return kind.of === null ? `list of up to ${kind.max}` : `list of ${code(kind.of)}`;
  }
}

function fallback(key: SettingKey): string {
  const value = settingOf(key).fallback;
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return empty ? '–' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
