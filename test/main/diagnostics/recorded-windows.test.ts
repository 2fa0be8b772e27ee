import { describe, expect, test } from 'vitest';
import { parseArp } from '../../../src/main/diagnostics/parse/neighbors';
import { parseNetshWlan } from '../../../src/main/diagnostics/parse/netsh-wlan';
import { parseInternetSettings } from '../../../src/main/diagnostics/parse/system-proxy';
import { parsePing } from '../../../src/main/diagnostics/probes/parse-ping';
import { parseRoute } from '../../../src/main/diagnostics/probes/parse-route';
import { wifiProbe } from '../../../src/main/diagnostics/probes/wifi';
import { fixture as read, machine } from './software-context';

// What people and projects published from their own Windows; fixtures/windows/README.md names each source.
const fixture = (name: string) => read(`windows/recorded-${name}`);

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
