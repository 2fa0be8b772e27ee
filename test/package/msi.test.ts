import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign, verifySignature } from '../../build/package/windows/sign';
import { installProperties, WINDOWS_TARGETS } from '../../build/package/windows/targets-windows';
import { standInProgram } from './support/stand-in-program';
import { startWindows, type Outcome, type Windows } from './support/wine';

const POLICY = 'HKLM\\Software\\Policies\\Deskside';
const DROP = 'HKLM\\Software\\Deskside\\Enrollment';
const RUN = 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';
const CLASS = 'HKLM\\Software\\Classes\\deskside';
const UNINSTALL = 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const TOKEN = 'token-of-the-fleet-0001';
/** Wine hands on the lower eight bits: 1603 ("fatal error during installation") arrives as 67. */
const FAILED = 1603 & 0xff;

const folder = mkdtempSync(path.join(tmpdir(), 'deskside-msi-'));
const msi = (version: string) => path.join(folder, `Deskside-${version}-x64.msi`);
let windows: Windows;
let logs = 0;

beforeAll(async () => {
  const target = WINDOWS_TARGETS.find(({ name }) => name === 'msi');
  for (const version of ['0.1.0', '0.2.0']) {
    const unpacked = await standInProgram(folder, version);
    await target?.make({
      version,
      out: folder,
      work: folder,
      epoch: 1_700_000_000,
      unpacked: () => Promise.resolve(unpacked),
      build: () => Promise.reject(new Error('an MSI is not made by electron-builder')),
    });
  }
  windows = startWindows(folder);
});

