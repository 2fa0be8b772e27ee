import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAirport } from '../../../src/main/diagnostics/parse/airport';
import { parseIwLink, parseProcWireless } from '../../../src/main/diagnostics/parse/iw';
import { parseProcRoute, parseProcRoute6 } from '../../../src/main/diagnostics/parse/linux-routes';
import { parseArp, parseIpNeighbor, parseProcArp } from '../../../src/main/diagnostics/parse/neighbors';
import { parseNetshWlan } from '../../../src/main/diagnostics/parse/netsh-wlan';
import { parseSubinterfaces } from '../../../src/main/diagnostics/parse/netsh-subinterfaces';
import { parseNetstatCounters, parseNetstatRoutes } from '../../../src/main/diagnostics/parse/netstat';
import { parseNmcli } from '../../../src/main/diagnostics/parse/nmcli';
import { bandIn, channelOf } from '../../../src/main/diagnostics/parse/radio';
import { parseNameservers } from '../../../src/main/diagnostics/parse/resolv-conf';
import { defaultInterfaces } from '../../../src/main/diagnostics/parse/route-row';
import {
  parseScutilDns,
  parseScutilProxy,
  parseScutilServices,
} from '../../../src/main/diagnostics/parse/scutil';
import { parseGsettings, parseInternetSettings } from '../../../src/main/diagnostics/parse/system-proxy';
import { parseWindowsNetwork } from '../../../src/main/diagnostics/parse/windows-network';
import { windowsAdapters, windowsDns, windowsRoutes } from '../../../src/main/diagnostics/parse/windows-rows';
import { SECTION_DATA } from '../../../src/shared/model/diagnostics';
import { fixture } from './network-context';

const json = (name: string): unknown => JSON.parse(fixture(name));

describe('Wi-Fi', () => {
  test('Windows in German, names with colons and in a broken code page', () => {
    expect(parseNetshWlan(fixture('windows/netsh-wlan.de.txt'))).toEqual([
      {
        interface: 'WLAN',
        ssid: 'Heim: Netz $(touch canary)',
        bssid: '02:00:00:00:00:21',
        signalDbm: null,
        signalPercent: 94,
        band: '5 GHz',
        channel: 36,
        rateMbit: 960.7,
        security: 'WPA3-Personal',
      },
    ]);
  });

  test('an older Windows, which names no band; an adapter without a connection is no row', () => {
    expect(parseNetshWlan(fixture('windows/netsh-wlan-old.en.txt'))).toEqual([
      {
        interface: 'Wi-Fi',
        ssid: 'Office',
        bssid: '02:00:00:00:00:31',
        signalDbm: null,
        signalPercent: 31,
        band: '2.4 GHz',
        channel: 6,
        rateMbit: 72.2,
        security: 'WPA2-Enterprise',
      },
    ]);
  });

  test('macOS, where the name is hidden from programs without the right to it', () => {
    const [row, ...others] = parseAirport(json('macos/airport.json'));
    expect(others).toEqual([]);
    expect(row).toEqual({
      interface: 'en0',
      ssid: '',
      bssid: null,
      signalDbm: -52,
      signalPercent: null,
      band: '5 GHz',
      channel: 36,
      rateMbit: 864,
      security: 'wpa2_personal',
    });
  });

  test('Linux by iw, by the network manager and by the kernel', () => {
    expect(parseIwLink('wlan0', fixture('linux/iw-link.txt'))).toMatchObject({
      ssid: 'Büro $(touch canary)',
      bssid: '02:00:00:00:00:51',
      signalDbm: -57,
      band: '5 GHz',
      channel: 36,
      rateMbit: 866.7,
    });
    expect(parseIwLink('wlan0', 'Not connected.\n')).toBeNull();
    expect(parseNmcli(fixture('linux/nmcli-wifi-list.txt'))).toEqual([
      {
        interface: 'wlan0',
        ssid: 'B:üro $(touch canary)',
        bssid: '02:00:00:00:00:51',
        signalDbm: null,
        signalPercent: 86,
        band: '5 GHz',
        channel: 36,
        rateMbit: 540,
        security: 'WPA2 802.1X',
      },
    ]);
    expect(parseProcWireless(fixture('linux/proc-net-wireless.txt')).get('wlan0')).toEqual({
      percent: 76,
      dbm: -57,
    });
  });

  test.for([
    [2412, '2.4 GHz', 1],
    [2472, '2.4 GHz', 13],
    [2484, '2.4 GHz', 14],
    [5180, '5 GHz', 36],
    [5885, '5 GHz', 177],
    [5955, '6 GHz', 1],
    [7115, '6 GHz', 233],
    [60_480, null, null],
    [0, null, null],
  ] as const)('%i MHz is %s, channel %s', ([mhz, band, channel]) => {
    expect(channelOf(mhz)).toEqual({ band, channel });
  });

  test.for([
    ['5 GHz', '5 GHz'],
    ['2,4 GHz', '2.4 GHz'],
    ['11 (2GHz, 20MHz)', '2.4 GHz'],
    ['37 (6GHz, 160MHz)', '6 GHz'],
    ['5 ГГц', '5 GHz'],
    ['802.11ax', null],
    ['160MHz', null],
  ] as const)('the band in “%s”', ([text, band]) => {
    expect(bandIn(text)).toBe(band);
  });
});

