import { z } from 'zod';
import { IDENTIFIERS } from '../rules/redact/context';
import { LANGUAGES } from '../words/language';
import { hostList, hotkey, httpUrl, proxyRule, tagList, token } from './values';
import { line } from '../model/text';

/** Who may decide a setting, strongest first. `argument` is the command line of a development build. */
export const SOURCES = ['machine', 'desk', 'argument', 'user'] as const;
export type Source = (typeof SOURCES)[number];

/** How a value looks to people and to files: decides the control, the ADMX element, the profile's type. */
export type Kind =
  | { is: 'switch' }
  | { is: 'text'; max: number }
  | { is: 'choice'; of: readonly string[] }
  | { is: 'list'; of: readonly string[] | null; max: number };

export interface Setting<T = unknown> {
  /** The same everywhere: MSI property, registry value, JSON key, managed preference. */
  name: string;
  kind: Kind;
  value: z.ZodType<T>;
  fallback: T;
  from: readonly Source[];
  /** Given at the installer as well. */
  install?: true;
  /** Never shown, logged, cached or put on a page. */
  secret?: true;
  /** The one legal value: no source can lower it. */
  floor?: true;
  /** Takes effect with the next start; all others at once. */
  atStart?: true;
}

function setting<T>(definition: Setting<T>): Setting<T> {
  return definition;
}

const flag = (
  name: string,
  fallback: boolean,
  from: readonly Source[],
  more: Partial<Setting<boolean>> = {},
) => setting<boolean>({ name, kind: { is: 'switch' }, value: z.boolean(), fallback, from, ...more });
const choice = <const C extends string>(
  name: string,
  of: readonly [C, ...C[]],
  fallback: NoInfer<C>,
  from: readonly Source[],
  more: Partial<Setting<C>> = {},
) => setting<C>({ name, kind: { is: 'choice', of }, value: z.enum(of), fallback, from, ...more });
const words = <T>(
  name: string,
  max: number,
  value: z.ZodType<T>,
  fallback: T,
  from: readonly Source[],
  more: Partial<Setting<T>> = {},
) => setting<T>({ name, kind: { is: 'text', max }, value, fallback, from, ...more });
const floor = (name: string) =>
  setting<boolean>({
    name,
    kind: { is: 'switch' },
    value: z.literal(true),
    fallback: true,
    from: ['machine', 'desk'],
    floor: true,
  });

const INSTALL = { install: true } as const;
const MACHINE = ['machine', 'argument'] as const;
const MANAGED = ['machine', 'desk', 'argument'] as const;
const ANYBODY = ['machine', 'desk', 'argument', 'user'] as const;

/**
 * Every setting of the agent, once. ADMX and ADML, the macOS profile, the JSON schema, the settings page, the
 * desk's policy page, the installers' properties and the documentation are made from this table.
 */
export const SETTINGS = {
  serverUrl: words('SERVER_URL', 300, httpUrl.nullable(), null, MACHINE, { ...INSTALL, atStart: true }),
  enrollToken: words('ENROLL_TOKEN', 200, token.nullable(), null, MACHINE, {
    ...INSTALL,
    atStart: true,
    secret: true,
  }),
  site: words('SITE', 120, line(120), '', MACHINE, { ...INSTALL, atStart: true }),
  tags: setting<readonly string[]>({
    name: 'TAGS',
    kind: { is: 'list', of: null, max: 20 },
    value: tagList,
    fallback: [],
    from: MACHINE,
    ...INSTALL,
    atStart: true,
  }),
  autostart: flag('AUTOSTART', true, ANYBODY, INSTALL),
  tray: flag('TRAY', true, MANAGED, INSTALL),
  language: choice('LANGUAGE', ['system', ...LANGUAGES], 'system', ANYBODY, { ...INSTALL, atStart: true }),
  caCertFile: words('CA_CERT_FILE', 1000, line(1000).nullable(), null, MACHINE, {
    ...INSTALL,
    atStart: true,
  }),
  proxy: words('PROXY', 300, proxyRule, 'system', MACHINE, { ...INSTALL, atStart: true }),
  hotkey: words('HOTKEY', 60, hotkey, 'Control+Alt+H', ANYBODY),
  allowQuit: flag('ALLOW_QUIT', true, MANAGED),
  screenshots: flag('SCREENSHOTS', true, MANAGED),
  checkHosts: setting<readonly string[]>({
    name: 'CHECK_HOSTS',
    kind: { is: 'list', of: null, max: 15 },
    value: hostList,
    fallback: [],
    from: MANAGED,
  }),
  showIdentifiers: setting<readonly (typeof IDENTIFIERS)[number][]>({
    name: 'SHOW_IDENTIFIERS',
    kind: { is: 'list', of: IDENTIFIERS, max: IDENTIFIERS.length },
    value: z.array(z.enum(IDENTIFIERS)),
    fallback: [],
    from: MANAGED,
    atStart: true,
  }),
  updates: choice('UPDATES', ['automatic', 'off'], 'automatic', MANAGED),
  updateChannel: choice('UPDATE_CHANNEL', ['stable', 'preview'], 'stable', MANAGED),
  updateRing: choice('UPDATE_RING', ['auto', 'pilot', 'last'], 'auto', MANAGED),
  keepData: flag('KEEP_DATA', false, ['machine']),
  logLevel: choice('LOG_LEVEL', ['info', 'debug'], 'info', MANAGED, { atStart: true }),
  attendedOnly: floor('ATTENDED_ONLY'),
  requireConsent: floor('REQUIRE_CONSENT'),
  showIndicator: floor('SHOW_INDICATOR'),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = (typeof SETTINGS)[K] extends Setting<infer T> ? T : never;
export type Settings = { readonly [K in SettingKey]: SettingValue<K> };
export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

/** A setting by the name it has in files. */
export function settingNamed(name: string): SettingKey | undefined {
  return SETTING_KEYS.find((key) => SETTINGS[key].name === name);
}
