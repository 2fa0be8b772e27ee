import { comings, listed, pairs, rule, sameSet, type ChangeRule, type FactsFor, type Found } from './draft';
import { driverChanges } from './system-changes';

function dnsChanges(before: FactsFor<'dns'>, after: FactsFor<'dns'>): Found[] {
  const servers = !sameSet(before.servers.map(unnumbered), after.servers.map(unnumbered));
  if (!servers && sameSet(before.searchDomains, after.searchDomains)) return [];
  const said = (dns: FactsFor<'dns'>) => listed(servers ? dns.servers : dns.searchDomains);
  return [
    {
      kind: 'dns-changed',
      subject: '',
      before: said(before),
      after: said(after),
      weight: servers ? 85 : 50,
    },
  ];
}

/** `fe80::1%3`: the number is the interface's, and another after each start. */
function unnumbered(address: string): string {
  return address.replace(/%.*$/, '');
}

function gatewayChanges(before: FactsFor<'gateway'>, after: FactsFor<'gateway'>): Found[] {
  if (unnumbered(before.address ?? '') === unnumbered(after.address ?? '')) return [];
  return [{ kind: 'gateway-changed', subject: '', before: before.address, after: after.address, weight: 75 }];
}

function proxyChanges(before: FactsFor<'proxy'>, after: FactsFor<'proxy'>): Found[] {
  const said = ({ mode, server, pacUrl, bypass }: FactsFor<'proxy'>) =>
    mode === 'direct' ? mode : listed([mode, server, pacUrl, bypass]);
  if (before.mode === 'unknown' || after.mode === 'unknown' || said(before) === said(after)) return [];
  return [{ kind: 'proxy-changed', subject: '', before: said(before), after: said(after), weight: 85 }];
}

function wifiChanges(before: FactsFor<'wifi'>, after: FactsFor<'wifi'>): Found[] {
  const networks = (list: FactsFor<'wifi'>) => list.map((entry) => entry.ssid).toSorted();
  if (!sameSet(networks(before), networks(after))) {
    return [
      {
        kind: 'wifi-changed',
        subject: '',
        before: listed(networks(before)),
        after: listed(networks(after)),
        weight: 65,
      },
    ];
  }
  return pairs(before, after).flatMap(([earlier, now]): Found[] => {
    if (earlier.bssid === null || now.bssid === null || earlier.bssid === now.bssid) return [];
    return [
      {
        kind: 'access-point-changed',
        subject: now.ssid,
        before: earlier.bssid,
        after: now.bssid,
        weight: 30,
      },
    ];
  });
}

function vpnChanges(before: FactsFor<'vpn'>, after: FactsFor<'vpn'>): Found[] {
  const state = (list: FactsFor<'vpn'>, name: string) => {
    const entry = list.find((vpn) => vpn.name === name);
    return entry ? listed([entry.up ? 'up' : 'down', entry.default ? 'default route' : null]) : null;
  };
  const names = new Set([...before, ...after].map((entry) => entry.name));
  return [...names].flatMap((name): Found[] => {
    const [earlier, now] = [state(before, name), state(after, name)];
    if (earlier === now) return [];
    return [{ kind: 'vpn-changed', subject: name, before: earlier, after: now, weight: 80 }];
  });
}

function issuerChanges(before: FactsFor<'tls'>, after: FactsFor<'tls'>): Found[] {
  return pairs(before, after).flatMap(([earlier, now]): Found[] => {
    if (earlier.issuer === null || now.issuer === null) return [];
    if (withoutNumber(earlier.issuer) === withoutNumber(now.issuer)) return [];
    return [
      {
        kind: 'certificate-issuer-changed',
        subject: now.name,
        before: earlier.issuer,
        after: now.issuer,
        weight: 85,
      },
    ];
  });
}

/** Authorities take turns with their own numbered certificates: R10, R11. */
function withoutNumber(issuer: string): string {
  return issuer.replace(/\d+$/, '');
}

/** Without its adapter a computer may be off the network. */
const ADAPTER_GONE_WEIGHT = 60;

function interfaceChanges(before: FactsFor<'interfaces'>, after: FactsFor<'interfaces'>): Found[] {
  const real = (list: FactsFor<'interfaces'>) =>
    list.filter((entry) => entry.kind === 'wired' || entry.kind === 'wireless');
  const [earlier, now] = [real(before), real(after)];
  const names = (list: FactsFor<'interfaces'>) => list.map((entry) => entry.name);
  const moved = pairs(earlier, now).flatMap(([was, is]): Found[] => {
    if (!was.up || !is.up || sameSet(networks(was.addresses), networks(is.addresses))) return [];
    return [
      {
        kind: 'address-changed',
        subject: is.name,
        before: listed(was.addresses),
        after: listed(is.addresses),
        weight: is.addresses.length === 0 || is.addresses.some(isSelfAssigned) ? 75 : 40,
      },
    ];
  });
  return [
    ...comings(names(earlier), names(now), ADAPTER_GONE_WEIGHT),
    ...moved,
    ...driverChanges(earlier, now),
  ];
}

/** A new lease in the same network is no change. Addresses of IPv6 come and go by themselves: they count only alone. */
function networks(addresses: readonly string[]): string[] {
  const four = addresses.filter((address) => !address.includes(':'));
  if (four.length > 0) return four.map(network4);
  return addresses.filter((address) => !/^fe80:/i.test(address)).map((address) => network6(address));
}

/** Of a /24, unless the address says otherwise. */
function network4(address: string): string {
  const [host = '', length = '24'] = address.split('/');
  const bits = Math.min(32, Math.max(0, Number(length) || 24));
  const value = host.split('.').reduce((sum, part) => sum * 256 + (Number(part) || 0), 0);
  return `${Math.floor(value / 2 ** (32 - bits))}/${bits}`;
}

function network6(address: string): string {
  const [head = ''] = address.split('/');
  const groups = head.toLowerCase().split('::')[0]?.split(':') ?? [];
  return groups.slice(0, 4).join(':');
}

function isSelfAssigned(address: string): boolean {
  return address.startsWith('169.254.');
}

export const NETWORK_RULES: readonly ChangeRule[] = [
  rule('dns', dnsChanges),
  rule('gateway', gatewayChanges),
  rule('proxy', proxyChanges),
  rule('wifi', wifiChanges),
  rule('vpn', vpnChanges),
  rule('tls', issuerChanges),
  rule('interfaces', interfaceChanges),
];
