import type { SectionData } from '../../model/diagnostics';
import type { Severity } from './finding';
import { age, DAY, fact, rule, type Hit } from './rule';

type Tls = SectionData<'tls'>[number];

/** Products that open TLS on the way and sign anew, by the names in the certificates they make. */
const INTERCEPTORS: readonly (readonly [RegExp, string])[] = [
  [/zscaler/i, 'Zscaler'],
  [/fortinet|fortigate|fortiguard/i, 'Fortinet'],
  [/netskope|goskope/i, 'Netskope'],
  [/sophos/i, 'Sophos'],
  [/kaspersky/i, 'Kaspersky'],
  [/\beset\b/i, 'ESET'],
  [/\bavast\b/i, 'Avast'],
  [/\bavg (web|tech|untrusted)/i, 'AVG'],
  [/bitdefender/i, 'Bitdefender'],
  [/palo ?alto/i, 'Palo Alto Networks'],
  [/cisco (umbrella|secure access)|opendns/i, 'Cisco Umbrella'],
  [/blue ?coat|symantec (web|wss)|proxysg/i, 'Symantec (Blue Coat)'],
  [/mcafee web|skyhigh|trellix/i, 'Skyhigh (McAfee)'],
  [/forcepoint|websense/i, 'Forcepoint'],
  [/check ?point/i, 'Check Point'],
  [/sonicwall/i, 'SonicWall'],
  [/watchguard/i, 'WatchGuard'],
  [/barracuda/i, 'Barracuda'],
  [/gateway ca - cloudflare|cloudflare managed/i, 'Cloudflare Gateway'],
  [/menlo security/i, 'Menlo Security'],
  [/iboss/i, 'iboss'],
  [/smoothwall/i, 'Smoothwall'],
  [/mitmproxy/i, 'mitmproxy'],
  [/charles proxy/i, 'Charles'],
  [/fiddler/i, 'Fiddler'],
  [/portswigger|burp/i, 'Burp Suite'],
];

function interceptor(issuer: string | null): string | null {
  return issuer === null ? null : (INTERCEPTORS.find(([name]) => name.test(issuer))?.[1] ?? null);
}

function where(entry: Tls): string {
  return `tls[${entry.host}:${entry.port}]`;
}

/** What stops the way to the desk stops the request; another host may be missed less. */
function weightOf(entry: Tls): Severity {
  return entry.purpose === 'desk' ? 'critical' : 'warning';
}

function expired(entry: Tls, now: number): boolean {
  return (age(now, entry.validTo) ?? -1) >= 0;
}

export const tlsIntercepted = rule({
  id: 'tls-intercepted',
  topic: 'internet',
  actionable: false,
  reads: ['tls', 'changes'],
  check: ({ tls, changes }) =>
    (tls ?? []).flatMap(
      (entry): Hit<{ host: string; issuer: string; product: string | null; trusted: boolean }>[] => {
        const product = interceptor(entry.issuer);
        const changed = changes?.entries.find(
          ({ kind, subject }) => kind === 'certificate-issuer-changed' && subject.startsWith(entry.host),
        );
        const before = changed?.before ?? null;
        // Certificates are renewed, at times by another authority: a new name alone says something only when it is not trusted.
        if (product === null && (before === null || entry.trusted !== false)) return [];
        const trusted = entry.trusted !== false;
        return [
          {
            severity: trusted ? 'info' : weightOf(entry),
            subject: entry.host,
            params: { host: entry.host, issuer: entry.issuer ?? '', product, trusted },
            evidence: [
              fact(`${where(entry)}.issuer`, entry.issuer),
              fact(`${where(entry)}.trusted`, entry.trusted),
              ...(before === null
                ? []
                : [fact(`changes[certificate-issuer-changed/${entry.host}].before`, before)]),
            ],
          },
        ];
      },
    ),
});

export const tlsUntrusted = rule({
  id: 'tls-untrusted',
  topic: 'internet',
  actionable: false,
  reads: ['tls'],
  check: ({ tls }, now) =>
    (tls ?? [])
      .filter((entry) => entry.trusted === false && !expired(entry, now))
      .map((entry) => ({
        severity: weightOf(entry),
        subject: entry.host,
        params: { host: entry.host, issuer: entry.issuer, error: entry.error },
        evidence: [
          fact(`${where(entry)}.trusted`, false),
          fact(`${where(entry)}.issuer`, entry.issuer),
          fact(`${where(entry)}.error`, entry.error),
        ],
      })),
});

export const tlsExpired = rule({
  id: 'tls-expired',
  topic: 'internet',
  actionable: false,
  reads: ['tls'],
  check: ({ tls }, now) =>
    (tls ?? [])
      .filter((entry) => expired(entry, now))
      .map((entry) => ({
        severity: weightOf(entry),
        subject: entry.host,
        params: { host: entry.host, validTo: entry.validTo ?? '' },
        evidence: [fact(`${where(entry)}.validTo`, entry.validTo)],
      })),
});

/** Automatic renewal happens 30 days before the end: two weeks before, it has failed. */
const SOON = 14 * DAY;

export const tlsExpiresSoon = rule({
  id: 'tls-expires-soon',
  topic: 'internet',
  actionable: false,
  reads: ['tls'],
  check: ({ tls }, now) =>
    (tls ?? []).flatMap((entry) => {
      const left = -(age(now, entry.validTo) ?? -Infinity);
      return left > 0 && left <= SOON
        ? [
            {
              severity: 'warning' as const,
              subject: entry.host,
              params: { host: entry.host, days: Math.ceil(left / DAY), validTo: entry.validTo ?? '' },
              evidence: [fact(`${where(entry)}.validTo`, entry.validTo)],
            },
          ]
        : [];
    }),
});

export const CERTIFICATE_RULES = [tlsExpired, tlsIntercepted, tlsUntrusted, tlsExpiresSoon] as const;
