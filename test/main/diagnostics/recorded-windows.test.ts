import { describe, expect, test } from 'vitest';
import { parseArp } from '../../../src/main/diagnostics/parse/neighbors';
import { parseNetshWlan } from '../../../src/main/diagnostics/parse/netsh-wlan';
import { tunnelNamed } from '../../../src/main/diagnostics/parse/tunnels';
import { endFromWindows } from '../../../src/main/diagnostics/parse/windows-boot-end';
import { windowsEvent } from '../../../src/main/diagnostics/parse/windows-events';
import { parseWindowsNetwork } from '../../../src/main/diagnostics/parse/windows-network';
import { windowsAdapters, windowsDns } from '../../../src/main/diagnostics/parse/windows-rows';
import { rowOf, rowsOf } from '../../../src/main/diagnostics/json-value';
import { productState } from '../../../src/main/diagnostics/probes/security';
import { windowsFacts as services } from '../../../src/main/diagnostics/probes/services';
import { readBattery } from '../../../src/main/diagnostics/probes/windows/battery';
import { readFilesystems } from '../../../src/main/diagnostics/probes/windows/filesystems';
import { parseInternetSettings } from '../../../src/main/diagnostics/parse/system-proxy';
import { parsePing } from '../../../src/main/diagnostics/probes/parse-ping';
import { parseRoute } from '../../../src/main/diagnostics/probes/parse-route';
import { wifiProbe } from '../../../src/main/diagnostics/probes/wifi';
import { fixture as read, machine } from './software-context';

// What people and projects published from their own Windows; fixtures/windows/README.md names each source.
const fixture = (name: string) => read(`windows/recorded-${name}`);
const json = (name: string): unknown => JSON.parse(fixture(name));

describe('Wi-Fi in five languages', () => {
  const common = { ssid: 'SSID-1', bssid: '02:00:00:00:00:02', signalDbm: null };

  test.each([
    ['de', { signalPercent: 43, band: '5 GHz', channel: 116, rateMbit: 300, security: 'WPA2-Enterprise' }],
    // The French Windows 11 translates even "BSSID".
    ['fr', { signalPercent: 80, band: '2.4 GHz', channel: 11, rateMbit: 103, security: 'Ouvrir' }],
    ['it', { signalPercent: 85, band: '2.4 GHz', channel: 4, rateMbit: 130, security: 'WPA2-Personal' }],
    ['es', { signalPercent: 81, band: '2.4 GHz', channel: 11, rateMbit: 69, security: 'Abierta' }],
  ])('Windows in %s', (language, expected) => {
    const name = language === 'de' ? 'WLAN' : 'Wi-Fi';
    expect(parseNetshWlan(fixture(`netsh-wlan.${language}.txt`))).toEqual([
      { interface: name, ...common, ...expected },
    ]);
  });

  test('Windows 10 in English', () => {
    expect(parseNetshWlan(fixture('netsh-wlan-10.en.txt'))).toEqual([
      {
        interface: 'WiFi',
        ...common,
        signalPercent: 100,
        band: '5 GHz',
        channel: 40,
        rateMbit: 866.5,
        security: 'WPA2-Personal',
      },
    ]);
  });

  test.each([0, 1])(
    'location services are off: that is no missing adapter (exit code %i)',
    async (exitCode) => {
      const output = fixture('netsh-wlan-location-off.en.txt');
      const context = machine({
        platform: 'windows',
        programs: { netsh: () => ({ ok: true, output, exitCode }) },
      });
      expect(await wifiProbe.run(context)).toMatchObject({
        status: 'failed',
        reason: 'program-failed',
        detail: expect.stringContaining('location') as string,
      });
    },
  );
});

describe('ping', () => {
  test.each([
    ['ping-v6.de.txt', 4, { reachable: true, roundTripMs: 11, lossPercent: 0 }],
    ['ping.fr.txt', 4, { reachable: true, roundTripMs: 6, lossPercent: 0 }],
    ['ping-near.fr.txt', 4, { reachable: true, roundTripMs: 1, lossPercent: 0 }],
    ['ping.ja.txt', 4, { reachable: true, roundTripMs: 5, lossPercent: 0 }],
    // Its "ms" is Cyrillic.
    ['ping.ru.txt', 4, { reachable: true, roundTripMs: 37, lossPercent: 0 }],
    ['ping-lossy.pl.txt', 9, { reachable: true, roundTripMs: 114, lossPercent: 22 }],
    ['ping-unreachable.en.txt', 4, { reachable: false, roundTripMs: null, lossPercent: 100 }],
    ['ping-expired.en.txt', 4, { reachable: false, roundTripMs: null, lossPercent: 100 }],
    ['ping-name-unknown.de.txt', 1, null],
  ])('%s', (name, sent, expected) => {
    expect(parsePing('windows', fixture(name), sent)).toEqual(expected);
  });

  test('in the code page of a console, read as if it were UTF-8', () => {
    const broken = fixture('ping.ru.txt').replace(/[А-я]/g, '\uFFFD');
    expect(parsePing('windows', broken, 4)).toMatchObject({ reachable: true, lossPercent: 0 });
  });
});

test('the default route of a Windows 11 with virtual adapters', () => {
  expect(parseRoute('windows', fixture('route-print-11.en.txt'))).toEqual({
    address: '192.168.1.1',
    interface: '192.168.1.169',
  });
});

test('the neighbor table of a Korean Windows', () => {
  const table = fixture('arp-a.ko.txt');
  expect(parseArp(table, '172.30.1.254')).toBe('maybe');
  expect(parseArp(table, '172.30.1.1')).toBe('unknown');
});