describe('routes', () => {
  test('Linux: what the kernel says of both families, without its ways to itself', () => {
    const four = parseProcRoute(fixture('linux/proc-net-route.txt'));
    const six = parseProcRoute6(fixture('linux/proc-net-ipv6_route.txt'));
    expect(four).toEqual([
      { destination: '0.0.0.0/0', gateway: '192.0.2.1', interface: 'eth0', metric: 0 },
      { destination: '192.0.2.0/24', gateway: null, interface: 'eth0', metric: 0 },
    ]);
    expect(six).toEqual([
      { destination: 'fd00::/64', gateway: null, interface: 'eth0', metric: 256 },
      { destination: 'fe80::/64', gateway: null, interface: 'eth0', metric: 256 },
      { destination: '::/0', gateway: 'fd00::1', interface: 'eth0', metric: 1024 },
    ]);
    expect([...defaultInterfaces([...four, ...six])]).toEqual(['eth0']);
  });

  test('macOS: short forms written out; a default of one interface alone is none', () => {
    const routes = parseNetstatRoutes(fixture('macos/netstat-rnl.txt'));
    expect(routes.map(({ destination, gateway, interface: name }) => [destination, gateway, name])).toEqual([
      ['0.0.0.0/0', '192.168.1.254', 'en0'],
      ['127.0.0.0/8', null, 'lo0'],
      ['127.0.0.1/32', null, 'lo0'],
      ['169.254.0.0/16', null, 'en0'],
      ['192.168.1.0/24', null, 'en0'],
      ['192.168.1.221/32', null, 'en0'],
      ['192.168.71.0/24', null, 'vmnet8'],
      ['255.255.255.255/32', null, 'en0'],
      ['::/0', 'fe80::1%en0', 'en0'],
      ['2001:db8:0:d40::/64', null, 'en0'],
      ['fe80::/64', null, 'en0'],
    ]);
    expect([...defaultInterfaces(routes)]).toEqual(['en0']);
  });

  test('macOS 11 and later, without the two counters', () => {
    const line = 'default            10.0.0.1           UGScg                 en1       \n';
    expect(parseNetstatRoutes(line)).toEqual([
      { destination: '0.0.0.0/0', gateway: '10.0.0.1', interface: 'en1', metric: null },
    ]);
  });

  test('Windows: both halves of everywhere are a way to everywhere', () => {
    const routes = windowsRoutes(parseWindowsNetwork(json('windows/network.json')));
    expect(routes).toContainEqual({
      destination: '0.0.0.0/0',
      gateway: '10.0.0.1',
      interface: 'Ethernet',
      metric: 25,
    });
    expect(routes.map((route) => route.destination)).not.toContain('224.0.0.0/4');
    expect([...defaultInterfaces(routes)].toSorted()).toEqual(['Büro', 'Ethernet']);
  });
});

describe('who is on the same link', () => {
  test.for([
    ['10.0.0.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE\n', 'known'],
    ['10.0.0.1 dev eth0 lladdr 02:00:00:00:00:01 router STALE\n', 'maybe'],
    ['10.0.0.1 dev eth0 lladdr 02:00:00:00:00:01 DELAY\n', 'maybe'],
    ['10.0.0.1 dev eth0  INCOMPLETE\n', 'unknown'],
    ['10.0.0.1 dev eth0  FAILED\n', 'unknown'],
    ['', 'unknown'],
    ['\0$(touch canary)', 'unknown'],
  ] as const)('ip neigh: %j', ([output, expected]) => {
    expect(parseIpNeighbor(output)).toBe(expected);
  });

  test('elsewhere a hardware address beside the one asked for', () => {
    expect(parseArp(fixture('windows/arp-a.de.txt'), '10.0.0.1')).toBe('maybe');
    expect(parseArp('Es wurden keine ARP-Einträge gefunden.', '10.0.0.1')).toBe('unknown');
    expect(parseArp('? (10.0.0.1) at 2:0:0:0:0:1 on en0 ifscope [ethernet]', '10.0.0.1')).toBe('maybe');
    expect(parseArp('? (10.0.0.1) at (incomplete) on en0 ifscope [ethernet]', '10.0.0.1')).toBe('unknown');
    const arp =
      'IP address  HW type  Flags  HW address  Mask  Device\n10.0.0.1  0x1  0x2  02:00:00:00:00:01  *  eth0\n10.0.0.2  0x1  0x0  00:00:00:00:00:00  *  eth0\n';
    expect(parseProcArp(arp, '10.0.0.1')).toBe('maybe');
    expect(parseProcArp(arp, '10.0.0.2')).toBe('unknown');
  });
});

