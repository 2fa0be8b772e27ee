import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/shared/model/diagnostics';
import { factsOf } from '../../src/shared/model/section-keys';
import { findingsOf } from '../../src/shared/rules/findings/findings';
import { ADDRESS, createLab, DESK_PORT, DESK_URL, labIsPossible, type Lab } from './lab/lab';

const NETWORK_TOPICS = new Set(['network', 'internet', 'sign-in', 'live-view']);
const NAMES = { 'desk.test': ADDRESS.net };
const TURN = `turn:${ADDRESS.net}:3478?transport=udp`;
const TURN_TCP = `turn:${ADDRESS.net}:3478?transport=tcp`;

/** A tunnel whose far end is not there: packets go in, none come out. Perl is on every Debian. */
const SWALLOW = `
  open(my $tun, '+<', '/dev/net/tun') or die 'no tun';
  my $request = pack('a16 s x22', 'tun0', 0x1001); # IFF_TUN | IFF_NO_PI
  ioctl($tun, 0x400454ca, $request) or die 'no tunnel'; # TUNSETIFF
  $| = 1;
  print "open\\n";
  1 while sysread($tun, my $packet, 65536);
`;

/** The rules that found something about the connection, but for what is merely worth knowing. */
function rules(report: Report): string[] {
  return findingsOf(report)
    .filter(({ topic, severity }) => NETWORK_TOPICS.has(topic) && severity !== 'info')
    .map(({ rule }) => rule);
}

async function startRelay(lab: Lab): Promise<void> {
  const options = ['-n', '--no-tls', '--no-dtls', '--no-cli', '--log-file=stdout', '--realm=example.org'];
  const files = [`--pidfile=${lab.folder}/turn.pid`, `--userdb=${lab.folder}/turn.db`];
  const address = [`--listening-ip=${ADDRESS.net}`, `--relay-ip=${ADDRESS.net}`];
  const secret = ['--use-auth-secret', '--static-auth-secret=lab'];
  await lab.start('net', 'Total', ['turnserver', ...options, ...files, ...address, ...secret]);
}

/** A certificate for the desk's name, signed by a made-up authority. */
function certificate(lab: Lab, authority: string, days: number) {
  const file = (name: string) => path.join(lab.folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '30',
    '-subj',
    `/O=${authority}/CN=${authority}`,
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
  );
  openssl('req', ...key, '-subj', '/CN=desk.test', '-keyout', file('desk.key'), '-out', file('desk.csr'));
  openssl(
    'x509',
    '-req',
    '-in',
    file('desk.csr'),
    '-CA',
    file('ca.pem'),
    '-CAkey',
    file('ca.key'),
    '-CAcreateserial',
    '-days',
    String(days),
    '-out',
    file('desk.pem'),
  );
  return { port: 443, keyFile: file('desk.key'), certificateFile: file('desk.pem'), deskPort: DESK_PORT };
}

