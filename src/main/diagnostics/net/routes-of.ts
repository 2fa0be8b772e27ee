import { parseProcRoute, parseProcRoute6 } from '../parse/linux-routes';
import { parseNetstatRoutes } from '../parse/netstat';
import type { RouteRow } from '../parse/route-row';
import { windowsRoutes } from '../parse/windows-rows';
import { collected, failed, type Found } from '../probe';
import { perContext } from './per-context';
import { windowsNetwork } from './windows-network';

/** Every route of this computer, IPv4 first. */
export const routesOf = perContext(async (context): Promise<Found<RouteRow[]>> => {
  switch (context.platform) {
    case 'linux': {
      const [four, six] = await Promise.all([
        context.readText('/proc/net/route'),
        context.readText('/proc/net/ipv6_route'),
      ]);
      if (four === null && six === null) return failed('unreadable', '/proc/net/route');
      return collected([...parseProcRoute(four ?? ''), ...parseProcRoute6(six ?? '')]);
    }
    case 'macos': {
      const table = await context.run('netstat', ['-rn']);
      return table.ok ? collected(parseNetstatRoutes(table.output)) : failed(table.reason, table.detail);
    }
    case 'windows': {
      const network = await windowsNetwork(context);
      return network.status === 'collected' ? collected(windowsRoutes(network.data)) : network;
    }
  }
});
