import {
  SETTING_KEYS,
  SETTINGS,
  SOURCES,
  settingNamed,
  type SettingKey,
  type Settings,
  type Source,
} from './settings';

/** What one source says, by the names settings have in files. Nothing of it is trusted yet. */
export type Given = Readonly<Record<string, unknown>>;

export const PROBLEM_CODES = ['unknown-setting', 'wrong-value', 'not-from-here', 'below-floor'] as const;

/** Something a source said that does not hold; everything else it said does. */
export interface PolicyProblem {
  source: Source;
  name: string;
  code: (typeof PROBLEM_CODES)[number];
}

export type Origin = Source | 'default';

export interface Resolved {
  settings: Settings;
  /** Whose value each setting has. */
  origin: Readonly<Record<SettingKey, Origin>>;
  problems: readonly PolicyProblem[];
}

/** The value of a setting out of a file, a registry or a command line; undefined where it is none. */
export function readSetting(key: SettingKey, raw: unknown): { value: unknown } | undefined {
  const { kind, value } = SETTINGS[key];
  const parsed = value.safeParse(plain(kind.is, raw));
  return parsed.success ? { value: parsed.data } : undefined;
}

/** Registries and command lines know text only. */
function plain(kind: 'switch' | 'text' | 'choice' | 'list', raw: unknown): unknown {
  if (kind === 'list' && typeof raw === 'string') {
    return raw.split(',').flatMap((entry) => entry.trim() || []);
  }
  if (kind !== 'switch') return raw;
  if (raw === 1 || raw === '1' || raw === 'true') return true;
  return raw === 0 || raw === '0' || raw === 'false' ? false : raw;
}

/** An installer's property that was not given arrives as empty text. */
function isUnset(raw: unknown): boolean {
  return raw === undefined || raw === null || raw === '';
}

/** Which value each setting has: the strongest source that may decide it and says something that holds. */
export function resolve(given: Readonly<Partial<Record<Source, Given>>>): Resolved {
  const settings: Record<string, unknown> = {};
  const origin: Record<string, Origin> = {};
  const problems: PolicyProblem[] = [];
  for (const key of SETTING_KEYS) {
    settings[key] = SETTINGS[key].fallback;
    origin[key] = 'default';
  }
  // Weakest first, so that a stronger one replaces what was there.
  for (const source of SOURCES.toReversed()) {
    for (const [name, raw] of Object.entries(given[source] ?? {})) {
      if (isUnset(raw)) continue;
      const read = readFrom(source, name, raw);
      if ('code' in read) {
        problems.push({ source, name: name.slice(0, 60), code: read.code });
      } else {
        settings[read.key] = read.value;
        origin[read.key] = source;
      }
    }
  }
  return { settings: settings as unknown as Settings, origin: origin as Resolved['origin'], problems };
}

function readFrom(
  source: Source,
  name: string,
  raw: unknown,
): { key: SettingKey; value: unknown } | { code: PolicyProblem['code'] } {
  const key = settingNamed(name);
  if (key === undefined) return { code: 'unknown-setting' };
  const { from, floor } = SETTINGS[key];
  if (!from.includes(source)) return { code: 'not-from-here' };
  const read = readSetting(key, raw);
  if (read === undefined) return { code: floor === true ? 'below-floor' : 'wrong-value' };
  return { key, value: read.value };
}

/** Who keeps the person from deciding this; null where they may, or where nobody but IT ever could. */
export function lockedBy(resolved: Resolved, key: SettingKey): 'machine' | 'desk' | null {
  const origin = resolved.origin[key];
  const mayUser = SETTINGS[key].from.some((source) => source === 'user');
  return mayUser && (origin === 'machine' || origin === 'desk') ? origin : null;
}
