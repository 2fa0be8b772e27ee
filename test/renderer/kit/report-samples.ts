import type { SectionData, SectionKey } from '../../../src/shared/model/diagnostics';

const AT = '2026-11-21T08:15:00.000Z';

/** What a healthy computer has none of, so that its words are tried as well. */
export const services: SectionData<'services'> = {
  total: 90,
  running: ['cups', 'gdm'],
  failed: [{ name: 'backup.service', title: 'Nightly backup', detail: 'exit code 3', since: AT }],
  stopped: [{ name: 'Spooler', title: 'Print Spooler' }],
};

export const events: SectionData<'events'> = {
  since: '2026-11-20T09:00:00.000Z',
  total: 21,
  groups: [
    {
      source: 'Application Error',
      kind: 'crash',
      subject: 'outlook.exe',
      message: 'Faulting module ntdll.dll',
      count: 3,
      firstAt: AT,
      lastAt: '2026-11-21T08:45:00.000Z',
    },
  ],
};

export const changes: SectionData<'changes'> = {
  since: '2026-11-20T09:00:00.000Z',
  days: 5,
  entries: [
    {
      kind: 'software-updated',
      section: 'software',
      subject: 'Outlook',
      before: '16.0.1',
      after: '16.0.2',
      seenAt: AT,
      weight: 70,
    },
    {
      kind: 'device-removed',
      section: 'usb',
      subject: 'Docking station',
      before: null,
      after: null,
      seenAt: AT,
      weight: 50,
    },
  ],
  more: 4,
};

export const unwell = {
  services,
  events,
  changes,
  updates: {
    pending: 7,
    securityPending: 2,
    items: [{ name: 'openssl', version: '3.0.18', security: true }],
    rebootRequired: true,
    rebootReason: 'linux-image',
    checkedAt: AT,
    installedAt: null,
  },
  processes: {
    total: 231,
    top: [{ name: 'outlook', pid: 4711, cpuPercent: 93, memoryBytes: 700 * 1024 ** 2 }],
    stuck: [{ name: 'excel', pid: 4712 }],
  },
  dns: {
    servers: [{ address: '192.0.2.54', answers: false, tookMs: null, error: 'ETIMEOUT' }],
    searchDomains: [],
    deskName: {
      name: 'desk.example.org',
      resolves: false,
      addresses: [],
      tookMs: 2000,
      error: 'ENOTFOUND',
    },
  },
  proxy: {
    mode: 'manual',
    server: 'proxy.example.org:3128',
    pacUrl: 'http://wpad.example.org/wpad.dat',
    bypass: '*.example.org',
    reachable: true,
    wantsPassword: true,
    error: 'HTTP 407',
  },
  printers: [
    {
      name: 'Floor-2',
      model: 'LaserJet',
      connection: 'usb',
      state: 'stopped',
      reason: 'media-empty',
      default: true,
      jobs: 3,
      oldestJobMinutes: 12,
    },
  ],
  clock: { deviceTime: AT, skewMs: -420_000 },
  uptime: {
    seconds: 273_600,
    bootedAt: AT,
    lastEnd: 'crash',
    lastEndAt: AT,
    lastEndDetail: 'BugcheckCode 209',
  },
  liveView: {
    servers: [
      {
        url: 'turn:relay.example.org',
        transport: 'tls',
        answers: false,
        tookMs: null,
        mapped: null,
        error: 'no route',
      },
    ],
    udp: false,
    relay: false,
  },
} satisfies { [K in SectionKey]?: SectionData<K> };
