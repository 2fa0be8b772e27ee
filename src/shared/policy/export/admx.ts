import type { SettingKey } from '../settings';
import { longestText, settingOf, TEMPLATE_GROUPS } from './managed';
import { renderXml, xml, type Xml } from './xml';

/** Where Group Policy writes, and where the agent reads; the same values as the MSI's. */
export const POLICY_KEY = 'Software\\Policies\\Deskside';
export const ADMX_REVISION = '1.0';
export const ADMX_NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
const SCHEMA_VERSION = '1.0';
const SUPPORTED = 'SUPPORTED_DESKSIDE';

export const ADMX_ATTRIBUTES = {
  xmlns: ADMX_NAMESPACE,
  revision: ADMX_REVISION,
  schemaVersion: SCHEMA_VERSION,
} as const;

/** The ids of the texts, which the language files have to bring. */
export const stringId = {
  supported: SUPPORTED,
  root: 'CATEGORY_deskside',
  category: (group: string) => `CATEGORY_${group}`,
  label: (name: string) => name,
  help: (name: string) => `${name}_HELP`,
  choice: (name: string, value: string) => `${name}_${value}`,
};

const text = (id: string) => `$(string.${id})`;

/** Group Policy's administrative template: one policy a setting, in the groups of the settings page. */
export function admx(): string {
  const root = xml('policyDefinitions', ADMX_ATTRIBUTES, [
    xml('policyNamespaces', {}, [
      xml('target', { prefix: 'deskside', namespace: 'Deskside.Policies.Deskside' }),
    ]),
    xml('resources', { minRequiredRevision: ADMX_REVISION, fallbackCulture: 'en-US' }),
    xml('supportedOn', {}, [
      xml('definitions', {}, [xml('definition', { name: SUPPORTED, displayName: text(SUPPORTED) })]),
    ]),
    xml('categories', {}, categories()),
    xml(
      'policies',
      {},
      TEMPLATE_GROUPS.flatMap(({ group, keys }) => keys.map((key) => policy(group, key))),
    ),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${renderXml(root)}`;
}

function categories(): Xml[] {
  return [
    xml('category', { name: 'deskside', displayName: text(stringId.root) }),
    ...TEMPLATE_GROUPS.map(({ group }) =>
      xml('category', { name: group, displayName: text(stringId.category(group)) }, [
        xml('parentCategory', { ref: 'deskside' }),
      ]),
    ),
  ];
}

function policy(group: string, key: SettingKey): Xml {
  const { name, kind } = settingOf(key);
  const isSwitch = kind.is === 'switch';
  return xml(
    'policy',
    {
      name,
      class: 'Machine',
      displayName: text(stringId.label(name)),
      explainText: text(stringId.help(name)),
      ...(isSwitch ? {} : { presentation: `$(presentation.${name})` }),
      key: POLICY_KEY,
      ...(isSwitch ? { valueName: name } : {}),
    },
    [
      xml('parentCategory', { ref: group }),
      xml('supportedOn', { ref: SUPPORTED }),
      ...(isSwitch
        ? [decimal('enabledValue', '1'), decimal('disabledValue', '0')]
        : [xml('elements', {}, [element(key)])]),
    ],
  );
}

function decimal(name: string, value: string): Xml {
  return xml(name, {}, [xml('decimal', { value })]);
}

function element(key: SettingKey): Xml {
  const setting = settingOf(key);
  const { name, kind } = setting;
  if (kind.is !== 'choice') {
    return xml('text', {
      id: name,
      valueName: name,
      required: 'true',
      maxLength: String(longestText(setting)),
    });
  }
  return xml(
    'enum',
    { id: name, valueName: name, required: 'true' },
    kind.of.map((value) =>
      xml('item', { displayName: text(stringId.choice(name, value)) }, [
        xml('value', {}, [xml('string', {}, value)]),
      ]),
    ),
  );
}
