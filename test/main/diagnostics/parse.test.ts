import { describe, expect, test } from 'vitest';
import { parseProcRoute } from '../../../src/main/diagnostics/parse/linux-routes';
import { parseSearchDomains } from '../../../src/main/diagnostics/parse/resolv-conf';
import { defaultInterfaces } from '../../../src/main/diagnostics/parse/route-row';
import { parseOsRelease } from '../../../src/main/diagnostics/probes/os';
import { parsePing } from '../../../src/main/diagnostics/probes/parse-ping';
import { parseRoute } from '../../../src/main/diagnostics/probes/parse-route';

const WINDOWS_ROUTE_DE = `===========================================================================
Schnittstellenliste
 12...3c 22 fb 11 22 33 ......Intel(R) Wi-Fi 6 AX201 160MHz
===========================================================================

IPv4-Routentabelle
===========================================================================
Aktive Routen:
     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
          0.0.0.0          0.0.0.0      10.20.0.254       10.20.0.31     50
          0.0.0.0          0.0.0.0    192.168.178.1   192.168.178.42     25
===========================================================================
Ständige Routen:
  Keine
`;

const WINDOWS_PING_DE = `
Ping wird ausgeführt für 192.168.178.1 mit 32 Bytes Daten:
Antwort von 192.168.178.1: Bytes=32 Zeit=2ms TTL=64
Antwort von 192.168.178.1: Bytes=32 Zeit<1ms TTL=64
Zeitüberschreitung der Anforderung.

Ping-Statistik für 192.168.178.1:
    Pakete: Gesendet = 3, Empfangen = 2, Verloren = 1
    (33% Verlust),
Ca. Zeitangaben in Millisek.:
    Minimum = 0ms, Maximum = 2ms, Mittelwert = 1ms
`;

const WINDOWS_PING_UNREACHABLE_DE = `
Ping wird ausgeführt für 10.9.9.9 mit 32 Bytes Daten:
Antwort von 10.0.0.5: Zielhost nicht erreichbar.
Antwort von 10.0.0.5: Zielhost nicht erreichbar.
Antwort von 10.0.0.5: Zielhost nicht erreichbar.

Ping-Statistik für 10.9.9.9:
    Pakete: Gesendet = 3, Empfangen = 3, Verloren = 0 (0% Verlust),
`;

const LINUX_PING = `PING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.
64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.312 ms
64 bytes from 10.0.0.1: icmp_seq=2 ttl=64 time=0.254 ms
64 bytes from 10.0.0.1: icmp_seq=3 ttl=64 time=0.401 ms

--- 10.0.0.1 ping statistics ---
3 packets transmitted, 3 received, 0% packet loss, time 402ms
rtt min/avg/max/mdev = 0.254/0.322/0.401/0.060 ms
`;

const LINUX_PING_LOST = `PING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.

--- 10.0.0.1 ping statistics ---
3 packets transmitted, 0 received, 100% packet loss, time 402ms
`;

const MACOS_PING = `PING 192.168.1.1 (192.168.1.1): 56 data bytes
64 bytes from 192.168.1.1: icmp_seq=0 ttl=64 time=3.105 ms
64 bytes from 192.168.1.1: icmp_seq=1 ttl=64 time=2.871 ms
Request timeout for icmp_seq 2

--- 192.168.1.1 ping statistics ---
3 packets transmitted, 2 packets received, 33.3% packet loss
round-trip min/avg/max/stddev = 2.871/2.988/3.105/0.117 ms
`;

const MACOS_ROUTE = `   route to: default
destination: default
       mask: default
    gateway: 192.168.1.1
  interface: en0
      flags: <UP,GATEWAY,DONE,STATIC,PRCLONING,GLOBAL>
`;

describe('default route', () => {
  test.for([
    ['linux', 'default via 10.0.0.1 dev eth0 proto dhcp metric 100 \n', '10.0.0.1', 'eth0'],
    [
      'linux',
      'default via 10.1.0.1 dev wlan0 metric 600\ndefault via 10.0.0.1 dev eth0 metric 100\n',
      '10.0.0.1',
      'eth0',
    ],
    ['macos', MACOS_ROUTE, '192.168.1.1', 'en0'],
    ['windows', WINDOWS_ROUTE_DE, '192.168.178.1', '192.168.178.42'],
  ] as const)('%s: the one in use', ([platform, output, address, name]) => {
    expect(parseRoute(platform, output)).toEqual({ address, interface: name });
  });

  test.for(['linux', 'macos', 'windows'] as const)('%s: none, or garbage, is none', (platform) => {
    expect(parseRoute(platform, '')).toBeNull();
    expect(parseRoute(platform, '\0\0$(touch canary)\0')).toBeNull();
  });
});

describe('ping', () => {
  test.for([
    ['windows', WINDOWS_PING_DE, { reachable: true, roundTripMs: 2, lossPercent: 33 }],
    ['windows', WINDOWS_PING_UNREACHABLE_DE, { reachable: false, roundTripMs: null, lossPercent: 100 }],
    ['linux', LINUX_PING, { reachable: true, roundTripMs: 0.312, lossPercent: 0 }],
    ['linux', LINUX_PING_LOST, { reachable: false, roundTripMs: null, lossPercent: 100 }],
    ['macos', MACOS_PING, { reachable: true, roundTripMs: 3.105, lossPercent: 33 }],
  ] as const)('%s', ([platform, output, expected]) => {
    expect(parsePing(platform, output, 3)).toEqual(expected);
  });

  test('no output says nothing, not "unreachable"', () => {
    expect(parsePing('linux', '', 3)).toBeNull();
    expect(parsePing('linux', 'ping: socket: Operation not permitted', 3)).toBeNull();
  });
});

test('the last search line of resolv.conf counts', () => {
  expect(parseSearchDomains('domain old.example\nnameserver 10.0.0.2\nsearch a.example b.example\n')).toEqual(
    ['a.example', 'b.example'],
  );
  expect(parseSearchDomains('')).toEqual([]);
});

test('os-release is read as a shell would', () => {
  const fields = parseOsRelease(
    `PRETTY_NAME="Debian \\"12\\""\nNAME='Debian GNU/Linux'\nID=debian\n# x\nVERSION_ID="12"\n`,
  );
  expect(Object.fromEntries(fields)).toEqual({
    PRETTY_NAME: 'Debian "12"',
    NAME: 'Debian GNU/Linux',
    ID: 'debian',
    VERSION_ID: '12',
  });
});

test('the default interface is the one with a route to everywhere', () => {
  const route = [
    'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT',
    'eth0\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0',
    'eth1\t0000A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
  ].join('\n');
  expect([...defaultInterfaces(parseProcRoute(route))]).toEqual(['eth0']);
  expect(defaultInterfaces(parseProcRoute('')).size).toBe(0);
});
