import { describe, expect, test } from 'vitest';
import { parseAirport } from '../../../src/main/diagnostics/parse/airport';
import { reportEvent } from '../../../src/main/diagnostics/parse/diagnostic-reports';
import { parseLast } from '../../../src/main/diagnostics/parse/last';
import { parseLpstat } from '../../../src/main/diagnostics/parse/lpstat';
import { parseArp } from '../../../src/main/diagnostics/parse/neighbors';
import { parseNetstatCounters, parseNetstatRoutes } from '../../../src/main/diagnostics/parse/netstat';
import { panicWords } from '../../../src/main/diagnostics/parse/panic-words';
import { parsePmset } from '../../../src/main/diagnostics/parse/pmset';
import {
  parseScutilDns,
  parseScutilProxy,
  parseScutilServices,
} from '../../../src/main/diagnostics/parse/scutil';
import { audioProbe } from '../../../src/main/diagnostics/probes/audio';
import { bluetoothProbe } from '../../../src/main/diagnostics/probes/bluetooth';
import { parsePing } from '../../../src/main/diagnostics/probes/parse-ping';
import { usbProbe } from '../../../src/main/diagnostics/probes/usb';
import { fixture, printing } from './machine-context';

/** Outputs that people published; where each is from, and what was changed in it, is in the README of the fixtures. */
const recorded = (name: string) => fixture('macos', name);
const running = (name: string) => printing('macos', recorded(name));
const waysOf = (name: string) =>
  parseNetstatRoutes(recorded(name)).map((way) => [way.destination, way.gateway, way.interface]);

describe('the ways of a Mac with a tunnel', () => {
  test('OpenVPN: the networks behind it', () => {
    expect(waysOf('netstat-rn-openvpn.txt')).toEqual([
      ['0.0.0.0/0', '192.168.68.1', 'en0'],
      ['10.9.0.0/24', '10.9.0.15', 'utun4'],
      ['10.9.0.15/32', null, 'utun4'],
      ['10.244.0.0/14', '10.9.0.1', 'utun4'],
      ['127.0.0.0/8', null, 'lo0'],
      ['127.0.0.1/32', null, 'lo0'],
      ['169.254.0.0/16', null, 'en0'],
      ['192.168.68.1/32', null, 'en0'],
    ]);
  });

  test('WireGuard: the name of the tunnel in the column of the gateway is no gateway', () => {
    expect(waysOf('netstat-nr-wireguard.txt')).toEqual([['0.0.0.0/1', null, 'utun0']]);
  });

  test('WireGuard: the default of the tunnel, not that of the network alone', () => {
    expect(waysOf('netstat-nr-wireguard-default.txt')).toContainEqual(['0.0.0.0/0', null, 'utun3']);
    expect(waysOf('netstat-nr-wireguard-default.txt')).not.toContainEqual(
      expect.arrayContaining(['0.0.0.0/0', 'en0']),
    );
  });

  test('IPv6: the own address in the column of the gateway is no gateway', () => {
    expect(waysOf('netstat-rn-inet6.txt')).toEqual([
      ['fd00:0:0:49::/64', null, 'utun5'],
      ['fe80::/64', null, 'lo0'],
      ['fe80::/64', null, 'en0'],
    ]);
  });
});

test('counters of links, with and without a hardware address', () => {
  const counters = parseNetstatCounters(recorded('netstat-ib.txt'));
  expect([...counters.keys()]).toEqual(['lo0', 'gif0', 'en0']);
  expect(counters.get('en0')).toEqual({
    mtu: 1500,
    errors: 0,
    received: 13_309_516_362,
    sent: 11_363_839_527,
  });
});

test('name servers: those of a tunnel before those of the network', () => {
  expect(parseScutilDns(recorded('scutil-dns-tunnel.txt'))).toEqual({
    servers: ['100.100.111.1', 'fd00:2021:1111:8000:100:100:111:0', '2001:db8:3ecb:2410::1', '192.168.1.254'],
    searchDomains: ['example.net'],
  });
});