afterAll(() => {
  windows.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Silently, with everything logged that can be. */
function msiexec(...args: readonly string[]): Outcome {
  return windows.run('msiexec', ...args, '/qn', '/l*v', path.join(folder, `log-${++logs}.txt`));
}

const installed = () =>
  globSync('**/*', { cwd: path.join(windows.drive, 'Program Files/Deskside') })
    .filter((name) => name.includes('.'))
    .toSorted();

function tableOf(file: string, table: string): string[][] {
  // What lies in a table as a file is written beside it.
  const text = execFileSync('msiinfo', ['export', file, table], { cwd: folder, encoding: 'utf8' });
  return text
    .split(/\r?\n/)
    .slice(3)
    .filter((row) => row !== '')
    .map((row) => row.split('\t'));
}

describe('an MSI, pushed silently', () => {
  it('installs program, settings, autostart, protocol, menu entry', () => {
    const properties = [
      'SERVER_URL=https://desk.example.org',
      'SITE=Berlin Mitte',
      'TAGS=front,till 2',
      'AUTOSTART=1',
    ];
    expect(msiexec('/i', msi('0.1.0'), ...properties, `ENROLL_TOKEN=${TOKEN}`)).toMatchObject({ code: 0 });
    expect(installed()).toEqual(['deskside.exe', 'only-in-0.1.0.txt', 'resources/app.asar']);
    expect(windows.registry(POLICY)).toEqual({
      SERVER_URL: 'https://desk.example.org',
      SITE: 'Berlin Mitte',
      TAGS: 'front,till 2',
      AUTOSTART: '1',
    });
    expect(windows.registry(DROP)).toEqual({ ENROLL_TOKEN: TOKEN });
    const program = '"C:\\Program Files\\Deskside\\deskside.exe"';
    expect(windows.registry(RUN)).toMatchObject({ Deskside: `${program} --at-login` });
    expect(windows.registry(CLASS)).toMatchObject({ 'URL Protocol': '' });
    expect(windows.registry(`${CLASS}\\shell\\open\\command`)).toEqual({ '(Default)': `${program} -- "%1"` });
    expect(globSync('**/Start Menu/**/Deskside.lnk', { cwd: windows.drive })).toHaveLength(1);
  });

  it('is listed among the programs without the token', () => {
    const { said } = windows.run('reg', 'query', UNINSTALL, '/s');
    expect(said).toContain('Deskside');
    expect(said).not.toContain(TOKEN);
  });

  it('keeps every setting through an upgrade that names none, and takes the one it names', () => {
    windows.run('reg', 'add', POLICY, '/v', 'TRAY', '/t', 'REG_DWORD', '/d', '0', '/f');
    expect(msiexec('/i', msi('0.2.0'), 'SITE=Hamburg')).toMatchObject({ code: 0 });
    expect(installed()).toEqual(['deskside.exe', 'only-in-0.2.0.txt', 'resources/app.asar']);
    expect(readFileSync(path.join(windows.drive, 'Program Files/Deskside/resources/app.asar'), 'utf8')).toBe(
      'code of 0.2.0',
    );
    expect(windows.registry(POLICY)).toEqual({
      SERVER_URL: 'https://desk.example.org',
      SITE: 'Hamburg',
      TAGS: 'front,till 2',
      AUTOSTART: '1',
      TRAY: '0x0',
    });
    // Nobody had logged in yet: the token still waits for the first agent.
    expect(windows.registry(DROP)).toEqual({ ENROLL_TOKEN: TOKEN });
    expect(windows.run('reg', 'query', UNINSTALL, '/s').said.match(/DisplayName .*Deskside/g)).toHaveLength(
      1,
    );
  });

  it('refuses to go back to the version before', () => {
    expect(msiexec('/i', msi('0.1.0'), `ENROLL_TOKEN=${TOKEN}`)).toMatchObject({ code: FAILED });
    expect(installed()).toContain('only-in-0.2.0.txt');
  });

  it('repairs what was deleted, and brings back no token that was used', () => {
    windows.run('reg', 'delete', DROP, '/v', 'ENROLL_TOKEN', '/f');
    windows.run('reg', 'delete', RUN, '/v', 'Deskside', '/f');
    windows.run('reg', 'delete', POLICY, '/v', 'TAGS', '/f');
    rmSync(path.join(windows.drive, 'Program Files/Deskside/resources/app.asar'));
    expect(msiexec('/i', msi('0.2.0'), 'REINSTALL=ALL', 'REINSTALLMODE=amus')).toMatchObject({ code: 0 });
    expect(installed()).toContain('resources/app.asar');
    expect(windows.registry(RUN)).toHaveProperty('Deskside');
    expect(windows.registry(POLICY)).toMatchObject({
      SERVER_URL: 'https://desk.example.org',
      SITE: 'Hamburg',
    });
    // What IT took away stays away: it is read from the registry, not from the package.
    expect(windows.registry(POLICY)).not.toHaveProperty('TAGS');
    expect(windows.registry(DROP) ?? {}).toEqual({});
  });

  it('leaves nothing when it is removed', () => {
    expect(msiexec('/x', msi('0.2.0'))).toMatchObject({ code: 0 });
    expect(existsSync(path.join(windows.drive, 'Program Files/Deskside'))).toBe(false);
    for (const key of [POLICY, DROP, CLASS, 'HKLM\\Software\\Deskside'])
      expect(windows.registry(key)).toBeUndefined();
    expect(windows.registry(RUN) ?? {}).not.toHaveProperty('Deskside');
    expect(windows.run('reg', 'query', UNINSTALL, '/s').said).not.toContain('Deskside');
    expect(globSync('**/Deskside.lnk', { cwd: windows.drive })).toEqual([]);
  });

  it('says at once that an address is none', () => {
    const refused = msiexec('/i', msi('0.1.0'), 'SERVER_URL=desk.example.org', `ENROLL_TOKEN=${TOKEN}`);
    expect(refused).toMatchObject({ code: FAILED });
    expect(refused.said).not.toContain(TOKEN);
    expect(installed()).toEqual([]);
    expect(windows.registry(DROP)).toBeUndefined();
  });

  it('has the token in no log', () => {
    const files = globSync('log-*.txt', { cwd: folder }).map((name) => readFileSync(path.join(folder, name)));
    expect(files).toHaveLength(logs);
    expect(files.some((file) => file.includes('SERVER_URL'))).toBe(true);
    for (const file of files) {
      expect(file.toString('latin1')).not.toContain(TOKEN);
      expect(file.toString('utf16le')).not.toContain(TOKEN);
    }
  });
});

// What Wine leaves undone, Windows reads in these tables.
describe('the tables of the MSI', () => {
  const properties = () => Object.fromEntries(tableOf(msi('0.1.0'), 'Property')) as Record<string, string>;

  it('hide the token and hand every property over to the elevated part', async () => {
    const names = (await installProperties()).map(({ name }) => name);
    expect(properties()['SecureCustomProperties']?.split(';')).toEqual(expect.arrayContaining(names));
    expect(properties()['MsiHiddenProperties']).toBe('ENROLL_TOKEN;Given_ENROLL_TOKEN');
    expect(tableOf(msi('0.1.0'), 'ActionText').flat()).not.toContain('Key: [1], Name: [2], Value: [3]');
  });

  it('let people read and take the token, and nothing else', () => {
    const [row] = tableOf(msi('0.1.0'), 'MsiLockPermissionsEx');
    expect(row?.slice(0, 4)).toEqual([
      'EnrollmentKey',
      'EnrollmentKey',
      'Registry',
      'O:SYG:SYD:PAI(A;;KA;;;SY)(A;;KA;;;BA)(A;;0x2001b;;;BU)',
    ]);
    const [KEY_READ, KEY_SET_VALUE] = [0x20019, 0x2];
    expect(0x2001b).toBe(KEY_READ | KEY_SET_VALUE);
    expect(tableOf(msi('0.1.0'), 'Registry').find(([id]) => id === 'EnrollmentKey')?.[2]).toBe(
      'Software\\Deskside\\Enrollment',
    );
  });

  it('run no program: the only actions of our own set properties', () => {
    const SETS_A_PROPERTY = 51;
    const types = tableOf(msi('0.1.0'), 'CustomAction').map(([, type]) => Number(type) & 0x3f);
    expect([...new Set(types)]).toEqual([SETS_A_PROPERTY]);
  });

  it('put the program where no property can move it', () => {
    const folders = tableOf(msi('0.1.0'), 'Directory').map(([id]) => id ?? '');
    const movable = folders.filter((id) => id === id.toUpperCase());
    expect(movable).toEqual(['TARGETDIR']);
    expect(tableOf(msi('0.1.0'), 'Directory')).toContainEqual([
      'InstallFolder',
      'ProgramFiles64Folder',
      'Deskside',
    ]);
  });

  it('know each component of both versions by the same GUID, and each version by its own', () => {
    const [before, after] = ['0.1.0', '0.2.0'].map((version) => tableOf(msi(version), 'Component'));
    const guids = new Map(before?.map(([id, guid]) => [id, guid]));
    const shared = after?.filter(([id]) => guids.has(id)) ?? [];
    expect(shared.length).toBeGreaterThan(10);
    for (const [id, guid] of shared) expect(guid).toBe(guids.get(id));
    const codes = ['0.1.0', '0.2.0'].map((version) => Object.fromEntries(tableOf(msi(version), 'Property')));
    expect(codes[0]?.['ProductCode']).not.toBe(codes[1]?.['ProductCode']);
    expect(codes[0]?.['UpgradeCode']).toBe(codes[1]?.['UpgradeCode']);
  });

  it('give programs their version, so that an upgrade is told from what is there', () => {
    const program = tableOf(msi('0.2.0'), 'File').find(([, , name]) => name?.endsWith('deskside.exe'));
    expect(program?.[4]).toBe('0.2.0.0');
  });

  it('show the program’s icon in the list of programs', () => {
    expect(properties()['ARPPRODUCTICON']).toBe('deskside.ico');
    expect(tableOf(msi('0.1.0'), 'Icon').map(([name]) => name)).toEqual(['deskside.ico']);
  });

  it('are for 64-bit Windows', () => {
    expect(execFileSync('msiinfo', ['suminfo', msi('0.1.0')], { encoding: 'utf8' })).toContain(
      'Template: x64;1033',
    );
  });
});

describe('the signature', () => {
  it('holds, and breaks with one byte', async () => {
    const [certificate, key] = [path.join(folder, 'test.pem'), path.join(folder, 'test.key')];
    const subject = ['-subj', '/CN=Deskside test signing', '-addext', 'extendedKeyUsage=codeSigning'];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        ...subject,
        '-keyout',
        key,
        '-out',
        certificate,
      ],
      { stdio: 'ignore' },
    );
    await sign(msi('0.1.0'), { certificate, key });
    await verifySignature(msi('0.1.0'), certificate);
    // A setting written into the finished file would be seen: configuration never goes there.
    execFileSync('msibuild', [
      msi('0.1.0'),
      '-q',
      "INSERT INTO `Property` (`Property`, `Value`) VALUES ('STUFFED', 'https://evil.example.org')",
    ]);
    await expect(verifySignature(msi('0.1.0'), certificate)).rejects.toThrow(/osslsigncode/);
  });
});