test('a proxy that is set up and switched off', () => {
  expect(parseInternetSettings(fixture('internet-settings-off.txt'))).toEqual({
    mode: 'direct',
    server: null,
    pacUrl: null,
    bypass: null,
  });
});

describe('the event logs', () => {
  const rows = rowsOf(json('events.json')) ?? [];

  test('what happened, and to whom', () => {
    const told = rows
      .map((row) => windowsEvent(row))
      .map((event) => [event?.source, event?.code, event?.kind, event?.subject]);
    expect(told).toEqual([
      ['Application Error', '1000', 'crash', 'Sachesi.exe'],
      ['Application Error', '1000', 'crash', 'simplewall.exe'],
      ['Service Control Manager', '7024', 'error', 'scm-server'],
      ['Service Control Manager', '7034', 'error', 'test service'],
      ['nvlddmkm', '153', 'driver', 'Video3'],
      ['Microsoft-Windows-WER-SystemErrorReporting', '1001', 'crash', null],
      ['EventLog', '6008', 'crash', null],
    ]);
  });

  test('when: with seven digits of a second, or nine', () => {
    expect(rows.map((row) => windowsEvent(row)?.at).slice(0, 3)).toEqual([
      '2014-08-19T21:34:03.000Z',
      '2019-08-31T10:44:26.591Z',
      '2013-06-13T00:26:20.184Z',
    ]);
  });

  test('an event without a text has its source for one', () => {
    expect(windowsEvent(rowOf(rows[1]))?.message).toBe('Application Error 1000');
  });

  const said = (id: number) => rowOf(rows.find((row) => row['Id'] === id));
  test.each([
    ['a blue screen', [said(1001)], 'crash', said(1001)['Param1']],
    [
      'a shutdown that was unexpected',
      [said(6008)],
      'power-loss',
      'Kernel-Power 41: no shutdown before this start',
    ],
  ])('how the session before ended: %s', (_, events, lastEnd, lastEndDetail) => {
    const bootedAt = new Date(Date.parse(String(events[0]?.['At'])) - 20_000).toISOString();
    expect(endFromWindows(events, bootedAt)).toMatchObject({ lastEnd, lastEndDetail });
  });
});

test.each([
  ['two-on-mains', { percent: 100, charging: false, onMains: true, remainingMinutes: null }],
  ['on-mains', { percent: 70, charging: false, onMains: true, remainingMinutes: null }],
])('batteries: %s', async (name, expected) => {
  const output = JSON.stringify(rowOf(json('batteries.json'))[name]);
  const context = machine({ platform: 'windows', programs: { powershell: output } });
  expect(await readBattery(context)).toEqual({
    status: 'collected',
    data: { ...expected, healthPercent: null, cycles: null },
  });
});

test('network adapters of three computers', () => {
  const adapters = windowsAdapters(parseWindowsNetwork(json('adapters.json')));
  const told = [...adapters].map(([name, { up, driver }]) => [name, up, driver]);
  expect(told).toEqual([
    ['Ethernet', true, 'bxnd60a.sys'],
    ['Local Area Connection', false, 'tap0901.sys'],
    ['Cellular 10', false, null],
  ]);
});

test.each([
  ['TAP-Windows Adapter V9', 'openvpn'],
  ['TAP-NordVPN Windows Adapter V9', 'openvpn'],
  ['TAP-ProtonVPN Windows Adapter V9', 'openvpn'],
  ['OpenVPN Data Channel Offload', 'openvpn'],
  ['Windscribe VPN', 'other'],
  ['WAN Miniport (IKEv2)', null],
  ['Microsoft Wi-Fi Direct Virtual Adapter', null],
  ['VMware Virtual Ethernet Adapter for VMnet1', null],
  ['Bluetooth Device (Personal Area Network)', null],
  ['Hyper-V Virtual Ethernet Adapter', null],
])('an adapter called %s: tunnel %s', (name, kind) => {
  expect(tunnelNamed(name)).toBe(kind);
});

test.each([
  [266_240, true, true],
  [266_256, true, false],
  [397_312, true, true],
  // Snoozed and expired are not on.
  [0x6_2000, false, true],
  [0x6_3010, false, false],
])('the Security Center says %i: on %s, up to date %s', (state, enabled, upToDate) => {
  expect(productState(state)).toEqual({ enabled, upToDate });
});

test('a service that nobody has started since the system was, and that nobody wants at once', () => {
  const row = { Name: 'ArcGIS Server', Title: 'ArcGIS Server', State: 'Stopped', Mode: 'Manual', Exit: 1077 };
  expect(services([row])).toMatchObject({ total: 1, running: [], failed: [], stopped: [] });
});

test('the servers for names: those of IPv6 that Windows makes up are nobody', () => {
  expect(windowsDns(parseWindowsNetwork(json('dns.json'))).servers).toEqual([
    '100.100.111.4',
    '100.100.111.1',
    '100.100.111.3',
    '100.100.111.2',
    '10.255.252.2',
  ]);
});

test('drives, of which two are empty', async () => {
  const context = machine({ platform: 'windows', programs: { powershell: fixture('logical-disks.json') } });
  expect(await readFilesystems(context)).toMatchObject({
    data: [
      {
        mount: 'C:',
        device: 'WINXP',
        type: 'FAT32',
        usedBytes: 3_879_714_816,
        role: 'system',
        readOnly: null,
      },
      { mount: 'D:', device: 'WORK', type: 'FAT', availableBytes: 1_117_487_104, role: 'data' },
    ],
  });
});
