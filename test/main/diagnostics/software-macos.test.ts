import { uptime } from 'node:os';
import { expect, test } from 'vitest';
import { hasFailed, parseLaunchctl } from '../../../src/main/diagnostics/parse/launchctl';
import { endBefore, parseLast } from '../../../src/main/diagnostics/parse/last';
import { parseMdls } from '../../../src/main/diagnostics/parse/packages';
import { parsePlist } from '../../../src/main/diagnostics/parse/plist';
import { applicationsProbe } from '../../../src/main/diagnostics/probes/applications';
import { osProbe } from '../../../src/main/diagnostics/probes/os';
import { fileVault, macProfile, securityProbe } from '../../../src/main/diagnostics/probes/security';
import { servicesProbe } from '../../../src/main/diagnostics/probes/services';
import { startupProbe } from '../../../src/main/diagnostics/probes/startup';
import { macFacts } from '../../../src/main/diagnostics/probes/updates';
import { uptimeProbe } from '../../../src/main/diagnostics/probes/uptime';
import { parseWho } from '../../../src/main/diagnostics/probes/users';
import { SECTION_DATA } from '../../../src/shared/model/diagnostics';
import { fixture, machine } from './software-context';

const MARCH = Date.parse('2020-03-02T12:00:00Z');

test('the system', async () => {
  const found = await osProbe.run(
    machine({
      platform: 'macos',
      programs: {
        sw_vers: 'ProductName:\t\tmacOS\nProductVersion:\t\t14.1.1\nBuildVersion:\t\t23B81\n',
        defaults: 'de_DE\n',
        stat: '1650000000\n',
      },
    }),
  );
  expect(found).toMatchObject({
    data: {
      name: 'macOS',
      version: '14.1.1',
      build: '23B81',
      language: 'de_DE',
      installedAt: '2022-04-15T05:20:00.000Z',
    },
  });
  expect(await osProbe.run(machine({ platform: 'macos', programs: { sw_vers: '' } }))).toMatchObject({
    status: 'failed',
    reason: 'unreadable',
  });
});

test('starts and ends without a year are the latest that are not in the future', () => {
  const records = parseLast(fixture('macos/last.txt'), MARCH);
  expect(endBefore(records)).toEqual({ lastEnd: 'clean', at: new Date('2020-02-07T23:26:00').toISOString() });
  expect(parseLast('reboot  ~   Sat Nov 30 10:00 ', MARCH)[0]?.at).toBe(
    new Date('2019-11-30T10:00:00').toISOString(),
  );
});

test('a panic report written by this start is the crash; an older one is not', async () => {
  const folder = '/Library/Logs/DiagnosticReports';
  const name = 'panic-full-2023-11-21-085000.0002.panic';
  const context = machine({
    platform: 'macos',
    folders: { [folder]: ['panic-full-2022-01-01-000000.0002.panic', name] },
    files: {
      [`${folder}/${name}`]:
        '{"bug_type":"210"}\n{"panicString":"panic(cpu 2 caller 0xfff): nvme timeout\\nmore"}',
    },
  });
  const written = Date.parse('2023-11-21T08:50:00');
  // On macOS the time of the start comes from the computer itself: here the one that runs the test.
  const started = (minutes: number) => ({
    ...context,
    now: () => written + minutes * 60_000 + uptime() * 1000,
  });
  expect(await uptimeProbe.run(started(-2))).toMatchObject({
    data: { lastEnd: 'crash', lastEndDetail: 'panic(cpu 2 caller 0xfff): nvme timeout' },
  });
  expect(await uptimeProbe.run(started(60))).toMatchObject({ data: { lastEnd: 'unknown' } });
});

test('people at the console, not each of their terminals', () => {
  expect(parseWho(fixture('macos/who.txt'), 'anna', MARCH)).toEqual([
    { name: 'anna', session: 'console', since: new Date('2020-02-07T23:32:00').toISOString(), current: true },
    {
      name: 'admin',
      session: 'ttys002, 192.0.2.7',
      since: new Date('2020-03-01T15:18:00').toISOString(),
      current: false,
    },
  ]);
  expect(parseWho('', 'anna', MARCH)).toEqual([]);
});

test('jobs that failed, not those that were put away', async () => {
  const jobs = parseLaunchctl(fixture('macos/launchctl-list.txt'));
  expect(jobs).toHaveLength(6);
  expect(jobs.filter(hasFailed).map((job) => job.label)).toEqual([
    'com.example.vpn.agent',
    'com.example.$(touch canary)',
  ]);
  const found = await servicesProbe.run(
    machine({ platform: 'macos', programs: { launchctl: fixture('macos/launchctl-list.txt') } }),
  );
  expect(found).toMatchObject({
    data: {
      running: ['com.apple.Finder', 'com.example.updater'],
      failed: [{ detail: 'ended with exit code 78' }, { detail: 'was ended by signal 11' }],
    },
  });
  expect(await servicesProbe.run(machine({ platform: 'macos', programs: { launchctl: '' } }))).toMatchObject({
    status: 'failed',
  });
});

