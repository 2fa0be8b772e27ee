import { connected, weight } from './connected';
import { fact, named, rule, type Facts } from './rule';

/** Windows lists these where nothing was configured for IPv6; nobody answers there, ever. */
const PLACEHOLDER = /^fec0:0:0:ffff::[123]/i;

function dnsServers(dns: Facts<'dns'>['dns']) {
  return (dns?.servers ?? []).filter(({ address }) => !PLACEHOLDER.test(address));
}

export const noDnsServers = rule({
  id: 'no-dns-servers',
  topic: 'internet',
  actionable: true,
  reads: ['dns', 'interfaces', 'desk'],
  check: ({ dns, interfaces, desk }) =>
    dns &&
    dnsServers(dns).length === 0 &&
    dns.deskName?.resolves !== true &&
    connected(interfaces ?? []).length > 0
      ? [
          {
            severity: weight(desk),
            params: {},
            evidence: [fact('dns.servers', 0)],
          },
        ]
      : [],
});

export const dnsAllSilent = rule({
  id: 'dns-all-silent',
  topic: 'internet',
  actionable: true,
  reads: ['dns', 'desk'],
  check: ({ dns, desk }) => {
    const servers = dnsServers(dns);
    if (servers.length === 0 || servers.some(({ answers }) => answers)) return [];
    return [
      {
        // A name that resolves nevertheless came from the system's memory, or by a way not asked here.
        severity: dns?.deskName?.resolves === true ? ('warning' as const) : weight(desk),
        params: { addresses: named(servers.map(({ address }) => address)) },
        evidence: servers.slice(0, 4).map(({ address }) => fact(`dns.servers[${address}].answers`, false)),
      },
    ];
  },
});

export const dnsOneSilent = rule({
  id: 'dns-one-silent',
  topic: 'internet',
  actionable: false,
  reads: ['dns'],
  check: ({ dns }) => {
    const servers = dnsServers(dns);
    const silent = servers.filter(({ answers }) => !answers);
    const answering = servers.filter(({ answers }) => answers);
    if (silent.length === 0 || answering.length === 0) return [];
    return [
      {
        severity: 'warning' as const,
        params: {
          silent: named(silent.map(({ address }) => address)),
          answering: named(answering.map(({ address }) => address)),
          // The first is asked first, and waited for each time.
          first: servers[0]?.answers === false,
        },
        evidence: servers
          .slice(0, 6)
          .map(({ address, answers }) => fact(`dns.servers[${address}].answers`, answers)),
      },
    ];
  },
});

/** A page asks for ten names and more, one after the other: half a second each is felt everywhere. */
const SLOW_DNS = 500;

export const dnsSlow = rule({
  id: 'dns-slow',
  topic: 'internet',
  actionable: false,
  reads: ['dns'],
  check: ({ dns }) => {
    const first = dnsServers(dns).find(({ answers }) => answers);
    return typeof first?.tookMs === 'number' && first.tookMs >= SLOW_DNS
      ? [
          {
            severity: 'warning' as const,
            params: { address: first.address, ms: first.tookMs },
            evidence: [fact(`dns.servers[${first.address}].tookMs`, first.tookMs)],
          },
        ]
      : [];
  },
});

export const deskNameUnresolved = rule({
  id: 'desk-name-unresolved',
  topic: 'internet',
  actionable: false,
  reads: ['dns', 'desk'],
  check: ({ dns, desk }) =>
    // A proxy finds the name by itself.
    dns?.deskName?.resolves === false && desk?.reachable !== true
      ? [
          {
            severity: 'critical' as const,
            params: { name: dns.deskName.name, error: dns.deskName.error },
            evidence: [fact('dns.deskName.resolves', false), fact('dns.deskName.error', dns.deskName.error)],
          },
        ]
      : [],
});

export const NAME_RULES = [noDnsServers, dnsAllSilent, deskNameUnresolved, dnsOneSilent, dnsSlow] as const;
