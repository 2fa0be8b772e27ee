import { describe, expect, test } from 'vitest';
import { endFromWindows } from '../../../src/main/diagnostics/parse/windows-boot-end';
import { groupEvents } from '../../../src/main/diagnostics/parse/event-groups';
import { isoTime, rowsOf } from '../../../src/main/diagnostics/json-value';
import { windowsEvent } from '../../../src/main/diagnostics/parse/windows-events';
import {
  applicationsProbe,
  windowsFacts as applications,
} from '../../../src/main/diagnostics/probes/applications';
import { eventsProbe } from '../../../src/main/diagnostics/probes/events';
import { osProbe } from '../../../src/main/diagnostics/probes/os';
import { processesProbe } from '../../../src/main/diagnostics/probes/processes';
import { productState, securityProbe } from '../../../src/main/diagnostics/probes/security';
import { servicesProbe } from '../../../src/main/diagnostics/probes/services';
import { softwareProbe } from '../../../src/main/diagnostics/probes/software';
import { startupProbe, windowsItem } from '../../../src/main/diagnostics/probes/startup';
import { updatesProbe, windowsFacts as updates } from '../../../src/main/diagnostics/probes/updates';
import { uptimeProbe } from '../../../src/main/diagnostics/probes/uptime';
import { usersProbe, windowsFacts as users } from '../../../src/main/diagnostics/probes/users';
import { SECTION_DATA, type SectionKey } from '../../../src/shared/model/diagnostics';
import type { Probe } from '../../../src/main/diagnostics/probe';
import { fixture, machine } from './software-context';

const windows = (output: string, env: Record<string, string> = {}) =>
  machine({ platform: 'windows', programs: { powershell: output }, env });
const json = (name: string): unknown => JSON.parse(fixture(name));

test('the system of a German Windows 11', async () => {
  expect(await osProbe.run(windows(fixture('windows/os.de.json')))).toMatchObject({
    data: {
      name: 'Windows 11 Pro',
      version: '23H2',
      build: '22631.2715',
      edition: 'Professional',
      kernel: '10.0.22631',
      language: 'de-DE',
      installedAt: '2022-03-04T10:11:12.000Z',
    },
  });
});

describe('how the last session ended', () => {
  const BOOT = '2023-11-21T08:00:00.000Z';
  const at = (minutes: number) => new Date(Date.parse(BOOT) + minutes * 60_000).toISOString();

  test.each([
    [
      'blue screen',
      [{ Id: 41, At: at(1), BugcheckCode: '209', PowerButton: '0' }],
      'crash',
      'BugcheckCode 209',
    ],
    [
      'blue screen with its report',
      [
        { Id: 41, At: at(1), BugcheckCode: '209' },
        { Id: 1001, At: at(2), Param1: '0x000000d1 (0x1, 0x2)' },
      ],
      'crash',
      '0x000000d1 (0x1, 0x2)',
    ],
    [
      'power lost',
      [
        { Id: 41, At: at(1), BugcheckCode: '0', PowerButton: '0' },
        { Id: 6008, At: at(1) },
      ],
      'power-loss',
      'Kernel-Power 41: no shutdown before this start',
    ],
    [
      'button held',
      [{ Id: 41, At: at(1), BugcheckCode: '0', PowerButton: '133450000000000000' }],
      'power-loss',
      'Kernel-Power 41: the power button was held',
    ],
    [
      'an update',
      [
        { Id: 1074, At: at(-6), Param1: 'C:\\Windows\\servicing\\TrustedInstaller.exe (PC)' },
        { Id: 6006, At: at(-5) },
      ],
      'update',
      'C:\\Windows\\servicing\\TrustedInstaller.exe (PC)',
    ],
    [
      'a person',
      [
        { Id: 1074, At: at(-6), Param1: 'C:\\Windows\\Explorer.EXE (PC)' },
        { Id: 6006, At: at(-5) },
      ],
      'clean',
      'C:\\Windows\\Explorer.EXE (PC)',
    ],
    [
      'an old crash',
      [
        { Id: 41, At: at(-9000), BugcheckCode: '209' },
        { Id: 13, At: at(-3) },
      ],
      'clean',
      null,
    ],
    ['nothing', [], 'unknown', null],
    ['nonsense', [{ Id: 'x', At: 'gestern' }], 'unknown', null],
  ])('%s', (_name, events, lastEnd, lastEndDetail) => {
    expect(endFromWindows(events, BOOT)).toMatchObject({ lastEnd, lastEndDetail });
  });
});

