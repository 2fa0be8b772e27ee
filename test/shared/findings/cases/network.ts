import type { SectionData } from '../../../../src/shared/model/diagnostics';
import type { LINK_RULES } from '../../../../src/shared/rules/findings/links';
import type { NAME_RULES } from '../../../../src/shared/rules/findings/names';
import type { NETWORK_RULES } from '../../../../src/shared/rules/findings/network';
import { HEALTHY } from '../../../support/report';
import { daysAgo, part, rows, type Cases, type Facts } from './case';

type Id =
  | (typeof NETWORK_RULES)[number]['id']
  | (typeof LINK_RULES)[number]['id']
  | (typeof NAME_RULES)[number]['id'];

const DESK_GONE: Facts = part('desk', { reachable: false, status: null, error: 'timeout' });
const [LOOPBACK, WIFI] = HEALTHY.interfaces;

function cards(...patches: Partial<SectionData<'interfaces'>[number]>[]): Facts {
  if (!LOOPBACK || !WIFI) throw new Error('The healthy computer has two interfaces.');
  return { interfaces: [LOOPBACK, ...patches.map((patch) => ({ ...WIFI, ...patch }))] };
}

/** The last minutes, as the answers of the gateway: null is a loss. */
function minutes(...gatewayMs: (number | null)[]): Facts {
  return part('history', {
    minutes: gatewayMs.map((took) => ({
      at: daysAgo(0),
      gatewayMs: took,
      gatewayLost: took === null,
      loadPercent: 5,
      memoryUsedPercent: 40,
      signalDbm: -50,
    })),
  });
}

function servers(...answers: [address: string, tookMs: number | null][]): Facts {
  return part('dns', {
    servers: answers.map(([address, tookMs]) => ({
      address,
      answers: tookMs !== null,
      tookMs,
      error: tookMs === null ? 'timeout' : null,
    })),
  });
}

const UNRESOLVED = {
  name: 'desk.example.org',
  resolves: false,
  addresses: [],
  tookMs: 5,
  error: 'ENOTFOUND',
};

/** No server answers, so the desk's name does not resolve. */
function silentDns(): Facts {
  const one = { address: '10.20.0.5', answers: false, tookMs: null, error: 'timeout' };
  return part('dns', { servers: [one], deskName: UNRESOLVED });
}

