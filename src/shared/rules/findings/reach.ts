import type { SectionData } from '../../model/diagnostics';
import { weight } from './connected';
import type { Severity } from './finding';
import { fact, MINUTE, rule, type Facts } from './rule';

export const proxyUnreachable = rule({
  id: 'proxy-unreachable',
  topic: 'internet',
  actionable: false,
  reads: ['proxy', 'desk'],
  check: ({ proxy, desk }) =>
    proxy?.reachable === false
      ? [
          {
            severity: weight(desk),
            params: { server: proxy.server ?? proxy.pacUrl ?? '', automatic: proxy.mode === 'automatic' },
            evidence: [
              fact('proxy.reachable', false),
              fact('proxy.server', proxy.server),
              fact('proxy.error', proxy.error),
            ],
          },
        ]
      : [],
});

export const proxyWantsPassword = rule({
  id: 'proxy-wants-password',
  topic: 'internet',
  actionable: false,
  reads: ['proxy', 'desk'],
  check: ({ proxy, desk }) =>
    proxy?.wantsPassword === true
      ? [
          {
            severity: weight(desk),
            params: { server: proxy.server ?? '' },
            evidence: [fact('proxy.wantsPassword', true), fact('proxy.server', proxy.server)],
          },
        ]
      : [],
});

export const vpnNoTraffic = rule({
  id: 'vpn-no-traffic',
  topic: 'network',
  actionable: true,
  reads: ['vpn'],
  check: ({ vpn }) =>
    (vpn ?? [])
      // One that nobody uses right now neither sends nor receives; one that all traffic takes is always used.
      .filter((link) => link.up && link.receives === false && (link.sends === true || link.default))
      .map((link) => ({
        severity: link.default ? ('critical' as const) : ('warning' as const),
        subject: link.name,
        params: { name: link.name || link.interface, default: link.default },
        evidence: [
          fact(`vpn[${link.name}].up`, true),
          fact(`vpn[${link.name}].receives`, false),
          fact(`vpn[${link.name}].sends`, link.sends),
        ],
      })),
});

export const vpnNotConnected = rule({
  id: 'vpn-not-connected',
  topic: 'network',
  actionable: true,
  reads: ['vpn', 'desk'],
  check: ({ vpn, desk }) => {
    const first = vpn?.[0];
    if (!first || vpn.some(({ up }) => up) || desk?.reachable !== false) return [];
    return [
      {
        severity: 'warning' as const,
        subject: first.name,
        params: { name: first.name || first.interface },
        evidence: [fact(`vpn[${first.name}].up`, false), fact('desk.reachable', false)],
      },
    ];
  },
});

/** Every network must carry packets of 1280 bytes for IPv6 to work (RFC 8200, section 5); VPNs leave 1400 and more. */
const SMALL_MTU = 1280;

export const pathMtuSmall = rule({
  id: 'path-mtu-small',
  topic: 'network',
  actionable: false,
  reads: ['path'],
  check: ({ path }) =>
    typeof path?.mtu === 'number' && path.mtu > 0 && path.mtu < SMALL_MTU
      ? [
          {
            severity: 'warning' as const,
            params: { target: path.target, mtu: path.mtu, interfaceMtu: path.interfaceMtu },
            evidence: [
              fact('path.mtu', path.mtu),
              fact('path.interfaceMtu', path.interfaceMtu),
              fact('path.target', path.target),
            ],
          },
        ]
      : [],
});

/** The sender learns of a smaller path only by being told (RFC 1191, RFC 8201); what it is not told of, it sends again and again. */
export const pathBlackHole = rule({
  id: 'path-black-hole',
  topic: 'network',
  actionable: false,
  reads: ['path'],
  check: ({ path }) =>
    path?.announced === false && path.mtu !== null
      ? [
          {
            severity: 'warning' as const,
            params: { target: path.target, mtu: path.mtu, interfaceMtu: path.interfaceMtu },
            evidence: [
              fact('path.announced', false),
              fact('path.mtu', path.mtu),
              fact('path.interfaceMtu', path.interfaceMtu),
            ],
          },
        ]
      : [],
});

export const captivePortal = rule({
  id: 'captive-portal',
  topic: 'internet',
  actionable: true,
  reads: ['internet'],
  check: ({ internet }) =>
    internet?.captivePortal === true
      ? [
          {
            severity: 'critical' as const,
            params: { host: internet.portalHost },
            evidence: [
              fact('internet.captivePortal', true),
              fact('internet.portalHost', internet.portalHost),
            ],
          },
        ]
      : [],
});

export const deskUnreachable = rule({
  id: 'desk-unreachable',
  topic: 'internet',
  actionable: false,
  reads: ['desk'],
  check: ({ desk }) =>
    desk?.reachable === false
      ? [
          {
            severity: 'critical' as const,
            subject: hostOf(desk.url),
            params: { url: desk.url, status: desk.status, error: desk.error },
            evidence: [
              fact('desk.reachable', false),
              fact('desk.status', desk.status),
              fact('desk.error', desk.error),
            ],
          },
        ]
      : [],
});