describe.skipIf(!labIsPossible)('a fault made for real in a network of its own', () => {
  let lab: Lab;
  beforeEach(() => {
    lab = createLab();
    lab.useDns(ADDRESS.net);
  });
  afterEach(() => lab.remove());

  async function everythingWorks(): Promise<void> {
    await lab.serve({ dns: { names: NAMES, delayMs: 0 } });
    await lab.startDesk();
  }

  test('nothing is found where nothing is wrong', async () => {
    await everythingWorks();
    await startRelay(lab);
    const report = await lab.collect({ targets: { iceUrls: [TURN, TURN_TCP] } });
    expect(rules(report)).toEqual([]);
    expect(factsOf(report, 'gateway')).toMatchObject({ address: ADDRESS.router, reachable: true });
    expect(factsOf(report, 'desk')).toMatchObject({ reachable: true, status: 200 });
    expect(factsOf(report, 'liveView')).toMatchObject({ udp: true, relay: true });
    expect(factsOf(report, 'path')).toMatchObject({ mtu: 1500 });
  });

  test('no address', async () => {
    lab.at('pc', 'ip', 'address', 'flush', 'dev', 'eth0');
    expect(rules(await lab.collect())).toEqual(['no-network']);
  });

  test('an address the computer gave itself', async () => {
    lab.at('pc', 'ip', 'address', 'flush', 'dev', 'eth0');
    lab.at('pc', 'ip', 'address', 'add', '169.254.7.9/16', 'dev', 'eth0');
    expect(rules(await lab.collect())).toEqual(['self-assigned-address']);
  });

  test('no way out', async () => {
    lab.at('pc', 'ip', 'route', 'delete', 'default');
    expect(rules(await lab.collect())).toEqual(['no-default-route']);
  });

  test('the gateway is dead', async () => {
    lab.at('pc', 'ip', 'route', 'replace', 'default', 'via', '10.77.1.99');
    expect(rules(await lab.collect())).toEqual(['gateway-silent']);
  });

  test('the gateway loses packets', async () => {
    await everythingWorks();
    lab.at('router', 'nft', 'add table ip lossy');
    lab.at('router', 'nft', 'add chain ip lossy in { type filter hook input priority 0; }');
    lab.at('router', 'nft', 'add rule ip lossy in icmp type echo-request numgen inc mod 2 0 drop');
    expect(rules(await lab.collect())).toContain('gateway-lossy');
  });

  test('no DNS server answers', async () => {
    await lab.startDesk();
    expect(rules(await lab.collect())).toEqual(['dns-all-silent']);
  });

  test('one of two DNS servers is dead', async () => {
    await everythingWorks();
    lab.useDns('10.77.2.99', ADDRESS.net);
    const report = await lab.collect();
    expect(rules(report)).toContain('dns-one-silent');
    expect(rules(report)).not.toContain('dns-all-silent');
  });

  test('DNS is slow', async () => {
    await lab.serve({ dns: { names: NAMES, delayMs: 1_200 } });
    await lab.startDesk();
    expect(rules(await lab.collect())).toContain('dns-slow');
  });

  test('the desk has no address in DNS', async () => {
    await lab.serve({ dns: { names: {}, delayMs: 0 } });
    await lab.startDesk();
    expect(rules(await lab.collect())).toEqual(['desk-name-unresolved']);
  });

  test('the desk is down', async () => {
    await lab.serve({ dns: { names: NAMES, delayMs: 0 } });
    expect(rules(await lab.collect())).toEqual(['desk-unreachable']);
  });

  test('a hotel wants a log-in first', async () => {
    await lab.serve({
      dns: { names: NAMES, delayMs: 0 },
      portal: { port: 8080, location: 'http://wifi.hotel.example/login?mac=aa' },
    });
    lab.at('router', 'nft', 'add table ip portal');
    lab.at('router', 'nft', 'add chain ip portal pre { type nat hook prerouting priority dstnat; }');
    lab.at(
      'router',
      'nft',
      `add rule ip portal pre iif lan tcp dport ${DESK_PORT} dnat to ${ADDRESS.net}:8080`,
    );
    const report = await lab.collect();
    expect(rules(report)).toEqual(['captive-portal']);
    expect(factsOf(report, 'internet')).toMatchObject({
      captivePortal: true,
      portalHost: 'wifi.hotel.example',
    });
  });

  test('a proxy wants a password', async () => {
    await everythingWorks();
    await lab.serve({ proxy: { port: 3128 } });
    const report = await lab.collect({ targets: { proxyRoute: `PROXY ${ADDRESS.net}:3128` } });
    expect(rules(report)).toContain('proxy-wants-password');
  });

  test('the proxy is gone', async () => {
    await everythingWorks();
    const report = await lab.collect({ targets: { proxyRoute: `PROXY ${ADDRESS.net}:3129` } });
    expect(rules(report)).toContain('proxy-unreachable');
  });

  test('the clock is seven minutes ahead', async () => {
    await everythingWorks();
    const report = await lab.collect({ wrapper: ['faketime', '-f', '+7m'] });
    expect(rules(report)).toEqual(['clock-wrong']);
    expect(factsOf(report, 'clock')?.skewMs).toBeGreaterThan(410_000);
  });

  test('someone opens TLS on the way', async () => {
    await everythingWorks();
    await lab.serve({ tls: certificate(lab, 'mitmproxy', 30) });
    const report = await lab.collect({ targets: { checkHosts: [{ host: 'desk.test', port: 443 }] } });
    expect(rules(report)).toEqual(['tls-intercepted']);
  });

  test('nobody knows who signed the certificate', async () => {
    await everythingWorks();
    await lab.serve({ tls: certificate(lab, 'Example Internal CA', 30) });
    const report = await lab.collect({ targets: { checkHosts: [{ host: 'desk.test', port: 443 }] } });
    expect(rules(report)).toEqual(['tls-untrusted']);
  });

  test('UDP is blocked', async () => {
    await everythingWorks();
    await startRelay(lab);
    lab.at('router', 'nft', 'add table ip firewall');
    lab.at('router', 'nft', 'add chain ip firewall passing { type filter hook forward priority 0; }');
    for (const rule of ['udp dport 53 accept', 'udp sport 53 accept', 'meta l4proto udp drop']) {
      lab.at('router', 'nft', `add rule ip firewall passing ${rule}`);
    }
    const report = await lab.collect({ targets: { iceUrls: [TURN, TURN_TCP] } });
    expect(rules(report)).toEqual(['live-view-no-udp']);
  });

  test('no relay can be reached', async () => {
    await everythingWorks();
    const report = await lab.collect({ targets: { iceUrls: [TURN, TURN_TCP] } });
    expect(rules(report)).toEqual(['live-view-blocked']);
  });

  test('large packets do not pass', async () => {
    await everythingWorks();
    lab.at('router', 'ip', 'link', 'set', 'wan', 'mtu', '1200');
    const report = await lab.collect();
    expect(rules(report)).toEqual(['path-mtu-small']);
    expect(factsOf(report, 'path')).toMatchObject({ mtu: 1200, interfaceMtu: 1500 });
  });

  test('large packets vanish in silence', async () => {
    await everythingWorks();
    lab.at('router', 'ip', 'link', 'set', 'wan', 'mtu', '1400');
    lab.at('router', 'nft', 'add table ip silent');
    lab.at('router', 'nft', 'add chain ip silent out { type filter hook output priority 0; }');
    lab.at('router', 'nft', 'add rule ip silent out icmp type destination-unreachable drop');
    const report = await lab.collect();
    expect(rules(report)).toEqual(['path-black-hole']);
    expect(factsOf(report, 'path')).toMatchObject({ mtu: 1400, announced: false });
  });

  test('a VPN is up and carries nothing', async () => {
    await everythingWorks();
    await lab.start('pc', 'open', ['perl', '-e', SWALLOW]);
    lab.at('pc', 'ip', 'address', 'add', '10.99.0.2/24', 'dev', 'tun0');
    lab.at('pc', 'ip', 'link', 'set', 'tun0', 'up');
    await lab.start('pc', 'sending', ['sh', '-c', 'echo sending; exec ping -n -i 0.2 10.99.0.1']);
    const sent = '/sys/class/net/tun0/statistics/tx_packets';
    lab.at('pc', 'sh', '-c', `until [ "$(cat ${sent})" -gt 0 ]; do sleep 0.05; done`);
    const report = await lab.collect();
    expect(factsOf(report, 'vpn')).toMatchObject([
      { interface: 'tun0', up: true, sends: true, receives: false },
    ]);
    expect(rules(report)).toEqual(['vpn-no-traffic']);
  });

  test('IPv6 leads nowhere', async () => {
    await lab.serve({ dns: { names: NAMES, delayMs: 0 } });
    await lab.startDesk();
    lab.at('pc', 'ip', '-6', 'address', 'add', '2001:db8:77::2/64', 'dev', 'eth0', 'nodad');
    lab.at('pc', 'ip', '-6', 'route', 'add', 'default', 'via', '2001:db8:77::99', 'dev', 'eth0');
    const report = await lab.collect();
    expect(factsOf(report, 'internet')).toMatchObject({ ipv6: true, deskByIpv4: true });
  });

  test('the desk address given as a number needs no DNS', async () => {
    await lab.startDesk();
    const report = await lab.collect({ targets: { deskUrl: DESK_URL.replace('desk.test', ADDRESS.net) } });
    expect(factsOf(report, 'dns')?.deskName).toBeNull();
    expect(factsOf(report, 'desk')).toMatchObject({ reachable: true });
  });
});
