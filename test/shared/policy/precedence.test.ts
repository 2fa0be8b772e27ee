import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lockedBy, readSetting, resolve, type Given } from '../../../src/shared/policy/resolve';
import {
  SETTING_KEYS,
  SETTINGS,
  SOURCES,
  type SettingKey,
  type Source,
} from '../../../src/shared/policy/settings';
import { SAMPLES } from './samples';

const SUBSETS: readonly (readonly Source[])[] = Array.from({ length: 2 ** SOURCES.length }, (_, bits) =>
  SOURCES.filter((_source, at) => (bits & (1 << at)) !== 0),
);

/** Neighboring sources say different things, wherever a setting has two values that hold. */
function said(key: SettingKey, sources: readonly Source[]): Partial<Record<Source, Given>> {
  const { values } = SAMPLES[key];
  return Object.fromEntries(
    sources.map((source) => [
      source,
      { [SETTINGS[key].name]: values[SOURCES.indexOf(source) % values.length] },
    ]),
  );
}

const may = (key: SettingKey, source: Source) => (SETTINGS[key].from as readonly Source[]).includes(source);

describe('the strongest source that may decide a setting wins', () => {
  it.each(SETTING_KEYS)('%s, for every set of sources', (key) => {
    const { name, fallback } = SETTINGS[key];
    for (const sources of SUBSETS) {
      const given = said(key, sources);
      const { settings, origin, problems } = resolve(given);
      const winner = SOURCES.find((source) => sources.includes(source) && may(key, source));
      const about = sources.join('+') || 'nobody';
      expect(origin[key], about).toBe(winner ?? 'default');
      expect(settings[key], about).toEqual(winner === undefined ? fallback : given[winner]?.[name]);
      expect(problems.map((problem) => problem.source).toSorted(), about).toEqual(
        sources.filter((source) => !may(key, source)).toSorted(),
      );
      for (const problem of problems) expect(problem).toMatchObject({ name, code: 'not-from-here' });
      // Nobody else's setting moves.
      for (const other of SETTING_KEYS.filter((known) => known !== key))
        expect(origin[other]).toBe('default');
    }
  });

  it.each(SETTING_KEYS)(
    '%s falls to the next source where the strongest says something that does not hold',
    (key) => {
      const { name, floor } = SETTINGS[key] as { name: string; floor?: boolean };
      const [strongest, ...weaker] = SOURCES.filter((source) => may(key, source));
      if (strongest === undefined) throw new Error(`${key} can be decided by nobody`);
      const { settings, origin, problems } = resolve({
        ...said(key, weaker),
        [strongest]: { [name]: SAMPLES[key].wrong },
      });
      expect(origin[key]).toBe(weaker[0] ?? 'default');
      expect(problems).toEqual([
        { source: strongest, name, code: floor === true ? 'below-floor' : 'wrong-value' },
      ]);
      expect(settings[key]).not.toEqual(SAMPLES[key].wrong);
    },
  );

  it.each(SETTING_KEYS)('%s is locked for people by machine and desk, where it were theirs', (key) => {
    for (const source of SOURCES.filter((each) => may(key, each))) {
      const locked = lockedBy(resolve(said(key, [source, 'user'])), key);
      const outweighs = source === 'machine' || source === 'desk';
      expect(locked).toBe(may(key, 'user') && outweighs ? source : null);
    }
    expect(lockedBy(resolve({}), key)).toBeNull();
  });
});

describe('the floor', () => {
  const FLOOR = SETTING_KEYS.filter((key) => 'floor' in SETTINGS[key]);

  it('is attended only, with consent, with the indicator in sight', () => {
    expect(FLOOR).toEqual(['attendedOnly', 'requireConsent', 'showIndicator']);
  });

  it.each(FLOOR)('%s is lowered by no source and no form of no', (key) => {
    const lower = [false, 0, '0', 'false', 'no', [], {}, 'FALSE', -1];
    for (const value of lower) {
      const all = Object.fromEntries(SOURCES.map((source) => [source, { [SETTINGS[key].name]: value }]));
      expect(resolve(all).settings[key]).toBe(true);
      expect(resolve(all).problems).toHaveLength(SOURCES.length);
    }
  });
});

