import { setTimeout as pause } from 'node:timers/promises';
import { networkInterfaces } from 'node:os';
import type { SectionData } from '../../../shared/model/diagnostics';
import { routesOf } from '../net/routes-of';
import { windowsNetwork } from '../net/windows-network';
import { linuxTunnel, tunnelNamed, type VpnKind } from '../parse/tunnels';
import { parseNetstatCounters } from '../parse/netstat';
import { defaultInterfaces } from '../parse/route-row';
import { parseScutilServices } from '../parse/scutil';
import { windowsAdapters } from '../parse/windows-rows';
import { always, collected, DEADLINE_MS, said, type Found, type Probe, type ProbeContext } from '../probe';

type Vpn = SectionData<'vpn'>[number];

const NET = '/sys/class/net';
/** The other checks send through the tunnel meanwhile, where it is the way to everywhere. */
const WATCH_MS = 1_200;
/** So many packets into a tunnel and not one out of it: fewer may be a keep-alive. */
const UNANSWERED = 3;

interface Counters {
  received: number;
  sent: number;
  receivedPackets: number;
  sentPackets: number;
}

export const vpnProbe: Probe<'vpn'> = {
  key: 'vpn',
  source: '/sys/class/net; Get-VpnConnection, Get-NetAdapter; scutil --nc list, netstat -ibn',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const routes = await routesOf(context);
    const standard = defaultInterfaces(routes.status === 'collected' ? routes.data : []);
    switch (context.platform) {
      case 'linux':
        return onLinux(context, standard);
      case 'windows':
        return onWindows(context, standard);
      case 'macos':
        return onMacos(context, standard);
    }
  },
};

async function onLinux(context: ProbeContext, standard: ReadonlySet<string>): Promise<Found<Vpn[]>> {
  const names = await context.list(NET);
  const tunnels = (await Promise.all(names.map((name) => linuxTunnel(context, name)))).filter(
    (tunnel) => tunnel !== null,
  );
  if (tunnels.length === 0) return collected([]);
  const before = await Promise.all(tunnels.map(({ name }) => countersOf(context, name)));
  await pause(WATCH_MS);
  const after = await Promise.all(tunnels.map(({ name }) => countersOf(context, name)));
  const rows = tunnels.slice(0, 16).map(({ name, kind, up }, at) => ({
    name: said(name),
    interface: said(name),
    kind,
    up,
    ...traffic(before[at] ?? null, after[at] ?? null),
    default: standard.has(name),
  }));
  return collected(rows);
}

async function countersOf(context: ProbeContext, name: string): Promise<Counters | null> {
  const read = async (counter: string) => {
    const text = await context.readText(`${NET}/${name}/statistics/${counter}`);
    return text === null ? Number.NaN : Number(text.trim());
  };
  const [received, sent, receivedPackets, sentPackets] = await Promise.all(
    (['rx_bytes', 'tx_bytes', 'rx_packets', 'tx_packets'] as const).map(read),
  );
  const known = { received, sent, receivedPackets, sentPackets } as Counters;
  return Object.values(known).some(Number.isNaN) ? null : known;
}

/**
 * What the moment showed counts more than the past: a tunnel that worked this morning and now swallows what goes in
 * is down, whatever its counters hold. Where the moment showed nothing, the counters since it came up do.
 */
export function traffic(before: Counters | null, after: Counters | null): Pick<Vpn, 'receives' | 'sends'> {
  if (after === null) return { receives: null, sends: null };
  const sent = before === null ? 0 : after.sentPackets - before.sentPackets;
  const received = before === null ? 0 : after.receivedPackets - before.receivedPackets;
  const swallowed = sent >= UNANSWERED && received === 0;
  return { receives: !swallowed && after.received > 0, sends: after.sent > 0 };
}

async function onWindows(context: ProbeContext, standard: ReadonlySet<string>): Promise<Found<Vpn[]>> {
  const network = await windowsNetwork(context);
  if (network.status !== 'collected') return network;
  const adapters = windowsAdapters(network.data);
  const own = network.data.vpn.map((row): Vpn => {
    const name = said(row['Name']);
    // The connection's own adapter has its name and exists only while it is up.
    const adapter = adapters.get(name);
    return {
      name,
      interface: name,
      kind: /ikev2|l2tp/i.test(said(row['TunnelType'])) ? 'ipsec' : 'ppp',
      up: said(row['ConnectionStatus']) === 'Connected',
      ...bytesAlone(adapter?.received ?? null, adapter?.sent ?? null),
      default: standard.has(name),
    };
  });
  const others = [...adapters].flatMap(([name, adapter]): Vpn[] => {
    const kind = tunnelNamed(adapter.description) ?? tunnelNamed(name);
    if (kind === null || own.some((entry) => entry.name === name)) return [];
    const bytes = bytesAlone(adapter.received, adapter.sent);
    return [{ name, interface: name, kind, up: adapter.up, ...bytes, default: standard.has(name) }];
  });
  return collected([...own, ...others].slice(0, 16));
}

function bytesAlone(received: number | null, sent: number | null): Pick<Vpn, 'receives' | 'sends'> {
  return { receives: received === null ? null : received > 0, sends: sent === null ? null : sent > 0 };
}

async function onMacos(context: ProbeContext, standard: ReadonlySet<string>): Promise<Found<Vpn[]>> {
  const limits = { timeoutMs: 1_500 };
  const [services, table] = await Promise.all([
    context.run('scutil', ['--nc', 'list'], limits),
    context.run('netstat', ['-ibn'], limits),
  ]);
  const counters = parseNetstatCounters(table.ok ? table.output : '');
  // The system keeps tunnels of its own; a VPN's has an address that others can see.
  const tunnels = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    /^(?:utun|ipsec|ppp)\d+$/.test(name) && addresses?.some(({ family }) => family === 'IPv4') ? [name] : [],
  );
  const connected = parseScutilServices(services.ok ? services.output : '').filter(
    (entry) => entry.connected,
  );
  const rows = tunnels.slice(0, 16).map((name, at): Vpn => {
    const service = connected[at];
    const known = counters.get(name);
    return {
      name: service?.name ?? name,
      interface: name,
      kind: kindOnMacos(name, service?.type ?? ''),
      up: true,
      ...bytesAlone(known?.received ?? null, known?.sent ?? null),
      default: standard.has(name),
    };
  });
  return collected(rows);
}

function kindOnMacos(name: string, type: string): VpnKind {
  if (name.startsWith('ipsec') || /ipsec|ikev2/i.test(type)) return 'ipsec';
  if (name.startsWith('ppp')) return 'ppp';
  return tunnelNamed(type) ?? 'tun';
}
