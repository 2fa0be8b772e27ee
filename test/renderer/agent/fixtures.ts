import type { AssistWindowState, HelpState, LocalTicket } from '../../../src/shared/contract/ipc';
import { report, type Report, type Section, type SectionKey } from '../../../src/shared/model/diagnostics';
import { newId } from '../../../src/shared/model/ids';
import type { Comment, RequesterTicket } from '../../../src/shared/model/ticket';
import { leaveOut } from '../../../src/shared/rules/leave-out';
import { HEALTHY, reportOf } from '../../support/report';

export const AT = '2026-03-04T08:15:00.000Z';

/** A healthy computer of which one part could not be had and another does not exist. */
export const sampleReport: Report = (() => {
  const whole = reportOf({ battery: null });
  const sections = whole.sections.map((each): Section =>
    each.key === 'processes'
      ? {
          key: 'processes',
          status: 'failed',
          tookMs: 5000,
          source: 'ps',
          reason: 'deadline',
          detail: 'no answer',
        }
      : each,
  );
  return report.parse({ ...whole, collectedAt: AT, sections });
})();

/** A disk without room and a printer without paper: both a person can do something about. */
export const fullDisk = HEALTHY.filesystems.map((each) =>
  each.role === 'system' ? { ...each, availableBytes: 0.2e9, usedBytes: each.sizeBytes - 0.2e9 } : each,
);
export const outOfPaper = HEALTHY.printers.map((each) => ({
  ...each,
  state: 'stopped' as const,
  reason: 'media-empty',
  jobs: 3,
  oldestJobMinutes: 30,
}));

/** As main answers `help:preview`. */
export function previewOf(removed: readonly SectionKey[], from: Report = sampleReport) {
  const value = leaveOut(from, removed);
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
    screenshots: true,
    ticket: null,
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