describe('the forms of files, registries and command lines', () => {
  it.each([
    ['autostart', '1', true],
    ['autostart', '0', false],
    ['autostart', 1, true],
    ['autostart', 0, false],
    ['autostart', 'true', true],
    ['autostart', 'false', false],
    ['tags', 'front, back ,,till 2', ['front', 'back', 'till 2']],
    ['checkHosts', 'mail.example.org,web.example.org:8443', ['mail.example.org', 'web.example.org:8443']],
    ['showIdentifiers', 'ssid,mac', ['ssid', 'mac']],
    ['serverUrl', 'https://DESK.example.org/', 'https://desk.example.org'],
  ] as const)('%s: %j', (key, raw, value) => {
    expect(readSetting(key, raw)).toEqual({ value });
  });

  it.each([
    ['autostart', 'yes'],
    ['autostart', 2],
    ['showIdentifiers', 'ssid,user'],
    ['serverUrl', 'https://desk.example.org/path'],
    ['serverUrl', 'https://user@desk.example.org'],
    ['serverUrl', 'file:///etc/passwd'],
    ['proxy', 'http://user:secret@proxy.example.org:3128'],
  ] as const)('%s: %j is none', (key, raw) => {
    expect(readSetting(key, raw)).toBeUndefined();
  });

  it.each([undefined, null, ''])('%j means that nothing was decided', (unset) => {
    for (const key of SETTING_KEYS) {
      const { origin, problems } = resolve({ machine: { [SETTINGS[key].name]: unset } });
      expect([origin[key], problems]).toEqual(['default', []]);
    }
  });
});

describe('whatever a source says', () => {
  const names = fc.oneof(fc.constantFrom(...SETTING_KEYS.map((key) => SETTINGS[key].name)), fc.string());
  const given = fc.dictionary(names, fc.jsonValue(), { maxKeys: 30 }) as fc.Arbitrary<Given>;
  const anything = fc.record(Object.fromEntries(SOURCES.map((source) => [source, given])), {
    requiredKeys: [],
  });

  it('every setting has a value that holds, and nothing is thrown', () => {
    fc.assert(
      fc.property(anything, (sources) => {
        const { settings, origin } = resolve(sources);
        for (const key of SETTING_KEYS) {
          if (origin[key] !== 'default')
            expect(readSetting(key, settings[key])).toEqual({ value: settings[key] });
          if ('floor' in SETTINGS[key]) expect(settings[key]).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('each name either decides, says nothing, or is reported once', () => {
    fc.assert(
      fc.property(given, (machine) => {
        const { origin, problems } = resolve({ machine });
        const deciding = SETTING_KEYS.filter((key) => origin[key] === 'machine').length;
        const unset = Object.values(machine).filter((raw) => raw === null || raw === '').length;
        expect(deciding + unset + problems.length).toBe(Object.keys(machine).length);
      }),
      { numRuns: 200 },
    );
  });

  it('the order of names and of sources does not matter', () => {
    const reversed = (of: Given = {}): Given => Object.fromEntries(Object.entries(of).toReversed());
    fc.assert(
      fc.property(anything, (sources) => {
        const other = Object.fromEntries(
          Object.entries(sources)
            .toReversed()
            .map(([source, of]) => [source, reversed(of)]),
        );
        const [one, two] = [resolve(sources), resolve(other)];
        expect(two.settings).toEqual(one.settings);
        expect(two.origin).toEqual(one.origin);
        expect(two.problems).toHaveLength(one.problems.length);
      }),
      { numRuns: 100 },
    );
  });
});
