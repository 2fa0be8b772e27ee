import {
  REPORT_VERSION,
  type Report,
  type Section,
  type SectionData,
  type SectionKey,
} from '../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../src/shared/model/section-keys';
import { HEALTHY_MACHINE } from './healthy-machine';

type AllFacts = { [K in SectionKey]: SectionData<K> };

const GB = 1_000_000_000;
const at = (time: string) => `2026-11-21T${time}.000Z`;

/** Facts of a computer in an office with which nothing is wrong. */
export const HEALTHY: AllFacts = {
  ...HEALTHY_MACHINE,
  os: {
    name: 'Debian GNU/Linux',
    version: '12 (bookworm)',
    build: '12.9',
    edition: null,
    kernel: '6.1.0-37-amd64',
    arch: 'x64',
    installedAt: '2025-06-02T08:00:00.000Z',
    language: 'en_US',
    timeZone: 'Europe/Berlin',
    desktop: 'GNOME',
  },
  uptime: {
    seconds: 2 * 86_400,
    bootedAt: '2026-11-19T07:58:00.000Z',
    lastEnd: 'clean',
    lastEndAt: '2026-11-18T17:02:00.000Z',
    lastEndDetail: null,
  },
  users: {
    session: 'console',
    display: 'wayland',
    loggedIn: [{ name: 'jane.miller', session: 'tty2', since: '2026-11-21T07:01:00.000Z', current: true }],
  },
  processes: {
    total: 312,
    top: [
      { name: 'firefox-esr', pid: 4100, cpuPercent: 6.1, memoryBytes: 900 * 1024 ** 2 },
      { name: 'gnome-shell', pid: 2100, cpuPercent: 2, memoryBytes: 420 * 1024 ** 2 },
    ],
    stuck: [],
  },
  startup: [
    {
      name: 'Nextcloud',
      kind: 'autostart',
      command: 'nextcloud --background',
      scope: 'user',
      enabled: true,
    },
  ],
  services: {
    total: 84,
    running: ['NetworkManager', 'cups', 'gdm', 'systemd-timesyncd'],
    failed: [],
    stopped: [],
  },
  software: {
    total: 3,
    items: [
      { name: 'firefox-esr', version: '140.5.0esr-1', publisher: null },
      { name: 'libreoffice-writer', version: '4:7.4.7-1', publisher: null },
      { name: 'thunderbird', version: '1:140.4.0-1', publisher: null },
    ],
  },
  updates: {
    pending: 0,
    securityPending: 0,
    items: [],
    rebootRequired: false,
    rebootReason: null,
    checkedAt: at('06:10:00'),
    installedAt: '2026-11-18T06:12:00.000Z',
  },
  security: {
    antivirus: [{ name: 'ClamAV', enabled: true, upToDate: true }],
    firewall: { name: 'ufw', enabled: true },
    encryption: [{ volume: '/', encrypted: true, method: 'LUKS2' }],
    secureBoot: true,
  },
  events: { since: '2026-11-20T09:00:00.000Z', total: 0, groups: [] },
  applications: {
    browsers: [{ name: 'Firefox', version: '140.5.0', default: true }],
    office: [{ name: 'LibreOffice', version: '7.4.7' }],
  },
  interfaces: [
    {
      name: 'lo',
      kind: 'loopback',
      up: true,
      mac: null,
      addresses: ['127.0.0.1/8', '::1/128'],
      speedMbit: null,
      duplex: null,
      mtu: 65_536,
      driver: null,
      errors: 0,
      default: false,
    },
    {
      name: 'wlp0s20f3',
      kind: 'wireless',
      up: true,
      mac: '3c:22:fb:11:22:33',
      addresses: ['10.20.0.31/24', '2001:db8:20::31/64'],
      speedMbit: null,
      duplex: null,
      mtu: 1500,
      driver: 'iwlwifi',
      errors: 0,
      default: true,
    },
  ],
  wifi: [
    {
      interface: 'wlp0s20f3',
      ssid: 'Example-Office',
      bssid: '3c:22:fb:aa:bb:cc',
      signalDbm: -52,
      signalPercent: 82,
      band: '5 GHz',
      channel: 44,
      rateMbit: 866,
      security: 'WPA2-Enterprise',
    },
  ],
  routes: [
    { destination: 'default', gateway: '10.20.0.254', interface: 'wlp0s20f3', metric: 600 },
    { destination: '10.20.0.0/24', gateway: null, interface: 'wlp0s20f3', metric: 600 },
  ],
  gateway: {
    address: '10.20.0.254',
    interface: 'wlp0s20f3',
    reachable: true,
    neighbor: true,
    roundTripMs: 2.1,
    lossPercent: 0,
  },
  dns: {
    servers: [
      { address: '10.20.0.5', answers: true, tookMs: 8, error: null },
      { address: '10.20.0.6', answers: true, tookMs: 11, error: null },
    ],
    searchDomains: ['example.org'],
    deskName: {
      name: 'desk.example.org',
      resolves: true,
      addresses: ['10.1.0.10'],
      tookMs: 9,
      error: null,
    },
  },
  proxy: {
    mode: 'direct',
    server: null,
    pacUrl: null,
    bypass: null,
    reachable: null,
    wantsPassword: null,
    error: null,
  },
  vpn: [
    {
      name: 'Example VPN',
      interface: 'wg0',
      kind: 'wireguard',
      up: true,
      receives: true,
      sends: true,
      default: false,
    },
  ],
  path: { target: 'desk.example.org', mtu: 1500, interfaceMtu: 1500, announced: null, detail: null },
  internet: {
    captivePortal: false,
    portalHost: null,
    ipv4: true,
    ipv6: true,
    deskByIpv4: true,
    deskByIpv6: null,
    publicAddress: '198.51.100.7',
  },
  tls: [
    {
      host: 'desk.example.org',
      port: 443,
      purpose: 'desk',
      reachable: true,
      tookMs: 24,
      protocol: 'TLSv1.3',
      issuer: "Let's Encrypt",
      subject: 'desk.example.org',
      validTo: '2027-02-01T00:00:00.000Z',
      trusted: true,
      error: null,
    },
  ],
  liveView: {
    servers: [
      {
        url: 'turn:relay.example.org:3478',
        transport: 'udp',
        answers: true,
        tookMs: 12,
        mapped: '198.51.100.7:50123',
        error: null,
      },
    ],
    udp: true,
    relay: true,
  },
  desk: { url: 'https://desk.example.org', reachable: true, status: 200, tookMs: 31, error: null },
  clock: { deviceTime: at('09:00:01'), skewMs: 120 },
  changes: { since: '2026-11-20T09:00:00.000Z', days: 5, entries: [], more: 0 },
  history: {
    minutes: [
      {
        at: at('08:58:00'),
        gatewayMs: 2,
        gatewayLost: false,
        loadPercent: 6,
        memoryUsedPercent: 44,
        signalDbm: -52,
      },
      {
        at: at('08:59:00'),
        gatewayMs: 2.4,
        gatewayLost: false,
        loadPercent: 9,
        memoryUsedPercent: 44,
        signalDbm: -53,
      },
    ],
    filesystems: [
      {
        mount: '/',
        days: [
          { at: '2026-11-19T09:00:00.000Z', availableBytes: 267 * GB },
          { at: '2026-11-20T09:00:00.000Z', availableBytes: 266.4 * GB },
        ],
      },
    ],
  },
};

/** One section of the healthy computer, as collected. */
export function sectionOf<K extends SectionKey>(key: K, data: SectionData<K> = HEALTHY[key]): Section {
  return { key, status: 'collected', tookMs: 3, source: 'sample', data } as Section;
}

/** A whole report: the healthy computer, but for the facts given. `null` = that section is not applicable. */
export function reportOf(facts: { [K in SectionKey]?: SectionData<K> | null } = {}): Report {
  const sections = SECTION_KEYS.map((key): Section => {
    const wanted = facts[key];
    return wanted === null
      ? { key, status: 'not-applicable', tookMs: 1, source: 'sample', detail: 'not on this computer' }
      : sectionOf(key, wanted);
  });
  return { version: REPORT_VERSION, collectedAt: at('09:00:00'), tookMs: 620, sections };
}
