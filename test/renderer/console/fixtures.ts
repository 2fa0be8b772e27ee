import type { Assist } from '../../../src/shared/model/assist';
import type { Report, Section } from '../../../src/shared/model/diagnostics';
import { newId } from '../../../src/shared/model/ids';
import type { Person } from '../../../src/shared/model/person';
import type { ReportRef, Ticket, TicketSummary } from '../../../src/shared/model/ticket';
import { HEALTHY, reportOf, sectionOf } from '../../support/report';

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
    findings: null,
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

/** A report with something of everything: found, failed, not there, left out. */
export const REPORT: Report = {
  ...reportOf(),
  collectedAt: AT,
  tookMs: 900,
  sections: [
    { ...sectionOf('cpu', { ...HEALTHY.cpu, loadPercent: 40 }), source: 'lscpu --json' } as Section,
    sectionOf('memory', { ...HEALTHY.memory, totalBytes: 16 * GIB, availableBytes: 4 * GIB }),
    sectionOf('filesystems', [
      {
        mount: 'C:',
        device: 'disk0',
        type: 'ntfs',
        sizeBytes: 500e9,
        usedBytes: 498.8e9,
        availableBytes: 1.2e9,
        inodesUsedPercent: null,
        readOnly: false,
        role: 'system',
      },
    ]),
    sectionOf('processes', {
      total: 210,
      top: [{ name: 'outlook.exe', pid: 77, cpuPercent: 98, memoryBytes: GIB }],
      stuck: [],
    }),
    sectionOf('graphics', []),
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

/** What stands on a ticket about its diagnostics. */
export const REFERENCE: ReportRef = {
  collectedAt: AT,
  bytes: 9,
  sha256: 'a'.repeat(64),
  removed: ['users'],
  failed: ['clock'],
};