describe('resolvers', () => {
  test('resolv.conf: servers in order, no words', () => {
    const text =
      '# made by hand\nnameserver 10.0.0.53\nnameserver 10.0.0.53\nnameserver fe80::1%eth0\nnameserver $(touch canary)\n';
    expect(parseNameservers(text)).toEqual(['10.0.0.53', 'fe80::1%eth0']);
  });

  test('macOS: only those that are asked for every name', () => {
    expect(parseScutilDns(fixture('macos/scutil-dns.txt'))).toEqual({
      servers: ['10.0.0.53', 'fd00::53'],
      searchDomains: ['corp.example', 'fritz.box'],
    });
  });

  test('Windows: only those of interfaces that are up', () => {
    expect(windowsDns(parseWindowsNetwork(json('windows/network.json')))).toEqual({
      servers: ['10.0.0.53', '10.0.0.54', '10.8.0.1'],
      searchDomains: ['corp.example', 'berlin.corp.example'],
    });
  });
});

test('Windows in German: how large packets may be', () => {
  const table = `
   MTU  Status der Medienerkennung   Bytes eingehend  Bytes ausgehend  Schnittstelle
------  ---------------  ---------  ---------  -------------
4294967295                1          0     345678  Loopback Pseudo-Interface 1
  1500                1  4812345678  512345678  Ethernet 2
  1420                5  0  18342  $(touch canary)
`;
  expect([...parseSubinterfaces(table)]).toEqual([
    ['Ethernet 2', 1500],
    ['$(touch canary)', 1420],
  ]);
  expect(parseSubinterfaces('Der Dienst wurde nicht gestartet.').size).toBe(0);
});

test('Windows: what an adapter is', () => {
  const adapters = windowsAdapters(parseWindowsNetwork(json('windows/network.json')));
  expect(adapters.get('Ethernet')).toMatchObject({ driver: 'e1d.sys', duplex: 'full', mtu: 1500, errors: 7 });
  expect(adapters.get('Büro')).toMatchObject({ up: true, mtu: 1420, received: 0, sent: 18_342 });
});

test('macOS: what went through each link', () => {
  const counters = parseNetstatCounters(fixture('macos/netstat-ibn.txt'));
  expect(counters.get('en0')).toEqual({
    mtu: 1500,
    errors: 466,
    received: 4_812_345_678,
    sent: 512_345_678,
  });
  expect(counters.get('utun4')).toEqual({ mtu: 1380, errors: 0, received: 0, sent: 18_342 });
  expect([...counters.keys()]).toEqual(['lo0', 'gif0', 'en0', 'utun4']);
});

test('garbage is no facts, and never more than the report has room for', () => {
  const fixtures = [
    'windows/netsh-wlan.de.txt',
    'linux/iw-link.txt',
    'linux/nmcli-wifi-list.txt',
    'macos/netstat-rnl.txt',
    'macos/scutil-dns.txt',
    'macos/scutil-proxy.txt',
    'linux/gsettings-manual.txt',
    'windows/internet-settings.txt',
    'linux/proc-net-route.txt',
    'linux/proc-net-ipv6_route.txt',
  ].map(fixture);
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), fc.nat(4_000), fc.string(), (text, at, noise) => {
      const broken = text.slice(0, at) + noise + text.slice(at + noise.length);
      const iw = parseIwLink('w', broken);
      const wifi = [...parseNetshWlan(broken), ...parseNmcli(broken), ...(iw ? [iw] : [])];
      expect(SECTION_DATA.wifi.safeParse(wifi.slice(0, 8)).error).toBeUndefined();
      const routes = [...parseProcRoute(broken), ...parseProcRoute6(broken), ...parseNetstatRoutes(broken)];
      expect(SECTION_DATA.routes.safeParse(routes.slice(0, 64)).error).toBeUndefined();
      const way = { reachable: null, wantsPassword: null, error: null };
      for (const found of [parseGsettings(broken), parseInternetSettings(broken), parseScutilProxy(broken)]) {
        if (found) expect(SECTION_DATA.proxy.safeParse({ ...found, ...way }).error).toBeUndefined();
      }
      parseScutilDns(broken);
      parseScutilServices(broken);
      parseNetstatCounters(broken);
    }),
  );
  expect(parseAirport(null)).toEqual([]);
  expect(windowsRoutes(parseWindowsNetwork('x'))).toEqual([]);
  expect(windowsAdapters(parseWindowsNetwork(null)).size).toBe(0);
});
