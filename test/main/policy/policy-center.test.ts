import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { lockedBy, resolve } from '../../../src/shared/policy/resolve';
import {
  SETTING_KEYS,
  SETTINGS,
  SOURCES,
  type SettingKey,
  type Source,
} from '../../../src/shared/policy/settings';
import { tempFolder } from '../support/temp-folder';
import { machineWith, openCenter, signed } from './policy-parts';

/** Of each setting two values as files hold them, none of them its default. */
const VALUES: Record<SettingKey, readonly [unknown, unknown]> = {
  serverUrl: ['https://one.example.org', 'https://two.example.org'],
  enrollToken: ['one-one-one-one', 'two-two-two-two'],
  site: ['One', 'Two'],
  tags: [['one'], ['two']],
  autostart: [false, false],
  tray: [false, false],
  language: ['en', 'de'],
  caCertFile: ['/one.pem', '/two.pem'],
  proxy: ['direct', 'http://proxy.example.org:3128'],
  hotkey: ['Control+Alt+1', 'Control+Alt+2'],
  allowQuit: [false, false],
  screenshots: [false, false],
  checkHosts: [['one.example.org'], ['two.example.org']],
  showIdentifiers: [['mac'], ['serial']],
  updates: ['off', 'off'],
  updateChannel: ['preview', 'preview'],
  updateRing: ['pilot', 'last'],
  keepData: [true, true],
  logLevel: ['debug', 'debug'],
  attendedOnly: [false, 'no'],
  requireConsent: [false, 'no'],
  showIndicator: [false, 'no'],
};
const WEAKER: Record<Source, readonly Source[]> = {
  machine: ['desk', 'argument', 'user'],
  desk: ['argument', 'user'],
  argument: ['user'],
  user: [],
};

let folder: string;
beforeEach(async () => {
  folder = await tempFolder();
});
const inFolder = (name: string) => path.join(folder, name);

/** A center that is told this by each of these sources, as each of them really tells. */
async function told(said: Partial<Record<Source, Record<string, unknown>>>) {
  if (said.user) await writeFile(inFolder('settings.json'), JSON.stringify(said.user));
  const opened = await openCenter(folder, {
    machine: machineWith(said.machine ?? null),
    argument: said.argument ?? {},
  });
  if (said.desk) await opened.center.heard(signed(said.desk));
  return opened;
}

describe('every setting from every source', () => {
  const cases = SETTING_KEYS.flatMap((key) => SOURCES.map((source) => [key, source] as const));

  test.for(cases)('%s by %s', async ([key, source]) => {
    const { name, from, fallback } = SETTINGS[key];
    const [value, other] = VALUES[key];
    const weaker = Object.fromEntries(WEAKER[source].map((weak) => [weak, { [name]: other }]));
    const { center } = await told({ ...weaker, [source]: { [name]: value } });
    const sources: readonly Source[] = from;
    const problems = center.report().problems.filter((entry) => entry.source === source);

    if ('floor' in SETTINGS[key]) {
      expect(center.settings[key]).toBe(true);
      expect(problems).toEqual([
        { source, name, code: sources.includes(source) ? 'below-floor' : 'not-from-here' },
      ]);
    } else if (sources.includes(source)) {
      expect(center.settings[key]).toEqual(value);
      expect(problems).toEqual([]);
    } else {
      const next = WEAKER[source].some((weak) => sources.includes(weak));
      expect(center.settings[key]).toEqual(next ? other : fallback);
      expect(problems).toEqual([{ source, name, code: 'not-from-here' }]);
    }
  });

  test('what the person may not decide is named, and changes nothing', async () => {
    const { center } = await told({
      user: { ALLOW_QUIT: false, NOT_ONE: 1, SERVER_URL: 'https://x.example.org' },
    });
    expect(center.settings).toEqual(resolve({}).settings);
    expect(center.report().problems).toEqual([
      { source: 'user', name: 'ALLOW_QUIT', code: 'not-from-here' },
      { source: 'user', name: 'NOT_ONE', code: 'unknown-setting' },
      { source: 'user', name: 'SERVER_URL', code: 'not-from-here' },
    ]);
  });

  test('no page, log or copy on the disk ever holds the token', async () => {
    const token = 'Token-that-nobody-may-see';
    const { center, log } = await told({ machine: { ENROLL_TOKEN: token, TRAY: false } });
    expect(center.settings.enrollToken).toBe(token);
    const kept = await readFile(inFolder('machine-policy.json'), 'utf8');
    expect(kept).toContain('TRAY');
    expect(JSON.stringify([center.shown(), center.report(), log.lines, kept])).not.toContain(token);
  });
});

