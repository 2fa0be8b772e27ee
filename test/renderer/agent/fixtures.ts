import type { AssistWindowState, HelpState, LocalTicket } from '../../../src/shared/contract/ipc';
import { report, type Report, type Section, type SectionKey } from '../../../src/shared/model/diagnostics';
import { newId } from '../../../src/shared/model/ids';
import type { Comment, RequesterTicket } from '../../../src/shared/model/ticket';

export const AT = '2026-03-04T08:15:00.000Z';

function collected(key: SectionKey, data: unknown): Section {
  return { key, status: 'collected', tookMs: 3, source: 'systeminformation', data } as Section;
}

const sections: Section[] = [
  collected('system', {
    hostname: 'LAP-0417',
    manufacturer: 'Lenovo',
    model: 'T14',
    chassis: 'Notebook',
    virtual: false,
  }),
  collected('cpu', { model: 'i7-1365U', cores: 12, physicalCores: 10, speedGhz: 1.8, loadPercent: 37 }),
  collected('memory', {
    totalBytes: 16 * 1024 ** 3,
    availableBytes: 4 * 1024 ** 3,
    swapTotalBytes: 2 * 1024 ** 3,
    swapUsedBytes: 0,
  }),
  collected('disks', [{ device: 'nvme0n1', model: 'PM9A1', kind: 'SSD', bus: 'NVMe', sizeBytes: 512e9 }]),
  collected('filesystems', [
    {
      mount: 'C:',
      device: 'C:',
      type: 'NTFS',
      sizeBytes: 510e9,
      usedBytes: 508.8e9,
      availableBytes: 1.2e9,
      readOnly: true,
    },
  ]),
  collected('graphics', [{ vendor: 'Intel', model: 'Iris Xe', driver: 'i915', memoryBytes: null }]),
  collected('displays', [
    { name: 'Built-in', width: 1920, height: 1200, scale: 1.25, primary: true, refreshHz: 60 },
  ]),
  collected('os', {
    name: 'Debian',
    version: '12',
    kernel: '6.1.0',
    arch: 'x64',
    language: 'de-DE',
    timeZone: 'Europe/Berlin',
    sessionType: 'x11',
  }),
  collected('uptime', { seconds: 273_600, bootedAt: AT }),
  collected('users', [{ name: 'jane', session: 'tty2', current: true }]),
  collected('interfaces', [
    {
      name: 'wlan0',
      kind: 'wireless',
      up: true,
      mac: 'aa:bb:cc:dd:ee:ff',
      addresses: ['192.0.2.7'],
      speedMbit: 866,
      default: true,
    },
  ]),
  collected('gateway', {
    address: '192.0.2.1',
    interface: 'wlan0',
    reachable: true,
    roundTripMs: 2.3,
    lossPercent: 0,
  }),
  collected('dns', {
    servers: [
      { address: '192.0.2.53', answers: true, tookMs: 14, error: null },
      { address: '192.0.2.54', answers: false, tookMs: null, error: 'ETIMEOUT' },
    ],
    searchDomains: ['example.com'],
  }),
  collected('desk', {
    url: 'https://desk.example.com',
    reachable: true,
    status: 200,
    tookMs: 41,
    error: null,
  }),
  { key: 'processes', status: 'failed', tookMs: 5000, source: 'ps', reason: 'deadline', detail: 'no answer' },
  { key: 'battery', status: 'not-applicable', tookMs: 1, source: 'systeminformation', detail: 'none' },
  collected('clock', { deviceTime: AT, skewMs: -1500 }),
];

export const sampleReport: Report = report.parse({ version: 1, collectedAt: AT, tookMs: 812, sections });
export const withProcesses = collected('processes', {
  total: 231,
  top: [{ name: 'outlook', pid: 4711, cpuPercent: 93, memoryBytes: 700 * 1024 ** 2 }],
});
export const withBattery = collected('battery', {
  percent: 80,
  charging: true,
  healthPercent: 91,
  cycles: 214,
});

/** As main answers `help:preview`. */
export function previewOf(removed: readonly SectionKey[]) {
  const value: Report = {
    ...sampleReport,
    sections: sampleReport.sections.map((each) =>
      removed.includes(each.key) ? { key: each.key, status: 'removed' } : each,
    ),
  };
  const json = JSON.stringify(value);
  return { json, bytes: new TextEncoder().encode(json).length, sha256: 'a'.repeat(64), report: value };
}

export function comment(kind: 'requester' | 'technician', text: string): Comment {
  const name = kind === 'requester' ? 'jane' : 'Maria Novak';
  return { id: newId(), author: { kind, id: null, name }, visibility: 'public', text, createdAt: AT };
}

export function requesterTicket(over: Partial<RequesterTicket> = {}): RequesterTicket {
  return {
    id: newId(),
    number: 'DS-1042',
    subject: 'Outlook does not open',
    status: 'new',
    assignee: null,
    createdAt: AT,
    updatedAt: AT,
    comments: [],
    ...over,
  };
}

export function localTicket(over: Partial<LocalTicket> = {}): LocalTicket {
  const ticket = over.ticket === undefined ? requesterTicket() : over.ticket;
  return {
    id: ticket?.id ?? newId(),
    delivery: ticket ? 'sent' : 'saved',
    fault: null,
    subject: 'Outlook does not open',
    createdAt: AT,
    waiting: [],
    ...over,
    ticket,
  };
}

export function helpState(over: Partial<HelpState> = {}): HelpState {
  return {
    language: 'en',
    organization: 'Example GmbH',
    view: 'new',
    connection: { state: 'online', fault: null },
    draft: { text: '', canWork: null, affected: null },
    removed: [],
    tickets: [],
    requesterName: 'jane',
    hotkey: null,
    ...over,
  };
}

export function assistState(over: Partial<AssistWindowState> = {}): AssistWindowState {
  const thumbnail = new Uint8Array([137, 80, 78, 71]);
  return {
    language: 'en',
    serverNow: '2026-03-04T08:15:00.000Z',
    invitation: {
      assistId: newId(),
      ticketId: newId(),
      ticketNumber: 'DS-1042',
      subject: 'Outlook does not open',
      technician: { id: newId(), name: 'Maria Novak', title: 'IT support', role: 'technician' },
      organization: 'Example GmbH',
      answerBy: '2026-03-04T08:15:30.000Z',
    },
    sources: [
      { id: 'screen:1', kind: 'screen', name: 'Built-in', thumbnail },
      { id: 'window:1', kind: 'window', name: 'Inbox', thumbnail },
    ],
    ...over,
  };
}

export function participantNamed(name: string) {
  return {
    id: newId(),
    technician: { id: newId(), name, title: 'IT support', role: 'technician' as const },
    joinedAt: AT,
  };
}