export const NETWORK: Record<Id, Cases> = {
  'self-assigned-address': {
    fires: [
      [
        'the only address',
        { ...cards({ addresses: ['169.254.17.4/16', 'fe80::1/64'] }), ...DESK_GONE },
        'critical',
        { address: '169.254.17.4', wireless: true },
      ],
    ],
    silent: [
      [
        'a phone beside a good connection',
        cards({}, { name: 'usb0', addresses: ['169.254.9.9/16'], default: false }),
      ],
      ['a link that is down', cards({ addresses: ['169.254.17.4/16'], up: false })],
    ],
  },
  'no-network': {
    fires: [
      [
        'nothing is up',
        { ...cards({ up: false, addresses: [] }), ...DESK_GONE },
        'critical',
        { linked: false },
      ],
      [
        'no address yet',
        { ...cards({ addresses: ['fe80::1/64'] }), ...DESK_GONE },
        'critical',
        { linked: true },
      ],
      [
        'only a network of containers',
        { ...cards({ up: false }, { name: 'docker0', kind: 'virtual', default: false }), ...DESK_GONE },
        'critical',
      ],
      ['the desk is on this computer', cards({ up: false }), 'warning'],
    ],
    silent: [
      ['a virtual card with the way out', cards({ name: 'eth0', kind: 'virtual' })],
      ['IPv6 only', cards({ addresses: ['2001:db8::5/64'] })],
      ['no interfaces are known', { interfaces: [] }],
    ],
  },
  'no-default-route': {
    fires: [
      [
        'only its own network',
        {
          routes: [{ destination: '10.20.0.0/24', gateway: null, interface: 'eth0', metric: null }],
          ...part('gateway', { address: null, reachable: null }),
          ...DESK_GONE,
        },
        'critical',
      ],
      ['and the desk answers', { routes: [], ...part('gateway', { address: null }) }, 'warning'],
    ],
    silent: [
      ['a gateway is known', { routes: [] }],
      [
        'a VPN splits everywhere in two',
        {
          routes: [{ destination: '0.0.0.0/1', gateway: null, interface: 'tun0', metric: null }],
          ...part('gateway', { address: null }),
        },
      ],
      ['neither routes nor gateway are known', { routes: null, gateway: null }],
    ],
  },
  'gateway-silent': {
    fires: [
      [
        'no ping, no hardware address',
        { ...part('gateway', { reachable: false, neighbor: false, roundTripMs: null }), ...DESK_GONE },
        'critical',
        { address: '10.20.0.254' },
      ],
      [
        'nothing known, and the desk is gone',
        { ...part('gateway', { reachable: false, neighbor: null }), ...DESK_GONE },
        'critical',
      ],
      ['the desk is in this network', part('gateway', { reachable: false, neighbor: false }), 'warning'],
    ],
    silent: [
      ['it only refuses pings', part('gateway', { reachable: false, neighbor: true })],
      ['nothing known, but the desk answers', part('gateway', { reachable: false, neighbor: null })],
      ['not tried', part('gateway', { reachable: null, neighbor: null })],
    ],
  },
  'gateway-lossy': {
    fires: [
      ['20 % now', part('gateway', { lossPercent: 20 }), 'warning', { percent: 20 }],
      [
        'one in ten over the hour, now and then',
        minutes(null, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, null, 1, 2, 1, 1, 2, 1, 1, 2),
        'warning',
        { percent: 10 },
      ],
    ],
    silent: [
      ['19 % now', part('gateway', { lossPercent: 19 })],
      ['less than one in ten', minutes(null, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, null, 1, 2, 1, 1, 2, 1, 1, 2, 1)],
      ['too few looks', minutes(null, null, 1)],
      ['gone once for a while, as after waking up', minutes(null, null, null, 1, 2, 1, 1, 2, 1, 1, 2, 1)],
      ['it refuses pings', part('gateway', { reachable: false, neighbor: true, lossPercent: 100 })],
    ],
  },
  'gateway-slow': {
    fires: [
      ['100 ms', part('gateway', { roundTripMs: 100 }), 'warning'],
      ['slow all the time', minutes(...Array.from({ length: 10 }, () => 140)), 'warning', { ms: 140 }],
    ],
    silent: [
      ['99 ms', part('gateway', { roundTripMs: 99 })],
      [
        'a weak Wi-Fi explains it',
        { ...part('gateway', { roundTripMs: 300 }), ...rows('wifi', { signalDbm: -80 }) },
      ],
      ['not measured', part('gateway', { roundTripMs: null })],
    ],
  },
  'wifi-weak': {
    fires: [
      ['-75 dBm', rows('wifi', { signalDbm: -75 }), 'warning'],
      ['-82 dBm', rows('wifi', { signalDbm: -82 }), 'critical'],
      [
        'by quality, as Windows says it',
        rows('wifi', { signalDbm: null, signalPercent: 40 }),
        'warning',
        { dbm: -80 },
      ],
    ],
    silent: [
      ['-74 dBm', rows('wifi', { signalDbm: -74 })],
      ['not measured', rows('wifi', { signalDbm: 0 })],
      ['not known', rows('wifi', { signalDbm: null, signalPercent: null })],
    ],
  },
  'wifi-slow-band': {
    fires: [['2.4 GHz at 72', rows('wifi', { band: '2.4 GHz', rateMbit: 72.2 }), 'info']],
    silent: [
      ['2.4 GHz at 144', rows('wifi', { band: '2.4 GHz', rateMbit: 144 })],
      ['5 GHz at 54', rows('wifi', { rateMbit: 54 })],
      ['weak says more', rows('wifi', { band: '2.4 GHz', rateMbit: 11, signalDbm: -80 })],
    ],
  },
  'link-slow': {
    fires: [
      ['100 Mbit/s', cards({ kind: 'wired', speedMbit: 100, duplex: 'full' }), 'info'],
      ['half duplex', cards({ kind: 'wired', speedMbit: 1000, duplex: 'half' }), 'warning', { half: true }],
      ['10 Mbit/s', cards({ kind: 'wired', speedMbit: 10, duplex: 'full' }), 'warning'],
    ],
    silent: [
      ['1000 Mbit/s', cards({ kind: 'wired', speedMbit: 1000, duplex: 'full' })],
      ['not known', cards({ kind: 'wired', speedMbit: null })],
      ['a wireless one', cards({ speedMbit: 65 })],
    ],
  },
  'interface-errors': {
    fires: [['200 an hour', cards({ kind: 'wired', speedMbit: 1000, errors: 9600 }), 'warning']],
    silent: [
      ['as many over two days', cards({ errors: 9599 })],
      ['few in the first hour', { ...cards({ errors: 999 }), ...part('uptime', { seconds: 60 }) }],
      ['not known', cards({ errors: null })],
    ],
  },
  'no-dns-servers': {
    fires: [['none', { ...part('dns', { servers: [], deskName: null }), ...DESK_GONE }, 'critical']],
    silent: [
      ['names resolve all the same', part('dns', { servers: [] })],
      [
        'no network at all explains it',
        { ...part('dns', { servers: [], deskName: null }), ...cards({ up: false }) },
      ],
    ],
  },
  'dns-all-silent': {
    fires: [
      [
        'and the name cannot be found',
        { ...silentDns(), ...DESK_GONE },
        'critical',
        { addresses: ['10.20.0.5'] },
      ],
      ['but the name is remembered', servers(['10.20.0.5', null]), 'warning'],
    ],
    silent: [
      ['one answers', servers(['10.20.0.5', null], ['10.20.0.6', 9])],
      ['placeholders of Windows', servers(['fec0:0:0:ffff::1', null], ['10.20.0.6', 9])],
      [
        'the gateway is dead',
        { ...servers(['10.20.0.5', null]), ...part('gateway', { reachable: false, neighbor: false }) },
      ],
    ],
  },
  'dns-one-silent': {
    fires: [
      [
        'the first',
        servers(['10.0.0.5', null], ['10.0.0.6', 9]),
        'warning',
        { silent: ['10.0.0.5'], answering: ['10.0.0.6'], first: true },
      ],
      ['the second', servers(['10.0.0.5', 9], ['10.0.0.6', null]), 'warning', { first: false }],
    ],
    silent: [
      ['none', servers(['10.0.0.5', 9])],
      ['all', servers(['10.0.0.5', null], ['10.0.0.6', null])],
      ['placeholders of Windows', servers(['10.0.0.5', 9], ['fec0:0:0:ffff::2', null])],
    ],
  },
  'dns-slow': {
    fires: [['500 ms', servers(['10.0.0.5', 500]), 'warning', { ms: 500 }]],
    silent: [
      ['499 ms', servers(['10.0.0.5', 499])],
      ['the second is slow', servers(['10.0.0.5', 9], ['10.0.0.6', 900])],
    ],
  },
  'desk-name-unresolved': {
    fires: [
      [
        'ENOTFOUND',
        { ...part('dns', { deskName: UNRESOLVED }), ...DESK_GONE },
        'critical',
        { error: 'ENOTFOUND' },
      ],
    ],
    silent: [
      ['a proxy finds it', part('dns', { deskName: UNRESOLVED })],
      ['the desk is an address', { ...part('dns', { deskName: null }), ...DESK_GONE }],
      ['no server answers at all', { ...silentDns(), ...DESK_GONE }],
    ],
  },
};