describe('what the person changes', () => {
  test('is in force at once and after a restart', async () => {
    const { center } = await told({});
    const seen: (readonly SettingKey[])[] = [];
    center.onChange((changed) => seen.push(changed));
    expect(await center.change('hotkey', 'Control+Alt+9')).toEqual({ ok: true, value: undefined });
    expect(seen).toEqual([['hotkey']]);
    const { center: again } = await openCenter(folder);
    expect(again.settings.hotkey).toBe('Control+Alt+9');
    await again.change('hotkey', null);
    expect((await openCenter(folder)).center.settings.hotkey).toBe('Control+Alt+H');
  });

  test.for<['machine' | 'desk']>([['machine'], ['desk']])('gives way to the %s', async ([source]) => {
    const { center } = await told({ user: { HOTKEY: 'Alt+U' }, [source]: { HOTKEY: 'Alt+P' } });
    expect(center.settings.hotkey).toBe('Alt+P');
    expect(center.shown().settings.find((row) => row.key === 'hotkey')).toEqual({
      key: 'hotkey',
      value: 'Alt+P',
      origin: source,
      editable: false,
    });
    expect(await center.change('hotkey', 'none')).toMatchObject({ fault: { code: 'policy-refused' } });
    expect(JSON.parse(await readFile(inFolder('settings.json'), 'utf8'))).toEqual({ HOTKEY: 'Alt+U' });
  });

  test.for<[SettingKey, string | boolean | null, string]>([
    ['allowQuit', false, 'policy-refused'],
    ['serverUrl', 'https://x.example.org', 'policy-refused'],
    ['showIndicator', false, 'policy-refused'],
    ['showIndicator', null, 'policy-refused'],
    ['hotkey', 'rm -rf', 'invalid-input'],
    ['language', 'fr', 'invalid-input'],
  ])('is refused: %s', async ([key, value, code]) => {
    const { center } = await told({});
    expect(await center.change(key, value)).toMatchObject({ ok: false, fault: { code } });
    expect(center.settings).toEqual(resolve({}).settings);
  });

  test('is not in force where the disk does not take it', async () => {
    const { center } = await told({});
    const fault = { code: 'disk-full' } as const;
    const failing = {
      load: () => Promise.resolve(null),
      save: () => Promise.resolve({ ok: false as const, fault }),
    };
    const files = { user: failing, desk: failing, machine: failing };
    const { center: full } = await openCenter(folder, { files });
    expect(await full.change('hotkey', 'none')).toEqual({ ok: false, fault });
    expect(full.settings.hotkey).toBe(center.settings.hotkey);
  });

  test('two at the same time are both kept', async () => {
    const { center } = await told({});
    await Promise.all([center.change('hotkey', 'none'), center.change('language', 'de')]);
    const kept: unknown = JSON.parse(await readFile(inFolder('settings.json'), 'utf8'));
    expect(kept).toEqual({ HOTKEY: 'none', LANGUAGE: 'de' });
  });

  test('a setting is locked exactly where somebody stronger decides it', () => {
    const resolved = resolve({ machine: { HOTKEY: 'none' }, desk: { LANGUAGE: 'de', ALLOW_QUIT: false } });
    expect(SETTING_KEYS.filter((key) => lockedBy(resolved, key) !== null)).toEqual(['language', 'hotkey']);
  });
});

