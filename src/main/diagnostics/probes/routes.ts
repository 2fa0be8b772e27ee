import { routesOf } from '../net/routes-of';
import { always, collected, DEADLINE_MS, type Probe } from '../probe';

export const routesProbe: Probe<'routes'> = {
  key: 'routes',
  source: '/proc/net/route, /proc/net/ipv6_route; netstat -rn; Get-NetRoute',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const found = await routesOf(context);
    return found.status === 'collected' ? collected(found.data.slice(0, 64)) : found;
  },
};
