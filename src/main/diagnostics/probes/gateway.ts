import { networkInterfaces } from 'node:os';
import type { Platform } from '../../../shared/model/device';
import { always, collected, DEADLINE_MS, failed, type Probe, type ProbeContext } from '../probe';
import { parsePing } from './parse-ping';
import { parseRoute, type Route } from './parse-route';

const PINGS = 3;
/** Address of the default route, how to ask for it and how to ping on each system. */
const COMMANDS: Record<Platform, { route: [string, ...string[]]; ping: [string, ...string[]] }> = {
  linux: {
    route: ['ip', 'route', 'show', 'default'],
    ping: ['ping', '-n', '-c', String(PINGS), '-i', '0.2', '-W', '1'],
  },
  macos: {
    route: ['route', '-n', 'get', 'default'],
    ping: ['ping', '-n', '-c', String(PINGS), '-i', '0.2', '-W', '1000'],
  },
  windows: {
    route: ['route', 'print', '-4', '0.0.0.0'],
    ping: ['ping', '-n', String(PINGS), '-w', '1000'],
  },
};

export const gatewayProbe: Probe<'gateway'> = {
  key: 'gateway',
  source: 'default route (ip, route), ping',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const [program, ...args] = COMMANDS[context.platform].route;
    const route = await context.run(program, args);
    if (!route.ok) return failed(route.reason, route.detail);
    const found = parseRoute(context.platform, route.output);
    if (!found) {
      return collected({
        address: null,
        interface: null,
        reachable: null,
        roundTripMs: null,
        lossPercent: null,
      });
    }
    return collected({
      address: found.address,
      interface: interfaceName(context.platform, found),
      ...(await ping(context, found.address)),
    });
  },
};

async function ping({ platform, run }: ProbeContext, address: string) {
  const [program, ...args] = COMMANDS[platform].ping;
  const outcome = await run(program, [...args, address]);
  const parsed = outcome.ok ? parsePing(platform, outcome.output, PINGS) : null;
  // Without ping, or with its output unreadable, the address alone is still worth having.
  return parsed ?? { reachable: null, roundTripMs: null, lossPercent: null };
}

/** Windows names the interface by its own address. */
function interfaceName(platform: Platform, route: Route): string | null {
  if (platform !== 'windows') return route.interface;
  const all = Object.entries(networkInterfaces());
  return (
    all.find(([, list]) => list?.some((entry) => entry.address === route.interface))?.[0] ?? route.interface
  );
}
