import type { Assist } from '../../../src/shared/model/assist';
import type { Report } from '../../../src/shared/model/diagnostics';
import { newId } from '../../../src/shared/model/ids';
import type { Person } from '../../../src/shared/model/person';
import type { Ticket, TicketSummary } from '../../../src/shared/model/ticket';

export const AT = '2026-11-21T08:00:00.000Z';

export const MARIA: Person = {
  id: newId(),
  name: 'Maria Novak',
  email: 'maria@example.org',
  title: 'IT support',
  role: 'administrator',
  createdAt: AT,
};
export const BEN: Person = {
  ...MARIA,
  id: newId(),
  name: 'Ben Okafor',
  email: 'ben@example.org',
  role: 'technician',
};
export const SESSION = { person: MARIA, organization: 'Example GmbH', expiresAt: AT };
const DEVICE_ID = newId();

export function summary(over: Partial<TicketSummary> = {}): TicketSummary {
  return {
    id: newId(),
    number: 'DS-1042',
    subject: 'Outlook does not open',
    status: 'new',
    impact: 3,
    urgency: 1,
    priority: 3,
    requester: { id: newId(), name: 'Jane Doe' },
    device: { id: DEVICE_ID, name: 'front-04', online: true, lastSeenAt: AT },
    assignee: null,
    assistId: null,
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...over,
  };
}

export function ticket(over: Partial<Ticket> = {}): Ticket {
  return {
    ...summary(),
    description: 'Outlook does not open\nIt did yesterday.',
    canWork: 'no',
    affected: 'me',
    comments: [],
    events: [],
    attachments: [],
    report: null,
    ...over,
  };
}

export function assist(over: Partial<Assist> = {}): Assist {
  return {
    id: newId(),
    ticketId: newId(),
    ticketNumber: 'DS-1042',
    deviceId: DEVICE_ID,
    state: 'requested',
    grants: ['view'],
    requestedBy: { id: MARIA.id, name: MARIA.name },
    requestedAt: AT,
    answerBy: '2026-11-21T08:00:30.000Z',
    startedAt: null,
    endedAt: null,
    endReason: null,
    participants: [],
    ...over,
  };
}

export function participant(person: Person, id = newId()): Assist['participants'][number] {
  const { name, title, role } = person;
  return { id, technician: { id: person.id, name, title, role }, joinedAt: AT };
}

const GIB = 1024 ** 3;
const collected = { status: 'collected', tookMs: 12, source: 'lscpu --json' } as const;

export const REPORT: Report = {
  version: 1,
  collectedAt: AT,
  tookMs: 900,
  sections: [
    {
      key: 'cpu',
      ...collected,
      data: { model: 'Ryzen 5', cores: 12, physicalCores: 6, speedGhz: 2.9, loadPercent: 40 },
    },
    {
      key: 'memory',
      ...collected,
      data: { totalBytes: 16 * GIB, availableBytes: 4 * GIB, swapTotalBytes: 0, swapUsedBytes: 0 },
    },
    {
      key: 'filesystems',
      ...collected,
      data: [
        {
          mount: 'C:',
          device: 'disk0',
          type: 'ntfs',
          sizeBytes: 500e9,
          usedBytes: 498.8e9,
          availableBytes: 1.2e9,
          readOnly: false,
        },
      ],
    },
    {
      key: 'processes',
      ...collected,
      data: { total: 210, top: [{ name: 'outlook.exe', pid: 77, cpuPercent: 98, memoryBytes: GIB }] },
    },
    { key: 'graphics', ...collected, data: [] },
    { key: 'battery', status: 'not-applicable', tookMs: 1, source: 'acpi', detail: 'no battery' },
    {
      key: 'clock',
      status: 'failed',
      tookMs: 5000,
      source: 'timedatectl',
      reason: 'deadline',
      detail: 'no answer within 5000 ms',
    },
    { key: 'users', status: 'removed' },
  ],
};
