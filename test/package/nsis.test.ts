import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { installProperties } from '../../build/package/windows/targets-windows';
import { inRoot } from '../../build/setup/root';
import { startWindows, type Windows } from './support/wine';

const POLICY = 'HKLM\\Software\\Policies\\Deskside';
const DROP = 'HKLM\\Software\\Deskside\\Enrollment';
const RUN = 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';
const CLASS = 'Software\\Classes\\deskside';
const TOKEN = 'token-of-the-fleet-0002';
const UNKNOWN_OPTION = 87;
const NO_SUCH_FILE = 2;

const folder = mkdtempSync(path.join(tmpdir(), 'deskside-nsis-'));
const everybody = path.join(folder, 'everybody.exe');
const oneself = path.join(folder, 'oneself.exe');
const policyFile = path.join(folder, 'policy.ini');
/** Wine shows this machine's root folder as the Z: drive. */
const onZ = (file: string) => `Z:${file.replaceAll('/', '\\')}`;
let windows: Windows;

function compile(
  output: string,
  mode: 'all' | 'CurrentUser',
  target: string,
  ...more: readonly string[]
): void {
  const include = inRoot('build/package/windows/installer.nsh');
  const defines = { OUTPUT: output, MODE: mode, TARGET: target, INCLUDE: include };
  const flags = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
  const wrapper = inRoot('test/package/support/installer-wrapper.nsi');
  execFileSync('makensis', ['-V2', '-WX', ...flags, ...more, wrapper], { stdio: 'pipe' });
}

const PATIENCE = { timeout: 30_000, interval: 250 };
const setup = (...args: readonly string[]) => windows.run(everybody, '/S', ...args).code;

beforeAll(() => {
  compile(everybody, 'all', 'amd64-unicode');
  compile(oneself, 'CurrentUser', 'amd64-unicode');
  writeFileSync(
    policyFile,
    [
      '[Deskside]',
      'SERVER_URL=https://desk.example.org',
      'SITE=From the file',
      `ENROLL_TOKEN=${TOKEN}`,
      '',
    ].join('\r\n'),
  );
  windows = startWindows(folder);
});