test('programs and their versions; the default browser of who never chose is the system’s', async () => {
  expect(parseMdls(fixture('macos/mdls.txt'))).toEqual([
    { name: 'Firefox', version: '120.0', publisher: null, id: 'org.mozilla.firefox' },
    { name: 'Microsoft Word', version: '16.78.3', publisher: null, id: 'com.microsoft.Word' },
    { name: 'Büro "$(touch canary)"', version: '', publisher: null },
  ]);
  expect(parseMdls('')).toEqual([]);
  const found = await applicationsProbe.run(
    machine({
      platform: 'macos',
      env: { HOME: '/Users/anna' },
      folders: { '/Applications': ['Firefox.app', 'Microsoft Word.app'] },
      programs: { mdls: fixture('macos/mdls.txt'), plutil: '' },
    }),
  );
  expect(found).toMatchObject({
    data: {
      browsers: [{ name: 'Firefox', default: false }],
      office: [{ name: 'Microsoft Word', version: '16.78.3' }],
    },
  });
});

test('updates that wait, from the settings of Software Update', () => {
  expect(macFacts(fixture('macos/com.apple.SoftwareUpdate.plist'), '2023-11-01T10:00:00Z')).toEqual({
    pending: 2,
    securityPending: 1,
    items: [
      { name: 'macOS Sonoma 14.1.1 & more', version: '14.1.1', security: false },
      { name: 'Security Response', version: '14.1.1 (a)', security: true },
    ],
    rebootRequired: null,
    rebootReason: null,
    checkedAt: '2023-11-21T08:00:00.000Z',
    installedAt: '2023-11-01T10:00:00.000Z',
  });
  expect(SECTION_DATA.updates.safeParse(macFacts('', null)).success).toBe(true);
});

test('property lists: empty values, depth, and what is none', () => {
  const plist = (body: string) => parsePlist(`<plist version="1.0">${body}</plist>`);
  expect(plist('<dict><key>a</key><array/><key>b</key><dict/><key>c</key><string/></dict>')).toEqual({
    a: [],
    b: {},
    c: '',
  });
  expect(plist('<array><true/><false/><integer>-4</integer></array>')).toEqual([true, false, -4]);
  expect(plist('<dict><key>a</key>')).toEqual({});
  expect(plist('<array>'.repeat(500))).not.toBeNull();
  expect(parsePlist('bplist00')).toBeNull();
});

test('what starts by itself: a shell line in a plist stays words', async () => {
  const file = '/Library/LaunchAgents/com.example.plist';
  const found = await startupProbe.run(
    machine({
      platform: 'macos',
      folders: { '/Library/LaunchAgents': ['com.example.plist', 'notes.txt'] },
      files: {
        [file]:
          '<plist><dict><key>Label</key><string>com.example</string><key>ProgramArguments</key><array><string>/bin/sh</string><string>-c</string><string>$(touch canary)</string></array><key>Disabled</key><true/></dict></plist>',
      },
    }),
  );
  expect(found).toEqual({
    status: 'collected',
    data: [
      {
        name: 'com.example',
        kind: 'launch-agent',
        command: '/bin/sh -c $(touch canary)',
        scope: 'machine',
        enabled: false,
      },
    ],
  });
});

test('protection', async () => {
  expect(fileVault('FileVault is On.\n')).toBe(true);
  expect(fileVault('FileVault is Off.\n')).toBe(false);
  expect(fileVault('')).toBeNull();
  const profile = (firewall: string, boot: string) =>
    macProfile(
      JSON.stringify({
        SPFirewallDataType: [{ spfirewall_globalstate: firewall }],
        SPiBridgeDataType: [{ ibridge_secure_boot: boot }],
      }),
    );
  expect(profile('spfirewall_globalstate_limit_connections', 'Full Security')).toEqual({
    firewall: true,
    secureBoot: true,
  });
  expect(profile('spfirewall_globalstate_allow_all', 'No Security')).toEqual({
    firewall: false,
    secureBoot: false,
  });
  expect(profile('', 'Sécurité maximale')).toEqual({ firewall: null, secureBoot: null });
  const found = await securityProbe.run(machine({ platform: 'macos' }));
  if (found.status !== 'collected') throw new Error(found.detail);
  expect(SECTION_DATA.security.safeParse(found.data).success).toBe(true);
});