test('a proxy found by a script, and a VPN that is not connected', () => {
  expect(parseScutilProxy(recorded('scutil-proxy-pac.txt'))).toMatchObject({
    mode: 'automatic',
    pacUrl: 'http://wpad.example.com/wpad.dat',
  });
  expect(parseScutilServices(recorded('scutil-nc-list-l2tp.txt'))).toEqual([
    { connected: false, name: 'My VPN', type: 'PPP:L2TP' },
  ]);
});

test.each([
  ['pmset-charged.txt', 100],
  ['pmset-held.txt', 80],
])('%s: on mains, not charging, no time left to count', (name, percent) => {
  expect(parsePmset(recorded(name))).toEqual({
    onMains: true,
    battery: { percent, charging: false, remainingMinutes: null },
  });
});

test('Bluetooth: a mouse that does not say its charge', async () => {
  expect(await bluetoothProbe.run(running('bluetooth-no-battery.json'))).toEqual({
    status: 'collected',
    data: {
      powered: true,
      devices: [{ name: 'Apple Mouse', kind: 'Mouse', connected: true, batteryPercent: null }],
    },
  });
});

test('USB: a hub whose name is a key of the program, not a name', async () => {
  expect(await usbProbe.run(running('usb-hub-device.json'))).toMatchObject({
    data: [{ name: 'Hub', id: '????:0024', kind: 'hub' }],
  });
});

test('sound: a microphone without a name of its list', async () => {
  expect(await audioProbe.run(running('audio-microphone.json'))).toEqual({
    status: 'collected',
    data: [
      {
        name: 'Built-in Microphone',
        manufacturer: 'Apple Inc.',
        direction: 'input',
        default: true,
        driver: 'builtin',
      },
    ],
  });
});

test('starts across the turn of a year', () => {
  const now = Date.parse('2018-02-16T12:00:00');
  expect(parseLast(recorded('last-reboot.txt'), now).map(({ at }) => at)).toEqual(
    ['2018-01-05T19:30', '2017-09-28T14:08', '2017-09-28T12:53'].map((at) => new Date(at).toISOString()),
  );
});

test('the head of a crash report', () => {
  const name = 'Hammerspoon-2023-08-22-140357.ips';
  expect(reportEvent(name, recorded(name))).toEqual({
    at: '2023-08-22T19:03:57.000Z',
    source: 'DiagnosticReports',
    kind: 'crash',
    subject: 'Hammerspoon',
    message: 'Hammerspoon 0.9.100 crashed',
  });
});

describe('what the kernel said when it died', () => {
  test('up to the end of its first line', () => {
    expect(panicWords(recorded('panic-string.txt'))).toBe(
      'panic(cpu 1 caller 0xfffffff025aab984): macOS watchdog detected',
    );
  });

  test('with the words it puts in quotes, as it is and inside JSON', () => {
    const text = recorded('panic-quoted.txt');
    const said =
      /^panic\(cpu 0 caller 0xfffffff00bf53458\): "void AppleEmbeddedPCIe.* "Completion timeout seen!/;
    expect(panicWords(text)).toMatch(said);
    expect(panicWords(JSON.stringify({ panicString: text }))).toBe(panicWords(text));
    expect(panicWords('{}')).toBeNull();
  });
});

test('a printer that is idle and not there', () => {
  const { printers } = parseLpstat(recorded('lpstat-offline.txt'), Date.UTC(2026, 8, 10));
  expect(printers).toMatchObject([{ name: '_4BARCODE_4B_2054K', state: 'offline', reason: 'offline' }]);
});

test('ping and arp', () => {
  expect(parsePing('macos', recorded('ping.txt'), 3)).toEqual({
    reachable: true,
    roundTripMs: 0.052,
    lossPercent: 0,
  });
  expect(parseArp(recorded('arp-a.txt'), '192.168.1.74')).toBe('maybe');
});

test('Wi-Fi: a word of its security that macOS spells without its first letter', () => {
  const network = { _name: '<redacted>', spairport_security_mode: 'pairport_security_mode_wpa3_transition' };
  const interfaces = [{ _name: 'en0', spairport_current_network_information: network }];
  expect(parseAirport({ SPAirPortDataType: [{ spairport_airport_interfaces: interfaces }] })).toMatchObject([
    { security: 'wpa3_transition' },
  ]);
});