afterAll(() => {
  windows.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('what Deskside adds to the NSIS installer', () => {
  it('compiles without a warning for 32 bits, as electron-builder does', () => {
    compile(path.join(folder, 'x86.exe'), 'all', 'x86-unicode');
    expect(existsSync(path.join(folder, 'x86.exe'))).toBe(true);
    expect(() => compile(path.join(folder, 'x.exe'), 'all', 'x86-unicode', '-X!warning "planted"')).toThrow(
      /planted/,
    );
  });

  it('knows the installer’s settings of the one table, and the token only by file', async () => {
    const source = readFileSync(inRoot('build/package/windows/installer.nsh'), 'utf8');
    const named = [...source.matchAll(/^ {2}!insertmacro \$\{MACRO\} (\w+)$/gm)].map(([, name]) => name);
    const table = await installProperties();
    const open = table.filter(({ secret }) => !secret).map(({ name }) => name);
    expect(new Set(named)).toEqual(new Set(open));
    expect(named).toHaveLength(open.length);
    expect(table.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(['ENROLL_TOKEN']);
  });

  it.each([
    ['an unknown one', ['/SERVER=https://desk.example.org'], UNKNOWN_OPTION],
    ['one without its slash', ['SITE=Berlin'], UNKNOWN_OPTION],
    ['one with two hyphens', ['--site=Berlin'], UNKNOWN_OPTION],
    ['the token', [`/ENROLL_TOKEN=${TOKEN}`], UNKNOWN_OPTION],
    ['another folder', ['/D=C:\\anywhere'], UNKNOWN_OPTION],
    ['an address that is none', ['/SERVER_URL=desk.example.org'], UNKNOWN_OPTION],
    ['a file that is not there', ['/POLICY=C:\\none.ini'], NO_SUCH_FILE],
    ['one behind a quote that nobody closed', ['/SITE=a" /EVIL'], UNKNOWN_OPTION],
  ])('refuses %s before anything is written', (_what, args, code) => {
    expect(setup(...args)).toBe(code);
    expect(windows.registry(POLICY)).toBeUndefined();
    expect(windows.registry(DROP)).toBeUndefined();
    expect(existsSync(path.join(windows.drive, 'Program Files/deskside'))).toBe(false);
  });

  it.each([
    ['a name nobody knows', ['[Deskside]', 'SERVER_URL=https://desk.example.org', 'SITES=Berlin']],
    ['a setting that no installer takes', ['[Deskside]', 'KEEP_DATA=1']],
    ['another section only', ['[Settings]', 'SITE=Berlin']],
    ['nothing', []],
  ])('refuses a file with %s', (_what, lines) => {
    const file = path.join(folder, 'wrong.ini');
    writeFileSync(file, lines.map((line) => `${line}\r\n`).join(''));
    expect(setup(`/POLICY=${onZ(file)}`)).toBe(UNKNOWN_OPTION);
    expect(windows.registry(POLICY)).toBeUndefined();
  });

  it('writes what was given, the command line before the file, and the token where it may be taken away', () => {
    const options = [
      '/SITE=Berlin Mitte',
      '/TAGS=front,till 2',
      '/CA_CERT_FILE=C:/ca/one.pem',
      '/AUTOSTART=1',
    ];
    expect(setup(...options, `/POLICY=${onZ(policyFile)}`)).toBe(0);
    expect(windows.registry(POLICY)).toEqual({
      SERVER_URL: 'https://desk.example.org',
      SITE: 'Berlin Mitte',
      TAGS: 'front,till 2',
      CA_CERT_FILE: 'C:/ca/one.pem',
      AUTOSTART: '1',
    });
    expect(windows.registry(DROP)).toEqual({ ENROLL_TOKEN: TOKEN });
    const program = '"C:\\Program Files\\deskside\\deskside.exe"';
    expect(windows.registry(RUN)).toMatchObject({ Deskside: `${program} --at-login` });
    expect(windows.registry(`HKLM\\${CLASS}\\shell\\open\\command`)).toEqual({
      '(Default)': `${program} -- "%1"`,
    });
  });

  it('lets people read the token and take it away, and nothing else', () => {
    const rights = windows.registry('HKLM\\Software\\DesksideTest')?.['Rights'];
    // Inherits nothing (P). Read, and set value: CC DC SW RP RC are the bits of 0x2001b.
    expect(rights).toBe('D:PAI(A;;KA;;;SY)(A;;KA;;;BA)(A;;CCDCSWRPRC;;;BU)');
  });

  it('keeps settings and token through an upgrade', () => {
    const uninstaller = 'C:\\Program Files\\deskside\\uninstall.exe';
    expect(windows.run(uninstaller, '/S', '--updated', '_?=C:\\Program Files\\deskside').code).toBe(0);
    expect(setup('--updated', '/SITE=Hamburg')).toBe(0);
    expect(windows.registry(POLICY)).toMatchObject({
      SERVER_URL: 'https://desk.example.org',
      SITE: 'Hamburg',
    });
    expect(windows.registry(DROP)).toEqual({ ENROLL_TOKEN: TOKEN });
  });

  it('takes everything along when it goes, save what Group Policy set itself', async () => {
    windows.run('reg', 'add', POLICY, '/v', 'ALLOW_QUIT', '/t', 'REG_DWORD', '/d', '0', '/f');
    const uninstaller = 'C:\\Program Files\\deskside\\uninstall.exe';
    expect(windows.run(uninstaller, '/S', '_?=C:\\Program Files\\deskside').code).toBe(0);
    // Behind a folder with a space Wine quotes the last argument: the uninstaller then goes on as a copy of itself.
    await vi.waitFor(() => expect(windows.registry(POLICY)).toEqual({ ALLOW_QUIT: '0x0' }), PATIENCE);
    await vi.waitFor(() => expect(windows.registry('HKLM\\Software\\Deskside')).toBeUndefined(), PATIENCE);
    expect(windows.registry(`HKLM\\${CLASS}`)).toBeUndefined();
    expect(windows.registry(RUN) ?? {}).not.toHaveProperty('Deskside');
  });
});

describe('installed by one person for themselves', () => {
  const place = () => path.join(windows.drive, 'users/root/AppData/Local/Programs/deskside');
  const data = () => path.join(windows.drive, 'users/root/AppData/Local/Deskside');
  const uninstall = () =>
    windows.run(
      'C:\\users\\root\\AppData\\Local\\Programs\\deskside\\uninstall.exe',
      '/S',
      '_?=C:\\users\\root\\AppData\\Local\\Programs\\deskside',
    ).code;

  it('decides nothing for others', () => {
    expect(windows.run(oneself, '/S', '/SITE=Berlin').code).toBe(UNKNOWN_OPTION);
    expect(windows.run(oneself, '/S').code).toBe(0);
    expect(existsSync(place())).toBe(true);
    expect(windows.registry(`HKCU\\${CLASS}`)).toMatchObject({ 'URL Protocol': '' });
    expect(windows.registry(`HKLM\\${CLASS}`)).toBeUndefined();
    expect(windows.registry(RUN) ?? {}).not.toHaveProperty('Deskside');
  });

  it('keeps this person’s data where policy says so, and removes it otherwise', () => {
    mkdirSync(data(), { recursive: true });
    writeFileSync(path.join(data(), 'identity.json'), '{}');
    windows.run('reg', 'add', POLICY, '/v', 'KEEP_DATA', '/t', 'REG_DWORD', '/d', '1', '/f');
    expect(uninstall()).toBe(0);
    expect(existsSync(path.join(data(), 'identity.json'))).toBe(true);
    windows.run('reg', 'delete', POLICY, '/v', 'KEEP_DATA', '/f');
    expect(uninstall()).toBe(0);
    expect(existsSync(data())).toBe(false);
    expect(windows.registry(`HKCU\\${CLASS}`)).toBeUndefined();
  });
});
