import type { CERTIFICATE_RULES } from '../../../../src/shared/rules/findings/certificates';
import type { REACH_RULES } from '../../../../src/shared/rules/findings/reach';
import { change, daysAgo, part, rows, type Cases, type Facts } from './case';

type Id = (typeof REACH_RULES)[number]['id'] | (typeof CERTIFICATE_RULES)[number]['id'];

const DESK_GONE: Facts = part('desk', { reachable: false, status: null, error: 'timeout' });
const MINUTE = 60_000;
const CHOSEN = { host: 'mail.example.org', purpose: 'chosen' } as const;
const PORTAL: Facts = part('internet', { captivePortal: true, portalHost: 'login.hotel.example' });
const VPN_DOWN: Facts = rows('vpn', { up: false, receives: null, sends: null });

export const REACH: Record<Id, Cases> = {
  'clock-wrong': {
    fires: [
      ['5 minutes', part('clock', { skewMs: 5 * MINUTE }), 'critical', { ahead: true, zone: false }],
      [
        '7 minutes behind',
        part('clock', { skewMs: -7 * MINUTE }),
        'critical',
        { skewMs: 7 * MINUTE, ahead: false },
      ],
      [
        'an hour',
        part('clock', { skewMs: 3_600_400 }),
        'critical',
        { zone: true, timeZone: 'Europe/Berlin' },
      ],
      [
        'a clock without a zone',
        { ...part('clock', { skewMs: 3_600_400 }), os: null },
        'critical',
        { timeZone: null },
      ],
    ],
    silent: [
      ['just under 5 minutes', part('clock', { skewMs: 5 * MINUTE - 1 })],
      ['the desk has not said', part('clock', { skewMs: null })],
    ],
  },
  'clock-drifting': {
    fires: [['a minute', part('clock', { skewMs: -MINUTE }), 'warning']],
    silent: [
      ['just under a minute', part('clock', { skewMs: MINUTE - 1 })],
      ['5 minutes are wrong', part('clock', { skewMs: 5 * MINUTE })],
    ],
  },
  'captive-portal': {
    fires: [['a hotel', { ...PORTAL, ...DESK_GONE }, 'critical', { host: 'login.hotel.example' }]],
    silent: [
      ['not known', part('internet', { captivePortal: null })],
      ['the gateway is dead', { ...PORTAL, ...part('gateway', { reachable: false, neighbor: false }) }],
    ],
  },
  'proxy-unreachable': {
    fires: [
      [
        'and so the desk',
        {
          ...part('proxy', { mode: 'manual', server: 'proxy.example.org:3128', reachable: false }),
          ...DESK_GONE,
        },
        'critical',
        { server: 'proxy.example.org:3128', automatic: false },
      ],
      ['a PAC file', part('proxy', { mode: 'automatic', reachable: false }), 'warning', { automatic: true }],
    ],
    silent: [
      ['none is needed', part('proxy', { reachable: null })],
      ['it answers', part('proxy', { mode: 'manual', reachable: true })],
    ],
  },
  'proxy-wants-password': {
    fires: [
      [
        'and so the desk',
        { ...part('proxy', { mode: 'manual', wantsPassword: true }), ...DESK_GONE },
        'critical',
      ],
      ['the desk is reached otherwise', part('proxy', { wantsPassword: true }), 'warning'],
    ],
    silent: [['it does not', part('proxy', { mode: 'manual', wantsPassword: false })]],
  },
  'vpn-no-traffic': {
    fires: [
      ['it sends and hears nothing', rows('vpn', { receives: false, sends: true }), 'warning'],
      ['all goes into it', rows('vpn', { receives: false, sends: null, default: true }), 'critical'],
    ],
    silent: [
      ['nobody uses it', rows('vpn', { receives: false, sends: false })],
      ['not watched', rows('vpn', { receives: null, sends: true })],
      ['it is down', rows('vpn', { receives: false, sends: true, up: false })],
    ],
  },
  'vpn-not-connected': {
    fires: [['and the desk is gone', { ...VPN_DOWN, ...DESK_GONE }, 'warning', { name: 'Example VPN' }]],
    silent: [
      ['the desk answers without it', VPN_DOWN],
      ['there is none', { vpn: [], ...DESK_GONE }],
      ['it is up', DESK_GONE],
    ],
  },
  'desk-unreachable': {
    fires: [
      ['nothing explains it', DESK_GONE, 'critical', { error: 'timeout' }],
      [
        'it answers with an error',
        part('desk', { reachable: false, status: 503 }),
        'critical',
        { status: 503 },
      ],
    ],
    silent: [
      ['a hotel explains it', { ...PORTAL, ...DESK_GONE }],
      ['the VPN explains it', { ...VPN_DOWN, ...DESK_GONE }],
      ['its certificate explains it', { ...rows('tls', { trusted: false }), ...DESK_GONE }],
    ],
  },
  'ipv6-broken': {
    fires: [['IPv4 reaches it', part('internet', { deskByIpv6: false }), 'warning']],
    silent: [
      ['the desk has no such address', part('internet', { deskByIpv6: null })],
      ['neither reaches it', part('internet', { deskByIpv4: false, deskByIpv6: false })],
      ['no IPv6 here', part('internet', { ipv6: false, deskByIpv6: false })],
      [
        'a desk on this computer, which listens where it likes',
        { ...part('internet', { deskByIpv6: false }), ...part('desk', { url: 'http://localhost:8480' }) },
      ],
    ],
  },
  'path-black-hole': {
    fires: [
      ['nobody says so', part('path', { mtu: 1400, announced: false }), 'warning', { mtu: 1400 }],
      ['a small one too', part('path', { mtu: 576, announced: false }), 'warning', { mtu: 576 }],
    ],
    silent: [
      ['a router says so', part('path', { mtu: 1400, announced: true })],
      ['whole packets pass', part('path', { mtu: 1500, announced: null })],
      ['not known', part('path', { mtu: null, announced: null })],
    ],
  },
  'path-mtu-small': {
    fires: [['1279', part('path', { mtu: 1279 }), 'warning', { mtu: 1279, interfaceMtu: 1500 }]],
    silent: [
      ['1280', part('path', { mtu: 1280 })],
      ['a VPN', part('path', { mtu: 1420, announced: true })],
      ['not known', part('path', { mtu: null })],
    ],
  },
  'chosen-host-unreachable': {
    fires: [
      [
        'a mail server',
        rows('tls', {}, { ...CHOSEN, reachable: false, trusted: null, validTo: null }),
        'warning',
      ],
    ],
    silent: [
      ['the desk has its own rule', rows('tls', { reachable: false, trusted: null, validTo: null })],
      ['a hotel explains it', { ...rows('tls', { ...CHOSEN, reachable: false }), ...PORTAL }],
    ],
  },
  'live-view-blocked': {
    fires: [
      ['no relay answers', part('liveView', { udp: false, relay: false }), 'warning', { relayTried: true }],
      ['there is no relay', part('liveView', { udp: false, relay: null }), 'warning', { relayTried: false }],
    ],
    silent: [
      ['nothing to try it on', part('liveView', { udp: null, relay: null })],
      ['UDP passes', part('liveView', { relay: false })],
    ],
  },
  'live-view-no-udp': {
    fires: [['the relay answers', part('liveView', { udp: false }), 'warning']],
    silent: [
      ['nor does the relay', part('liveView', { udp: false, relay: false })],
      [
        'there is no network',
        { ...part('liveView', { udp: false }), ...part('gateway', { reachable: false, neighbor: false }) },
      ],
    ],
  },
  'tls-expired': {
    fires: [
      ['the desk’s, yesterday', rows('tls', { validTo: daysAgo(1), trusted: false }), 'critical'],
      ['another one, this moment', rows('tls', { ...CHOSEN, validTo: daysAgo(0) }), 'warning'],
    ],
    silent: [
      ['not known', rows('tls', { validTo: null })],
      ['the clock is wrong', { ...rows('tls', { validTo: daysAgo(1) }), ...part('clock', { skewMs: 9e9 }) }],
    ],
  },
  'tls-intercepted': {
    fires: [
      [
        'a known product',
        rows('tls', { issuer: 'Zscaler Intermediate Root CA' }),
        'info',
        { product: 'Zscaler', trusted: true },
      ],
      [
        'and not trusted',
        rows('tls', { issuer: 'FortiGate CA', trusted: false }),
        'critical',
        { product: 'Fortinet' },
      ],
      [
        'another signer than yesterday, not trusted',
        {
          ...rows('tls', { ...CHOSEN, issuer: 'Corp Inspection CA', trusted: false }),
          ...change('certificate-issuer-changed', {
            subject: 'mail.example.org:443',
            before: "Let's Encrypt",
          }),
        },
        'warning',
        { product: null },
      ],
    ],
    silent: [
      [
        'renewed by another authority',
        {
          ...rows('tls', { issuer: 'Other Trust' }),
          ...change('certificate-issuer-changed', { subject: 'desk.example.org' }),
        },
      ],
      ['a name that only sounds alike', rows('tls', { issuer: 'Asset Trust Services' })],
      ['Cloudflare’s public authority', rows('tls', { issuer: 'Cloudflare Inc ECC CA-3' })],
      ['not known', rows('tls', { issuer: null })],
    ],
  },
  'tls-untrusted': {
    fires: [
      [
        'the desk’s',
        rows('tls', { trusted: false, issuer: 'Nobody', error: 'SELF_SIGNED_CERT' }),
        'critical',
      ],
      ['another one', rows('tls', { ...CHOSEN, trusted: false }), 'warning'],
    ],
    silent: [
      ['not known', rows('tls', { trusted: null })],
      ['expired explains it', rows('tls', { trusted: false, validTo: daysAgo(1) })],
      ['interception explains it', rows('tls', { trusted: false, issuer: 'mitmproxy' })],
      ['the clock explains it', { ...rows('tls', { trusted: false }), ...part('clock', { skewMs: -9e9 }) }],
      ['a hotel explains it', { ...rows('tls', { trusted: false }), ...PORTAL }],
    ],
  },
  'tls-expires-soon': {
    fires: [
      ['in 14 days', rows('tls', { validTo: daysAgo(-14) }), 'warning', { days: 14 }],
      ['in an hour', rows('tls', { validTo: daysAgo(-1 / 24) }), 'warning', { days: 1 }],
    ],
    silent: [
      ['in 15 days', rows('tls', { validTo: daysAgo(-15) })],
      ['expired', rows('tls', { validTo: daysAgo(1) })],
      ['not known', rows('tls', { validTo: null })],
    ],
  },
};
