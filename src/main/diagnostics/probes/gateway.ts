import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Platform } from '../../../shared/model/device';
import type { SectionData } from '../../../shared/model/diagnostics';
import { connectTcp } from '../net/tcp';
import { timeBox, type TimeBox } from '../net/time-box';
import { parseArp, parseIpNeighbor, parseProcArp, type Neighbor } from '../parse/neighbors';
import { always, collected, DEADLINE_MS, failed, said, type Probe, type ProbeContext } from '../probe';
import type { ProgramOutcome } from '../run-program';
import { parsePing, type Pinged } from './parse-ping';
import { parseRoute, type Route } from './parse-route';

type Gateway = SectionData<'gateway'>;

const PINGS = 3;
const ROUTE_MS = 1_000;
const PING_MS = 1_500;
/** Address of the default route, how to ask for it and how to ping on each system. */
const COMMANDS: Record<Platform, { route: [string, ...string[]]; ping: [string, ...string[]] }> = {
  linux: {
    route: ['ip', 'route', 'show', 'default'],
    ping: ['ping', '-n', '-c', String(PINGS), '-i', '0.2', '-W', '1'],
  },
  macos: {
    route: ['route', '-n', 'get', 'default'],
    ping: ['ping', '-n', '-c', String(PINGS), '-i', '0.2', '-W', '1000', '-t', '2'],
  },
  windows: {
    route: ['route', 'print', '-4', '0.0.0.0'],
    // Between two of them it always waits a whole second: they are sent side by side instead.
    ping: ['ping', '-n', '1', '-w', '1200'],
  },
};
/** Most routers answer at one of these, if only to refuse: DNS, their own pages. */
const ROUTER_PORTS = [53, 80, 443];

export const gatewayProbe: Probe<'gateway'> = {
  key: 'gateway',
  source: 'default route (ip, route), ping; neighbor table (ip neigh, arp)',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const box = timeBox();
    const asked = await defaultRoute(context);
    if (!asked.ok) return failed(asked.reason, asked.detail);
    const { route } = asked;
    // Only an address is handed on to other programs.
    if (!route || isIP(route.address) === 0) return collected({ ...UNKNOWN, address: null, interface: null });
    const pinged = await ping(context, scoped(route));
    return collected({
      address: said(route.address, 80),
      interface: interfaceName(context.platform, route),
      ...(pinged ?? UNKNOWN),
      neighbor: pinged?.reachable === true || (await isThere(context, route, pinged !== null, box)),
    });
  },
};

const UNKNOWN: Omit<Gateway, 'address' | 'interface'> = {
  reachable: null,
  neighbor: null,
  roundTripMs: null,
  lossPercent: null,
};

async function defaultRoute(
  context: ProbeContext,
): Promise<{ ok: true; route: Route | null } | (ProgramOutcome & { ok: false })> {
  const [program, ...args] = COMMANDS[context.platform].route;
  const shown = await context.run(program, args, { timeoutMs: ROUTE_MS });
  if (!shown.ok) return shown;
  const route = parseRoute(context.platform, shown.output);
  if (route || context.platform !== 'linux') return { ok: true, route };
  // Without such a route it prints nothing; anything else is no answer, and "no gateway" would be a lie.
  if (shown.exitCode !== 0) {
    return { ok: false, reason: 'program-failed', detail: `ip: exit code ${shown.exitCode}` };
  }
  if (shown.output.trim() !== '' && !/^default /m.test(shown.output)) {
    return { ok: false, reason: 'unreadable', detail: 'ip route was not understood' };
  }
  // Networks with IPv6 alone exist.
  const six = await context.run(program, ['-6', ...args], { timeoutMs: ROUTE_MS });
  return { ok: true, route: six.ok ? parseRoute('linux', six.output) : null };
}

/** Without ping, or with its output unreadable, the address alone is still worth having: null. */
async function ping({ platform, run }: ProbeContext, address: string): Promise<Pinged | null> {
  const [program, ...args] = COMMANDS[platform].ping;
  const runs = platform === 'windows' ? PINGS : 1;
  const outcomes = await Promise.all(
    Array.from({ length: runs }, () => run(program, [...args, address], { timeoutMs: PING_MS })),
  );
  const output = outcomes.map((outcome) => (outcome.ok ? outcome.output : '')).join('\n');
  return parsePing(platform, output, PINGS);
}

/** Addresses of the link itself mean nothing without the link. */
function scoped({ address, interface: link }: Route): string {
  return address.startsWith('fe80:') && link !== null ? `${address}%${link}` : address;
}

/**
 * Routers may refuse to be pinged. Whether one is there shows in the neighbor table, which the pings have just put to
 * the test; and where the table only remembers, in anything at all that it answers over TCP.
 */
async function isThere(
  context: ProbeContext,
  route: Route,
  tested: boolean,
  box: TimeBox,
): Promise<boolean | null> {
  if (tested) {
    const table = await neighbor(context, route.address);
    return table === 'maybe' ? (await answers(route, box)) || null : table === 'known';
  }
  if (await answers(route, box)) return true;
  return (await neighbor(context, route.address)) === 'unknown' ? false : null;
}

async function answers(route: Route, box: TimeBox): Promise<boolean> {
  const addresses = [{ address: scoped(route), family: route.address.includes(':') ? 6 : 4 }];
  const ms = Math.min(box.left(), 400);
  const tried = await Promise.all(
    ROUTER_PORTS.map(async (port) => {
      const connected = await connectTcp(addresses, port, ms);
      if (connected.ok) connected.socket.destroy();
      return connected.ok || connected.error === 'ECONNREFUSED';
    }),
  );
  return tried.includes(true);
}

async function neighbor({ platform, run, readText }: ProbeContext, address: string): Promise<Neighbor> {
  const limits = { timeoutMs: 500 };
  if (platform === 'linux') {
    const shown = await run('ip', ['neigh', 'show', address], limits);
    return shown.ok
      ? parseIpNeighbor(shown.output)
      : parseProcArp((await readText('/proc/net/arp')) ?? '', address);
  }
  const args = platform === 'macos' ? ['-n', address] : ['-a', address];
  const shown = await run('arp', args, limits);
  return shown.ok ? parseArp(shown.output, address) : 'unknown';
}

/** Windows names the interface by its own address. */
function interfaceName(platform: Platform, route: Route): string | null {
  if (platform !== 'windows') return route.interface;
  const all = Object.entries(networkInterfaces());
  return (
    all.find(([, list]) => list?.some((entry) => entry.address === route.interface))?.[0] ?? route.interface
  );
}