/** `https://desk.example.org:8443/x` → `desk.example.org`, as the `tls` section names hosts. */
function hostOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(url)?.[1] ?? url;
}

/** A desk on this computer says nothing about the network. */
const HERE = /^(?:localhost|127\.[\d.]+|\[::1\])$/i;

export const ipv6Broken = rule({
  id: 'ipv6-broken',
  topic: 'internet',
  actionable: false,
  reads: ['internet', 'desk'],
  check: ({ internet, desk }) =>
    internet?.ipv6 === true &&
    internet.deskByIpv6 === false &&
    internet.deskByIpv4 === true &&
    !HERE.test(hostOf(desk?.url ?? ''))
      ? [
          {
            severity: 'warning' as const,
            params: {},
            evidence: [
              fact('internet.ipv6', true),
              fact('internet.deskByIpv6', false),
              fact('internet.deskByIpv4', true),
            ],
          },
        ]
      : [],
});

export const chosenHostUnreachable = rule({
  id: 'chosen-host-unreachable',
  topic: 'internet',
  actionable: false,
  reads: ['tls'],
  check: ({ tls }) =>
    (tls ?? [])
      .filter(({ purpose, reachable }) => purpose === 'chosen' && !reachable)
      .map(({ host, port, error }) => ({
        severity: 'warning' as const,
        subject: host,
        params: { host, port, error },
        evidence: [fact(`tls[${host}:${port}].reachable`, false), fact(`tls[${host}:${port}].error`, error)],
      })),
});

function answering(liveView: SectionData<'liveView'>): string {
  return `${liveView.servers.filter(({ answers }) => answers).length} of ${liveView.servers.length}`;
}

export const liveViewBlocked = rule({
  id: 'live-view-blocked',
  topic: 'live-view',
  actionable: false,
  reads: ['liveView'],
  check: ({ liveView }) =>
    liveView?.udp === false && liveView.relay !== true
      ? [
          {
            severity: 'warning' as const,
            params: { relayTried: liveView.relay === false },
            evidence: [
              fact('liveView.udp', false),
              fact('liveView.relay', liveView.relay),
              fact('liveView.servers.answers', answering(liveView)),
            ],
          },
        ]
      : [],
});

export const liveViewNoUdp = rule({
  id: 'live-view-no-udp',
  topic: 'live-view',
  actionable: false,
  reads: ['liveView'],
  check: ({ liveView }) =>
    liveView?.udp === false && liveView.relay === true
      ? [
          {
            severity: 'warning' as const,
            params: {},
            evidence: [
              fact('liveView.udp', false),
              fact('liveView.relay', true),
              fact('liveView.servers.answers', answering(liveView)),
            ],
          },
        ]
      : [],
});

// Kerberos refuses beyond five minutes (RFC 4120, section 10, and the default of Windows domains);
// one-time codes change every 30 seconds and one step more is usually accepted (RFC 6238).
const KERBEROS = 5 * MINUTE;
const CODES = MINUTE;
const HALF_HOUR = 30 * MINUTE;

function clockHit(severity: Severity, { clock, os }: Facts<'clock' | 'os'>) {
  const skew = clock?.skewMs ?? 0;
  const off = Math.abs(skew);
  // Wrong by whole half hours: the time zone is wrong, or two systems share a clock.
  const beside = off % HALF_HOUR;
  return {
    severity,
    params: {
      skewMs: off,
      ahead: skew > 0,
      zone: off > HALF_HOUR - MINUTE && Math.min(beside, HALF_HOUR - beside) < MINUTE,
      timeZone: os?.timeZone ?? null,
    },
    evidence: [
      fact('clock.skewMs', skew),
      fact('clock.deviceTime', clock?.deviceTime ?? null),
      fact('os.timeZone', os?.timeZone ?? null),
    ],
  };
}

export const clockWrong = rule({
  id: 'clock-wrong',
  topic: 'sign-in',
  actionable: true,
  reads: ['clock', 'os'],
  check: (facts) => (Math.abs(facts.clock?.skewMs ?? 0) >= KERBEROS ? [clockHit('critical', facts)] : []),
});

export const clockDrifting = rule({
  id: 'clock-drifting',
  topic: 'sign-in',
  actionable: true,
  reads: ['clock', 'os'],
  check: (facts) => {
    const off = Math.abs(facts.clock?.skewMs ?? 0);
    return off >= CODES && off < KERBEROS ? [clockHit('warning', facts)] : [];
  },
});

export const REACH_RULES = [
  clockWrong,
  clockDrifting,
  captivePortal,
  proxyUnreachable,
  proxyWantsPassword,
  vpnNoTraffic,
  vpnNotConnected,
  deskUnreachable,
  ipv6Broken,
  pathBlackHole,
  pathMtuSmall,
  chosenHostUnreachable,
  liveViewBlocked,
  liveViewNoUdp,
] as const;
