import { said } from '../probe';
import { countOf, numberOf, type Row } from '../json-value';
import type { RouteRow } from './route-row';
import type { WindowsNetwork } from './windows-network';

/** A route's cost is its own and its interface's together. */
export function windowsRoutes({ routes }: WindowsNetwork): RouteRow[] {
  return routes.flatMap((row) => {
    const destination = said(row['DestinationPrefix'], 80);
    // Multicast and the broadcast of each link are the same everywhere.
    if (destination === '' || /^(?:ff|22[4-9]\.|23\d\.|255\.)/.test(destination)) return [];
    const hop = said(row['NextHop'], 80);
    const own = numberOf(row['RouteMetric']);
    return [
      {
        destination,
        gateway: hop === '' || hop === '0.0.0.0' || hop === '::' ? null : hop,
        interface: said(row['InterfaceAlias']),
        metric: own === null ? null : countOf(own + (numberOf(row['InterfaceMetric']) ?? 0)),
      },
    ];
  });
}

/** Servers of interfaces that are not there any more stand in the list too; those of IPv6 by default are nobody's. */
export function windowsDns(network: WindowsNetwork): { servers: string[]; searchDomains: string[] } {
  const up = new Set(
    network.adapters.filter((row) => said(row['Status']) === 'Up').map((row) => said(row['Name'])),
  );
  const servers = network.dns
    .filter((row) => up.size === 0 || up.has(said(row['InterfaceAlias'])))
    .flatMap((row) => texts(row['ServerAddresses']))
    .filter((address) => !address.startsWith('fec0:'));
  const suffixes = [
    ...network.suffixes.flatMap((row) => texts(row['SuffixSearchList'])),
    ...network.suffix.map((row) => said(row['ConnectionSpecificSuffix'])),
  ];
  return {
    servers: [...new Set(servers)],
    searchDomains: [...new Set(suffixes.filter((name) => name !== ''))].slice(0, 32),
  };
}

/** A list of one may have become its only word. */
function texts(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((entry) => said(entry)).filter((entry) => entry !== '');
}

export interface AdapterFacts {
  up: boolean;
  description: string;
  driver: string | null;
  duplex: 'full' | 'half' | null;
  mtu: number | null;
  errors: number | null;
  received: number | null;
  sent: number | null;
}

/** By the name that people see. */
export function windowsAdapters(network: WindowsNetwork): Map<string, AdapterFacts> {
  const named = (rows: readonly Row[], key: string, name: string) =>
    rows.find((row) => said(row[key]) === name) ?? {};
  return new Map(
    network.adapters.map((row) => {
      const name = said(row['Name']);
      const counters = named(network.statistics, 'Name', name);
      const wrong = [
        'ReceivedPacketErrors',
        'ReceivedDiscardedPackets',
        'OutboundPacketErrors',
        'OutboundDiscardedPackets',
      ].flatMap((key) => numberOf(counters[key]) ?? []);
      const full = row['FullDuplex'];
      const mtu = numberOf(named(network.interfaces, 'InterfaceAlias', name)['NlMtu']);
      const facts: AdapterFacts = {
        up: said(row['Status']) === 'Up',
        description: said(row['InterfaceDescription']),
        driver: said(row['DriverFileName'], 80) || null,
        duplex: typeof full === 'boolean' ? (full ? 'full' : 'half') : null,
        // Links without a limit of their own say 4294967295.
        mtu: mtu !== null && mtu > 0 && mtu < 1_000_000 ? mtu : null,
        errors: wrong.length === 0 ? null : wrong.reduce((sum, value) => sum + value, 0),
        received: numberOf(counters['ReceivedBytes']),
        sent: numberOf(counters['SentBytes']),
      };
      return [name, facts] as const;
    }),
  );
}
