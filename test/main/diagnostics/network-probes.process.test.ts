import { describe, expect, test } from 'vitest';
import { linuxInterfaces } from '../../../src/main/diagnostics/probes/linux-interfaces';
import { dnsProbe } from '../../../src/main/diagnostics/probes/dns';
import { gatewayProbe } from '../../../src/main/diagnostics/probes/gateway';
import { routesProbe } from '../../../src/main/diagnostics/probes/routes';
import { traffic, vpnProbe } from '../../../src/main/diagnostics/probes/vpn';
import { wifiProbe } from '../../../src/main/diagnostics/probes/wifi';
import { factsIn } from './network-facts';
import { fixture, networkContext } from './network-context';

describe('interfaces of Linux', () => {
  test('speed, duplex, driver and what got lost', async () => {
    const net = '/sys/class/net';
    const context = networkContext({
      files: {
        [`${net}/enp3s0/operstate`]: 'up\n',
        [`${net}/enp3s0/type`]: '1\n',
        [`${net}/enp3s0/address`]: '02:00:00:00:00:01\n',
        [`${net}/enp3s0/speed`]: '100\n',
        [`${net}/enp3s0/duplex`]: 'half\n',
        [`${net}/enp3s0/mtu`]: '1500\n',
        [`${net}/enp3s0/statistics/rx_errors`]: '3\n',
        [`${net}/enp3s0/statistics/rx_dropped`]: '4\n',
        [`${net}/wlp2s0/operstate`]: 'down\n',
        [`${net}/wlp2s0/speed`]: '-1\n',
        [`${net}/wlp2s0/wireless/x`]: '',
        [`${net}/veth1/operstate`]: 'up\n',
        '/proc/net/route': fixture('linux/proc-net-route.txt').replaceAll('eth0', 'enp3s0'),
      },
      links: {
        [`${net}/enp3s0`]: '/sys/devices/pci0000:00/0000:00:1f.6/net/enp3s0',
        [`${net}/enp3s0/device/driver`]: '/sys/bus/pci/drivers/e1000e',
        [`${net}/veth1`]: '/sys/devices/virtual/net/veth1',
      },
    });
    const rows = await linuxInterfaces(context, {});
    expect(rows.find((row) => row.name === 'enp3s0')).toEqual({
      name: 'enp3s0',
      kind: 'wired',
      up: true,
      mac: '02:00:00:00:00:01',
      addresses: [],
      speedMbit: 100,
      duplex: 'half',
      mtu: 1500,
      driver: 'e1000e',
      errors: 7,
      default: true,
    });
    expect(rows.find((row) => row.name === 'wlp2s0')).toMatchObject({ kind: 'wireless', speedMbit: null });
    expect(rows.find((row) => row.name === 'veth1')).toMatchObject({ kind: 'virtual', errors: null });
  });
});

describe('Wi-Fi', () => {
  const files = {
    '/sys/class/net/wlan0/wireless/x': '',
    '/proc/net/wireless': fixture('linux/proc-net-wireless.txt'),
  };

  test('all that Linux knows, together', async () => {
    const programs = { iw: fixture('linux/iw-link.txt'), nmcli: fixture('linux/nmcli-wifi-list.txt') };
    const [row] = await factsIn(wifiProbe, networkContext({ files, programs }));
    expect(row).toMatchObject({
      signalDbm: -57,
      signalPercent: 86,
      security: 'WPA2 802.1X',
      rateMbit: 866.7,
    });
  });

  test('without iw and network manager the kernel’s word remains', async () => {
    const [row] = await factsIn(wifiProbe, networkContext({ files }));
    expect(row).toMatchObject({ interface: 'wlan0', ssid: '', signalDbm: -57, signalPercent: 76 });
  });

  test('no adapter is nothing to report, a disconnected one no row', async () => {
    expect(await wifiProbe.run(networkContext({}))).toMatchObject({ status: 'not-applicable' });
    const idle = { files: { '/sys/class/net/wlan0/wireless/x': '' }, programs: { iw: 'Not connected.\n' } };
    expect(await factsIn(wifiProbe, networkContext(idle))).toEqual([]);
  });

  test('Windows in German and macOS', async () => {
    const windows = networkContext({
      platform: 'windows',
      programs: { netsh: fixture('windows/netsh-wlan.de.txt') },
    });
    expect(await factsIn(wifiProbe, windows)).toMatchObject([{ interface: 'WLAN', signalPercent: 94 }]);
    const macos = networkContext({
      platform: 'macos',
      programs: { system_profiler: fixture('macos/airport.json') },
    });
    expect(await factsIn(wifiProbe, macos)).toMatchObject([{ interface: 'en0', signalDbm: -52 }]);
    const broken = networkContext({ platform: 'macos', programs: { system_profiler: '{"SPAirPort' } });
    expect(await wifiProbe.run(broken)).toMatchObject({ status: 'failed', reason: 'unreadable' });
  });
});