test('services: failed with a code of their own, stopped, and those that come and go', async () => {
  expect(await servicesProbe.run(windows(fixture('windows/services.de.json')))).toEqual({
    status: 'collected',
    data: {
      total: 6,
      running: ['Dnscache'],
      failed: [{ name: 'WSearch', title: 'Windows-Suche', detail: 'exit code 2147749155', since: null }],
      stopped: [{ name: 'Spooler', title: 'Druckwarteschlange' }],
    },
  });
});

test('events in German: kinds by who reports and number, subject from the parameters', () => {
  const events = (rowsOf(json('windows/events.de.json')) ?? []).flatMap((row) => windowsEvent(row) ?? []);
  expect(
    groupEvents(events).map(({ source, kind, subject, count }) => ({ source, kind, subject, count })),
  ).toEqual([
    { source: 'Application Error', kind: 'crash', subject: 'OUTLOOK.EXE', count: 2 },
    { source: 'disk', kind: 'disk', subject: 'DR1', count: 1 },
    { source: 'Microsoft-Windows-DistributedCOM', kind: 'error', subject: null, count: 1 },
    { source: 'Service Control Manager', kind: 'error', subject: 'Druckwarteschlange', count: 1 },
  ]);
  expect(events[2]?.at).toBe('2023-11-21T08:15:00.000Z');
});

test('software: once each, in any writing; one program is an object, none is nothing', async () => {
  const found = await softwareProbe.run(windows(fixture('windows/uninstall.de.json')));
  expect(found).toMatchObject({
    data: {
      total: 3,
      items: [
        { name: 'Bürosoftware $(touch canary)', version: '1.0', publisher: null },
        { name: 'Microsoft 365 Apps for Enterprise - de-de' },
        { name: 'Mozilla Firefox (x64 de)', publisher: 'Mozilla' },
      ],
    },
  });
  expect(await softwareProbe.run(windows('{"Name":"One","Version":"1","Publisher":null}'))).toMatchObject({
    data: { total: 1 },
  });
  expect(await softwareProbe.run(windows(''))).toMatchObject({ data: { total: 0, items: [] } });
});

test('browsers by the files that would start, office by Click-to-Run', () => {
  const installed = [
    { name: 'Microsoft 365 Apps for Enterprise - de-de', version: '16.0.1', publisher: null },
    { name: 'LibreOffice 7.6.2.1', version: '7.6.2.1', publisher: null },
  ];
  const found = {
    Browsers: [
      { Name: 'Microsoft Edge', Version: '119.0.2151.72' },
      { Name: 'Google Chrome', Version: '119.0.6045.160' },
    ],
    Link: 'MSEdgeHTM',
    OfficeVersion: '16.0.16924.20150',
    OfficeProducts: 'O365ProPlusRetail',
  };
  expect(applications(found, installed)).toEqual({
    browsers: [
      { name: 'Google Chrome', version: '119.0.6045.160', default: false },
      { name: 'Microsoft Edge', version: '119.0.2151.72', default: true },
    ],
    office: [
      { name: 'Microsoft 365', version: '16.0.16924.20150' },
      { name: 'LibreOffice', version: '7.6.2.1' },
    ],
  });
  expect(applications({ Browsers: { Name: 'Firefox', Version: '120.0' }, Link: null }, []).browsers).toEqual([
    { name: 'Firefox', version: '120.0', default: null },
  ]);
  expect(applications({}, [])).toEqual({ browsers: [], office: [] });
});

test('protection: states of the Security Center, BitLocker as the Explorer shows it', async () => {
  expect(await securityProbe.run(windows(fixture('windows/security.json')))).toEqual({
    status: 'collected',
    data: {
      antivirus: [
        { name: 'Windows Defender', enabled: true, upToDate: true },
        { name: 'Old Scanner', enabled: false, upToDate: false },
      ],
      firewall: { name: 'Windows Firewall', enabled: true },
      encryption: [
        { volume: 'C:', encrypted: true, method: 'BitLocker' },
        { volume: 'D:', encrypted: false, method: '' },
        { volume: 'E:', encrypted: null, method: '' },
      ],
      secureBoot: true,
    },
  });
  expect(productState(266240)).toEqual({ enabled: true, upToDate: true });
  expect(productState(266256)).toEqual({ enabled: true, upToDate: false });
  expect(productState(null)).toEqual({ enabled: null, upToDate: null });
});

