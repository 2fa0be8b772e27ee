import { bare, connected, isSelfAssigned, outward, weight } from './connected';
import { fact, median, rule } from './rule';

export const noNetwork = rule({
  id: 'no-network',
  topic: 'network',
  actionable: true,
  reads: ['interfaces', 'desk'],
  check: ({ interfaces, desk }) => {
    if (!interfaces || interfaces.length === 0 || connected(interfaces).length > 0) return [];
    const own = outward(interfaces);
    return [
      {
        severity: weight(desk),
        params: {
          wireless: own.some(({ kind }) => kind === 'wireless'),
          // A link without an address waits for one; no link waits for a cable or a network.
          linked: own.some(({ up }) => up),
        },
        evidence: own.slice(0, 4).map(({ name, up }) => fact(`interfaces[${name}].up`, up)),
      },
    ];
  },
});

export const selfAssignedAddress = rule({
  id: 'self-assigned-address',
  topic: 'network',
  actionable: true,
  reads: ['interfaces', 'desk'],
  check: ({ interfaces, desk }) => {
    // Docks and phones have such an address beside a good connection: that is how they are meant.
    if (!interfaces || connected(interfaces).length > 0) return [];
    return outward(interfaces)
      .filter(({ up }) => up)
      .flatMap(({ name, kind, addresses }) => {
        const address = addresses.find(isSelfAssigned);
        return address === undefined
          ? []
          : [
              {
                severity: weight(desk),
                subject: name,
                params: { name, address: bare(address), wireless: kind === 'wireless' },
                evidence: [fact(`interfaces[${name}].addresses`, address)],
              },
            ];
      });
  },
});

const EVERYWHERE = new Set([
  'default',
  '0.0.0.0/0',
  '0.0.0.0',
  '::/0',
  '::',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '0/1',
]);

export const noDefaultRoute = rule({
  id: 'no-default-route',
  topic: 'network',
  actionable: true,
  reads: ['interfaces', 'routes', 'gateway', 'desk'],
  check: ({ interfaces, routes, gateway, desk }) => {
    if (!interfaces || connected(interfaces).length === 0 || (!routes && !gateway)) return [];
    if (typeof gateway?.address === 'string') return [];
    if ((routes ?? []).some(({ destination }) => EVERYWHERE.has(destination))) return [];
    return [
      {
        severity: weight(desk),
        params: {},
        evidence: [
          fact('routes', (routes ?? []).map(({ destination }) => destination).join(' ')),
          fact('gateway.address', null),
        ],
      },
    ];
  },
});

export const gatewaySilent = rule({
  id: 'gateway-silent',
  topic: 'network',
  actionable: true,
  reads: ['gateway', 'desk'],
  check: ({ gateway, desk }) => {
    if (typeof gateway?.address !== 'string' || gateway.reachable !== false || gateway.neighbor === true)
      return [];
    // Where nothing is known of its hardware address, a desk that answers proves that it forwards.
    if (gateway.neighbor === null && desk?.reachable === true) return [];
    return [
      {
        severity: weight(desk),
        params: { address: gateway.address, interface: gateway.interface },
        evidence: [
          fact('gateway.address', gateway.address),
          fact('gateway.reachable', false),
          fact('gateway.neighbor', gateway.neighbor),
        ],
      },
    ];
  },
});

const LOSSY = 20;
const LOSSY_HOUR = 10;

export const gatewayLossy = rule({
  id: 'gateway-lossy',
  topic: 'network',
  actionable: true,
  reads: ['gateway', 'history'],
  check: ({ gateway, history }) => {
    // A gateway that refuses every ping loses nothing.
    if (gateway?.reachable !== true) return [];
    const known = (history?.minutes ?? []).filter(({ gatewayLost }) => gatewayLost !== null);
    const lost = known.filter(({ gatewayLost }) => gatewayLost).length;
    // Gone once for a while is a computer that slept or a cable that was pulled, not a link that drops.
    const gaps = known.filter(
      ({ gatewayLost }, index) => gatewayLost && known[index - 1]?.gatewayLost !== true,
    ).length;
    const inHour = known.length >= 10 && gaps > 1 ? (lost / known.length) * 100 : 0;
    const nowPercent = gateway.lossPercent ?? 0;
    if (nowPercent < LOSSY && inHour < LOSSY_HOUR) return [];
    return [
      {
        severity: 'warning' as const,
        params: { percent: Math.max(nowPercent, inHour), address: gateway.address },
        evidence: [
          fact('gateway.lossPercent', gateway.lossPercent),
          fact('history.minutes.gatewayLost', `${lost} of ${known.length}`),
        ],
      },
    ];
  },
});

/** On a cable it takes 1 ms, on a good Wi-Fi 3 to 20: from 100 on, every click is felt. */
const SLOW_GATEWAY = 100;

export const gatewaySlow = rule({
  id: 'gateway-slow',
  topic: 'network',
  actionable: true,
  reads: ['gateway', 'history'],
  check: ({ gateway, history }) => {
    if (typeof gateway?.roundTripMs !== 'number') return [];
    const hour = (history?.minutes ?? []).flatMap(({ gatewayMs }) => (gatewayMs === null ? [] : [gatewayMs]));
    const usual = hour.length >= 10 ? median(hour) : null;
    const slowest = Math.max(gateway.roundTripMs, usual ?? 0);
    return slowest >= SLOW_GATEWAY
      ? [
          {
            severity: 'warning' as const,
            params: { ms: slowest, address: gateway.address },
            evidence: [
              fact('gateway.roundTripMs', gateway.roundTripMs),
              fact('history.minutes.gatewayMs', usual),
            ],
          },
        ]
      : [];
  },
});

export const NETWORK_RULES = [
  selfAssignedAddress,
  noNetwork,
  noDefaultRoute,
  gatewaySilent,
  gatewayLossy,
  gatewaySlow,
] as const;