describe('gateway', () => {
  const route = 'default via 10.0.0.1 dev eth0 proto dhcp metric 100 \n';
  const LOST = '3 packets transmitted, 0 received, 100% packet loss, time 402ms\n';
  const found = (neighbor: string, ping = LOST) =>
    factsIn(
      gatewayProbe,
      networkContext({
        programs: { 'ip route show default': route, 'ip neigh show 10.0.0.1': neighbor, ping },
      }),
    );

  test('one that answers', async () => {
    const answers = '64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.3 ms\n'.repeat(3);
    expect(await found('', answers)).toMatchObject({ reachable: true, neighbor: true, lossPercent: 0 });
  });

  test('one that only refuses to be pinged is there, a dead one is not', async () => {
    expect(await found('10.0.0.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE\n')).toMatchObject({
      address: '10.0.0.1',
      reachable: false,
      neighbor: true,
    });
    expect(await found('10.0.0.1 dev eth0  FAILED\n')).toMatchObject({ reachable: false, neighbor: false });
  });

  test.for(['$(touch canary)', '-f', 'gateway.example'])(
    '%s is no address that a program is given',
    async (word) => {
      const context = networkContext({
        programs: { 'ip route show default': `default via ${word} dev eth0\n` },
      });
      expect(await factsIn(gatewayProbe, context)).toMatchObject({ address: null, reachable: null });
      expect(context.ran.filter((line) => !line.startsWith('ip route') && !line.startsWith('ip -6'))).toEqual(
        [],
      );
    },
  );

  test('with IPv6 alone', async () => {
    const context = networkContext({
      programs: {
        'ip route show default': '',
        'ip -6 route show default': 'default via fe80::1 dev wlan0 proto ra metric 600\n',
        'ip neigh show fe80::1': 'fe80::1 dev wlan0 lladdr 02:00:00:00:00:01 router REACHABLE\n',
        ping: LOST,
      },
    });
    expect(await factsIn(gatewayProbe, context)).toMatchObject({
      address: 'fe80::1',
      interface: 'wlan0',
      neighbor: true,
    });
    expect(context.ran.some((line) => line.startsWith('ping') && line.endsWith(' fe80::1%wlan0'))).toBe(true);
  });

  test('Windows sends its pings side by side', async () => {
    const context = networkContext({
      platform: 'windows',
      programs: {
        route: fixture('windows/route-print.en.txt'),
        ping: 'Antwort von 10.211.55.1: Bytes=32 Zeit<1ms TTL=64',
      },
    });
    expect(await factsIn(gatewayProbe, context)).toMatchObject({ address: '10.211.55.1', lossPercent: 0 });
    expect(context.ran.filter((line) => line.startsWith('ping -n 1 '))).toHaveLength(3);
  });
});

test('routes of Windows, from the one question that several sections ask', async () => {
  const context = networkContext({
    platform: 'windows',
    programs: { powershell: fixture('windows/network.json') },
  });
  const [routes, vpn] = await Promise.all([factsIn(routesProbe, context), factsIn(vpnProbe, context)]);
  expect(routes).toHaveLength(4);
  expect(vpn).toEqual([
    {
      name: 'Firma',
      interface: 'Firma',
      kind: 'ipsec',
      up: false,
      receives: null,
      sends: null,
      default: false,
    },
    {
      name: 'Büro',
      interface: 'Büro',
      kind: 'wireguard',
      up: true,
      receives: false,
      sends: true,
      default: true,
    },
  ]);
  expect(context.ran).toHaveLength(1);
});

describe('VPN', () => {
  test.for([
    ['nothing ever came', [0, 0, 0, 0], [0, 900, 0, 9], { receives: false, sends: true }],
    ['it works', [50, 50, 5, 5], [90, 90, 9, 9], { receives: true, sends: true }],
    ['idle, and it worked before', [50, 50, 5, 5], [50, 50, 5, 5], { receives: true, sends: true }],
    ['it worked before and swallows now', [50, 50, 5, 5], [50, 950, 5, 14], { receives: false, sends: true }],
    ['one keep-alive', [50, 50, 5, 5], [50, 82, 5, 6], { receives: true, sends: true }],
  ] as const)('%s', ([, before, after, expected]) => {
    const counters = ([received, sent, receivedPackets, sentPackets]: readonly number[]) =>
      ({ received, sent, receivedPackets, sentPackets }) as Parameters<typeof traffic>[1];
    expect(traffic(counters(before), counters(after))).toEqual(expected);
  });

  test('which interfaces of Linux are tunnels', async () => {
    const of = (name: string, files: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(files).map(([file, text]) => [`/sys/class/net/${name}/${file}`, text]),
      );
    const context = networkContext({
      files: {
        ...of('wg0', {
          type: '65534\n',
          uevent: 'DEVTYPE=wireguard\nINTERFACE=wg0\n',
          flags: '0x91\n',
          operstate: 'unknown\n',
        }),
        ...of('tun0', { type: '65534\n', tun_flags: '0x1001\n', flags: '0x1091\n', operstate: 'down\n' }),
        ...of('vnet0', { type: '1\n', tun_flags: '0x1002\n', flags: '0x1003\n', 'brport/state': '3\n' }),
        ...of('tunl0', { type: '768\n', flags: '0x80\n' }),
        ...of('eth0', { type: '1\n', flags: '0x1003\n' }),
        '/proc/net/route': '',
      },
    });
    const rows = await factsIn(vpnProbe, context);
    expect(rows.map(({ name, kind, up }) => [name, kind, up])).toEqual([
      ['wg0', 'wireguard', true],
      ['tun0', 'tun', false],
    ]);
  });
});

describe('DNS', () => {
  test('the stub of this computer and the servers behind it, read now', async () => {
    const context = networkContext({
      targets: { deskUrl: 'http://127.0.0.1:1' },
      files: {
        '/etc/resolv.conf': 'nameserver 127.0.0.53\nsearch corp.example\n',
        '/run/systemd/resolve/resolv.conf': 'nameserver 127.0.0.9\n',
      },
    });
    const facts = await factsIn(dnsProbe, context);
    expect(facts.servers.map(({ address, answers }) => [address, answers])).toEqual([
      ['127.0.0.53', false],
      ['127.0.0.9', false],
    ]);
    expect(facts).toMatchObject({ searchDomains: ['corp.example'], deskName: null });
  });

  test('the desk’s name, by the system', async () => {
    const known = await factsIn(dnsProbe, networkContext({ targets: { deskUrl: 'http://localhost:1' } }));
    expect(known.deskName).toMatchObject({ name: 'localhost', resolves: true, error: null });
  });
});