describe('a machine policy that cannot be used', () => {
  const GOOD = { HOTKEY: 'Alt+G', SERVER_URL: 'https://desk.example.org', ENROLL_TOKEN: 'good-good-good' };

  test('leaves the last good one in force, and says so', async () => {
    const machine = machineWith(GOOD);
    const { center, log } = await openCenter(folder, { machine });
    let news = 0;
    center.onChange(() => (news += 1));
    machine.found = { kind: 'broken', reason: 'no JSON object' };
    await center.look();
    expect(center.settings).toMatchObject({ hotkey: 'Alt+G', serverUrl: 'https://desk.example.org' });
    expect(center.isBroken).toBe(true);
    expect(center.report().machine).toBe('broken');
    expect(center.shown().broken).toEqual(['machine']);
    expect(news).toBe(1);
    await center.look();
    expect(news).toBe(1);
    expect(log.lines.filter((line) => line.event === 'policy.broken')).toHaveLength(1);
    machine.found = { kind: 'given', given: { HOTKEY: 'none' } };
    await center.look();
    expect(center.settings.hotkey).toBe('none');
    expect(center.report().machine).toBe('applied');
  });

  test('is replaced after a restart by what was kept of it: never where to turn to, never a token', async () => {
    await openCenter(folder, { machine: machineWith({ ...GOOD, PROXY: 'direct', CA_CERT_FILE: '/ca.pem' }) });
    const machine = machineWith(null);
    machine.found = { kind: 'broken', reason: 'x' };
    const { center } = await openCenter(folder, { machine });
    expect(center.settings).toMatchObject({
      hotkey: 'Alt+G',
      serverUrl: null,
      enrollToken: null,
      proxy: 'system',
      caCertFile: null,
    });
    expect(await center.change('hotkey', 'none')).toMatchObject({ fault: { code: 'policy-refused' } });
  });

  test('a copy that was tampered with decides nothing while the policy can be read, and nothing dear otherwise', async () => {
    const copy = { HOTKEY: 'Alt+E', SERVER_URL: 'https://evil.example.org', SHOW_INDICATOR: false };
    await writeFile(inFolder('machine-policy.json'), JSON.stringify(copy));
    const { center } = await openCenter(folder, { machine: machineWith({ TRAY: false }) });
    expect(center.settings).toMatchObject({ hotkey: 'Control+Alt+H', tray: false });
    await writeFile(inFolder('machine-policy.json'), JSON.stringify(copy));
    const machine = machineWith(null);
    machine.found = { kind: 'broken', reason: 'x' };
    const { center: broken } = await openCenter(folder, { machine });
    expect(broken.settings).toMatchObject({ hotkey: 'Alt+E', serverUrl: null, showIndicator: true });
  });

  test('one wrong value leaves the last good one of this setting, and all others new', async () => {
    const machine = machineWith({ HOTKEY: 'Alt+G', TRAY: true });
    const { center } = await openCenter(folder, { machine });
    machine.found = { kind: 'given', given: { HOTKEY: 'H', TRAY: false } };
    await center.look();
    expect(center.settings).toMatchObject({ hotkey: 'Alt+G', tray: false });
    expect(center.report()).toMatchObject({
      machine: 'applied',
      problems: [{ source: 'machine', name: 'HOTKEY', code: 'wrong-value' }],
    });
    await center.look();
    expect(center.settings.hotkey).toBe('Alt+G');
    for (const restart of ['first', 'second']) {
      const { center: again } = await openCenter(folder, { machine });
      expect(again.settings, restart).toMatchObject({ hotkey: 'Alt+G', tray: false });
      expect(await again.change('hotkey', 'none')).toMatchObject({ fault: { code: 'policy-refused' } });
    }
  });

  test('a policy that was taken away is no longer in force, nor is its copy', async () => {
    const machine = machineWith(GOOD);
    const { center } = await openCenter(folder, { machine });
    machine.found = { kind: 'none' };
    await center.look();
    expect(center.settings).toEqual(resolve({}).settings);
    expect(JSON.parse(await readFile(inFolder('machine-policy.json'), 'utf8'))).toEqual({});
  });

  test('says no more of it than the inventory can hold', async () => {
    const given = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`${'X'.repeat(99)}${index}`, 1]),
    );
    const { center } = await openCenter(folder, { machine: machineWith(given) });
    const { problems } = center.report();
    expect(problems).toHaveLength(30);
    expect(Math.max(...problems.map(({ name }) => name.length))).toBe(60);
  });
});
