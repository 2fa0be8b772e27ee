import { readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProgramOutcome } from '../../../src/main/diagnostics/run-program';
import { macosPolicy } from '../../../src/main/policy/macos-policy';
import { parseRegQuery } from '../../../src/main/policy/reg-query';
import { windowsPolicy, WINDOWS_POLICY } from '../../../src/main/policy/windows-policy';
import { resolve, type Given } from '../../../src/shared/policy/resolve';
import { FakeClock } from '../../support/fake-clock';
import { tempFolder } from '../support/temp-folder';

const POLICY = readFileSync(path.join(import.meta.dirname, 'fixtures/reg-query-policy.txt'), 'utf8');
const SYSTEM_ROOT = String.raw`C:\Windows`;

/** Programs that print what the test says, by the end of their name. */
function programs(prints: Record<string, string | ProgramOutcome>) {
  const lines: string[][] = [];
  const run = (program: string, args: readonly string[]): Promise<ProgramOutcome> => {
    lines.push([program, ...args]);
    const found = Object.entries(prints).find(([name]) => [program, ...args].join(' ').includes(name))?.[1];
    if (typeof found === 'object') return Promise.resolve(found);
    return Promise.resolve({ ok: true, output: found ?? '', exitCode: found === undefined ? 1 : 0 });
  };
  return { run, lines };
}

const windows = (prints: Record<string, string | ProgramOutcome>) => {
  const { run, lines } = programs(prints);
  return { policy: windowsPolicy(new FakeClock(), run, SYSTEM_ROOT), lines };
};

