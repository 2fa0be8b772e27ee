import type { Language } from '../../words/language';
import { settingsWords, settingWords } from '../../words/settings';
import type { SettingKey } from '../settings';
import { ADMX_ATTRIBUTES, stringId } from './admx';
import { settingOf, TEMPLATE_GROUPS, TEMPLATE_KEYS } from './managed';
import { renderXml, xml, type Xml } from './xml';

/** The folders in which Windows looks for a template's texts. */
export const ADML_CULTURES = { en: 'en-US', de: 'de-DE' } as const satisfies Record<Language, string>;

interface TemplateWords {
  about: string;
  supported: string;
  value: (name: string) => string;
  listed: (values: string) => string;
  commas: string;
  atStart: string;
}

const WORDS: Readonly<Record<Language, TemplateWords>> = {
  en: {
    about: 'Settings of the Deskside agent for this computer',
    supported: 'Deskside 0.1 and later',
    value: (name) => `Registry value: ${name}`,
    listed: (values) => `Known entries: ${values}.`,
    commas: 'Several entries stand in one line with commas between them.',
    atStart: 'Takes effect when Deskside starts the next time.',
  },
  de: {
    about: 'Einstellungen des Deskside-Agenten für diesen Computer',
    supported: 'Deskside 0.1 und neuer',
    value: (name) => `Registrierungswert: ${name}`,
    listed: (values) => `Bekannte Einträge: ${values}.`,
    commas: 'Mehrere Einträge stehen in einer Zeile, durch Kommas getrennt.',
    atStart: 'Wirkt, sobald Deskside das nächste Mal startet.',
  },
};

/** The texts of the administrative template in one language. */
export function adml(language: Language): string {
  const words = settingsWords(language);
  const own = WORDS[language];
  const root = xml('policyDefinitionResources', ADMX_ATTRIBUTES, [
    xml('displayName', {}, 'Deskside'),
    xml('description', {}, own.about),
    xml('resources', {}, [
      xml('stringTable', {}, [
        string(stringId.supported, own.supported),
        string(stringId.root, 'Deskside'),
        ...TEMPLATE_GROUPS.map(({ group }) => string(stringId.category(group), words.groups[group])),
        ...TEMPLATE_KEYS.flatMap((key) => strings(language, key)),
      ]),
      xml(
        'presentationTable',
        {},
        TEMPLATE_KEYS.filter((key) => settingOf(key).kind.is !== 'switch').map((key) =>
          presentation(language, key),
        ),
      ),
    ]),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${renderXml(root)}`;
}

function string(id: string, content: string): Xml {
  return xml('string', { id }, content);
}

function strings(language: Language, key: SettingKey): Xml[] {
  const { name, kind } = settingOf(key);
  const { label, choices = {} } = settingWords(language, key);
  return [
    string(stringId.label(name), label),
    string(stringId.help(name), explanation(language, key)),
    ...(kind.is === 'choice' ? kind.of : []).map((value) =>
      string(stringId.choice(name, value), choices[value] ?? value),
    ),
  ];
}

function explanation(language: Language, key: SettingKey): string {
  const { name, kind, atStart } = settingOf(key);
  const own = WORDS[language];
  const { help, choices = {} } = settingWords(language, key);
  const known = Object.entries(choices).map(([value, words]) => `${value} (${words})`);
  return [
    help,
    ...(kind.is === 'list' ? [own.commas] : []),
    ...(kind.is === 'list' && kind.of !== null ? [own.listed(known.join(', '))] : []),
    ...(atStart === true ? [own.atStart] : []),
    own.value(name),
  ].join('\n\n');
}

function presentation(language: Language, key: SettingKey): Xml {
  const { name, kind } = settingOf(key);
  const { label } = settingWords(language, key);
  const control =
    kind.is === 'choice'
      ? xml('dropdownList', { refId: name, noSort: 'true', defaultItem: '0' }, label)
      : xml('textBox', { refId: name }, [xml('label', {}, label)]);
  return xml('presentation', { id: name }, [control]);
}