test('updates: what waits, or honestly not known', () => {
  const state = {
    CheckedAt: '2023-11-21T05:00:00.0000000Z',
    InstalledAt: null,
    UpdateReboot: true,
    ServicingReboot: false,
  };
  const waiting = { Updates: { Name: '2023-11 Kumulatives Update', Version: 'KB5032190', Security: true } };
  expect(updates(state, waiting)).toEqual({
    pending: 1,
    securityPending: 1,
    items: [{ name: '2023-11 Kumulatives Update', version: 'KB5032190', security: true }],
    rebootRequired: true,
    rebootReason: 'Windows Update',
    checkedAt: '2023-11-21T05:00:00.000Z',
    installedAt: null,
  });
  expect(updates({}, null)).toMatchObject({ pending: null, securityPending: null, rebootRequired: false });
});

test('who is here: own session by its number, remote desktop by its name', () => {
  const found = {
    Session: 2,
    Name: 'anna',
    Shells: [
      { Name: 'anna', Session: 2, Since: '2023-11-21T07:00:00.0000000Z' },
      { Name: null, Session: 1, Since: '2023-11-20T07:00:00.0000000Z' },
    ],
  };
  expect(users(found, 'RDP-Tcp#3')).toEqual({
    session: 'remote-desktop',
    display: 'windows',
    loggedIn: [
      { name: 'anna', session: 'RDP-Tcp#3', since: '2023-11-21T07:00:00.000Z', current: true },
      { name: 'session 1', session: 'session 1', since: '2023-11-20T07:00:00.000Z', current: false },
    ],
  });
  expect(users({ Session: 1, Name: 'anna', Shells: { Name: 'anna', Session: 1 } }, 'Console')).toMatchObject({
    session: 'console',
    loggedIn: [{ name: 'anna', current: true }],
  });
  expect(users({ Name: 'svc' }, '')).toMatchObject({
    session: 'unknown',
    loggedIn: [{ name: 'svc', current: true }],
  });
});

test('what starts by itself: commands are cut, kinds known', () => {
  expect(
    windowsItem({ Name: 'Teams', Kind: 'run-key', Command: 'x'.repeat(900), User: true, Enabled: false }),
  ).toEqual({
    name: 'Teams',
    kind: 'run-key',
    command: 'x'.repeat(500),
    scope: 'user',
    enabled: false,
  });
  expect(windowsItem({ Kind: 'scheduled-task', Command: null })).toMatchObject({
    kind: 'scheduled-task',
    enabled: true,
  });
});

describe('every probe', () => {
  const probes: readonly Probe<SectionKey>[] = [
    osProbe,
    uptimeProbe,
    usersProbe,
    processesProbe,
    startupProbe,
    servicesProbe,
    softwareProbe,
    updatesProbe,
    securityProbe,
    eventsProbe,
    applicationsProbe,
  ] as unknown as Probe<SectionKey>[];

  test.each(probes.map((probe) => [probe.key, probe] as const))(
    '%s: output that is none, or of another shape',
    async (key, probe) => {
      for (const output of [
        '',
        'Zugriff verweigert',
        '[]',
        '{}',
        'null',
        '[[1],"x",{"Id":{}}]',
        '{"Name":7}',
      ]) {
        const found = await probe.run(windows(output));
        if (found.status === 'collected')
          expect(SECTION_DATA[key].safeParse(found.data).error).toBeUndefined();
        else expect(found.detail).not.toBe('');
      }
      const missing = await probe.run(machine({ platform: 'windows' }));
      if (missing.status !== 'collected') expect(missing).toMatchObject({ reason: 'program-missing' });
    },
  );
});

test('times as both PowerShells print them', () => {
  expect(isoTime('/Date(1700550843000)/')).toBe('2023-11-21T07:14:03.000Z');
  expect(isoTime('2023-11-21T07:14:03.1234567Z')).toBe('2023-11-21T07:14:03.123Z');
  expect(isoTime('0001-01-01T00:00:00')).toBeNull();
  expect(isoTime('gestern')).toBeNull();
});