describe('the registry', () => {
  test('is read as reg.exe prints it: text, numbers, lists of several forms', async () => {
    const { policy, lines } = windows({ 'reg.exe': POLICY });
    const found = await policy.read();
    expect(found).toEqual({
      kind: 'given',
      given: {
        AUTOSTART: 1,
        CA_CERT_FILE: String.raw`C:\ProgramData\Example\ca.pem`,
        PROXY: '',
        SERVER_URL: 'https://desk.example.org',
        SHOW_IDENTIFIERS: ['mac', 'serial'],
        SITE: 'Werk 2    Halle  B',
        TAGS: 'finance,laptop',
        TRAY: 0,
        CHECK_HOSTS: ['mail.example.org', 'files.example.org:8443', 'intranet.example.org'],
      },
    });
    const { settings, problems } = resolve({ machine: found.kind === 'given' ? found.given : {} });
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      autostart: true,
      tray: false,
      proxy: 'system',
      tags: ['finance', 'laptop'],
      showIdentifiers: ['mac', 'serial'],
    });
    expect(lines).toEqual([
      [String.raw`C:\Windows\System32\reg.exe`, 'query', WINDOWS_POLICY, '/s', '/reg:64'],
    ]);
  });

  test('without the key there is no policy; with an empty one neither', async () => {
    expect(await windows({}).policy.read()).toEqual({ kind: 'none' });
    expect(await windows({ 'reg.exe': '\r\n' }).policy.read()).toEqual({ kind: 'none' });
  });

  test.for<[ProgramOutcome & { ok: false }]>([
    [{ ok: false, reason: 'deadline', detail: 'x' }],
    [{ ok: false, reason: 'program-missing', detail: 'x' }],
    [{ ok: false, reason: 'too-much-output', detail: 'x' }],
  ])('is broken where it cannot be asked: $reason', async ([outcome]) => {
    expect(await windows({ 'reg.exe': outcome }).policy.read()).toEqual({
      kind: 'broken',
      reason: outcome.reason,
    });
  });

  test('is broken, not gone, where its key is there and cannot be read', async () => {
    const listed = (rows: string) =>
      windowsPolicy(
        new FakeClock(),
        (_program, args) =>
          Promise.resolve(
            args.includes('/s')
              ? { ok: true as const, output: '', exitCode: 1 }
              : { ok: true as const, output: rows, exitCode: 0 },
          ),
        SYSTEM_ROOT,
      ).read();
    const key = String.raw`HKEY_LOCAL_MACHINE\Software\Policies`;
    expect(await listed(`\r\n${key}\\Adobe\r\n${key}\\Deskside\r\n`)).toMatchObject({ kind: 'broken' });
    expect(await listed(`\r\n${key}\\DesksideOther\r\n`)).toEqual({ kind: 'none' });
  });

  test('letters that the console does not have are asked for in UTF-8', async () => {
    const json = { values: { SITE: 'München', TRAY: 0 }, keys: { TAGS: { 1: 'ä', 2: 'b', 10: 'c' } } };
    const { policy, lines } = windows({
      'reg.exe': POLICY.replace('Werk', 'M\uFFFDnchen'),
      'powershell.exe': JSON.stringify(json),
    });
    const given: Given = { SITE: 'München', TRAY: 0, TAGS: ['ä', 'b', 'c'] };
    expect(await policy.read()).toEqual({ kind: 'given', given });
    expect(await policy.read()).toEqual({ kind: 'given', given });
    expect(lines.filter(([program]) => program?.includes('powershell'))).toHaveLength(1);
  });

  test('and taken as they came where that cannot be asked', async () => {
    const { policy } = windows({ 'reg.exe': POLICY.replace('Werk', 'W\uFFFDrk') });
    expect(await policy.read()).toMatchObject({ given: { SITE: 'W\uFFFDrk 2    Halle  B', TRAY: 0 } });
  });

  test('a default value, one of a strange type and a key beside it do no harm', () => {
    const text = [
      String.raw`HKEY_LOCAL_MACHINE\Software\Policies\Deskside`,
      '    (Standard)    REG_SZ    (Wert nicht festgelegt)',
      '    TRAY    REG_BINARY    00',
      String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\DesksideOther`,
      '    TRAY    REG_DWORD    0x0',
      String.raw`HKEY_LOCAL_MACHINE\Software\Policies\Deskside\TAGS`,
      '    1    REG_SZ    a',
    ].join('\r\n');
    const { values, keys } = parseRegQuery(text, WINDOWS_POLICY);
    expect(Object.fromEntries(values)).toEqual({ '(Standard)': '(Wert nicht festgelegt)', TRAY: '00' });
    expect([...keys.keys()]).toEqual(['TAGS']);
  });

  test('is looked at every five minutes', () => {
    const clock = new FakeClock();
    let looks = 0;
    const stop = windowsPolicy(clock, programs({}).run, SYSTEM_ROOT).watch(() => (looks += 1));
    clock.advance(10 * 60_000);
    expect(looks).toBe(2);
    stop();
    expect(clock.pending).toBe(0);
  });
});

describe('macOS preferences', () => {
  const plist = (body: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n${body}\n</plist>\n`;
  const MANAGED = plist(
    '<dict><key>HOTKEY</key><string>Alt+M</string><key>TRAY</key><false/><key>TAGS</key><array><string>a</string></array></dict>',
  );
  const BY_HAND = plist(
    '<dict><key>HOTKEY</key><string>Alt+H</string><key>SITE</key><string>Z&#252;rich</string></dict>',
  );

  async function read(prints: Record<string, string>, files = ['managed.plist', 'own.plist'], mode = 0o644) {
    const folder = path.join(await tempFolder(), 'Library');
    await mkdir(folder, { mode: 0o755 });
    const named = ['managed.plist', 'own.plist'].map((name) => path.join(folder, name));
    for (const file of named.filter((one) => files.includes(path.basename(one)))) {
      await writeFile(file, 'bplist00');
      await chmod(file, mode);
    }
    const { run, lines } = programs(prints);
    const trust = { owner: process.getuid?.() ?? 0, from: folder };
    return { found: await macosPolicy(new FakeClock(), run, named, trust).read(), lines };
  }

  test('what device management enforces decides over what was set by hand', async () => {
    const { found, lines } = await read({ 'managed.plist': MANAGED, 'own.plist': BY_HAND });
    expect(found).toMatchObject({ kind: 'given', given: { HOTKEY: 'Alt+M', TRAY: false, TAGS: ['a'] } });
    expect(lines[0]?.slice(0, -1)).toEqual(['/usr/bin/plutil', '-convert', 'xml1', '-o', '-', '--']);
  });

  test('without either there is no policy, and nothing is run', async () => {
    const { found, lines } = await read({}, []);
    expect(found).toEqual({ kind: 'none' });
    expect(lines).toEqual([]);
  });

  test.for<[string, Record<string, string>]>([
    ['plutil refuses it', { 'own.plist': BY_HAND }],
    ['it holds a list', { 'managed.plist': plist('<array/>'), 'own.plist': BY_HAND }],
    ['it holds nothing', { 'managed.plist': plist(''), 'own.plist': BY_HAND }],
  ])('one is broken where %s', async ([, prints]) => {
    expect((await read(prints)).found).toMatchObject({ kind: 'broken' });
  });

  test('one that others may write is broken, and nothing is run', async () => {
    const { found, lines } = await read({ 'managed.plist': MANAGED }, ['managed.plist'], 0o666);
    expect(found).toMatchObject({ kind: 'broken', reason: expect.stringContaining('anybody may write') });
    expect(lines).toEqual([]);
  });
});
