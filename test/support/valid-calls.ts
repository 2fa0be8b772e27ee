import { createHash } from 'node:crypto';
import type { RouteName } from '../../src/shared/contract/api';
import { newId, type Id } from '../../src/shared/model/ids';
import { REPORT_VERSION, type Report } from '../../src/shared/model/diagnostics';
import { ADMIT_ALL } from './desk';
import type { FakeDevice } from './fake-device';

export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
export const PICTURE_SHA256 = createHash('sha256').update(PICTURE).digest('hex');

export const REPORT: Report = {
  version: REPORT_VERSION,
  collectedAt: '2026-11-21T08:00:00.000Z',
  tookMs: 1200,
  sections: [
    {
      key: 'uptime',
      status: 'collected',
      tookMs: 1,
      source: 'os',
      data: {
        seconds: 5,
        bootedAt: '2026-11-21T07:59:55.000Z',
        lastEnd: 'clean',
        lastEndAt: null,
        lastEndDetail: null,
      },
    },
    { key: 'battery', status: 'failed', tookMs: 9, source: 'upower', reason: 'deadline', detail: 'late' },
    { key: 'users', status: 'removed' },
  ],
};

export interface CallScene {
  device: FakeDevice;
  ticketId: Id;
  ticketVersion: number;
  attachmentId: Id;
  assistId: Id;
  participantId: Id;
  tokenId: Id;
}

export interface RawCall {
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
}

/** One call of every route that the contract accepts; whether the desk then says yes depends on the scene. */
export function validCall(name: RouteName, scene: CallScene): RawCall {
  const { device, ticketId, assistId, participantId, attachmentId, tokenId } = scene;
  const ticket = { id: ticketId };
  const calls: Record<RouteName, () => RawCall> = {
    setup: () => ({
      body: { token: 'x'.repeat(43), name: 'Eve', email: 'eve@example.org', password: 'long enough word' },
    }),
    logIn: () => ({ body: { email: 'eve@example.org', password: 'not the password' } }),
    session: () => ({}),
    logOut: () => ({}),
    people: () => ({}),
    addPerson: () => ({
      body: {
        id: newId(),
        name: 'Eve',
        email: `${newId()}@example.org`,
        title: '',
        role: 'technician',
        password: 'long enough word',
      },
    }),
    enrollmentTokens: () => ({}),
    addEnrollmentToken: () => ({ body: { id: newId(), label: 'x', uses: 1, hours: 1, ...ADMIT_ALL } }),
    revokeEnrollmentToken: () => ({ params: { id: tokenId } }),
    audit: () => ({ query: { limit: '5' } }),
    enroll: () => ({ body: device.enrollment('x'.repeat(43)) }),
    challenge: () => ({ body: { deviceId: device.id, purpose: 'api', deviceNonce: 'x'.repeat(43) } }),
    deviceToken: () => ({ body: device.sign('api', 'x'.repeat(43)) }),
    createTicket: () => ({ body: { request: device.request(), report: REPORT } }),
    ownTickets: () => ({}),
    ownTicket: () => ({ params: ticket }),
    ownReply: () => ({
      params: ticket,
      body: { id: newId(), text: 'Still broken.', createdAt: '2026-11-21T08:00:00.000Z' },
    }),
    confirmSolved: () => ({ params: ticket, body: { id: newId() } }),
    attach: () => ({
      params: { id: ticketId, attachmentId: newId() },
      query: { name: 'screen.png', kind: 'screenshot' },
      headers: { 'content-type': 'image/png', 'x-content-sha256': PICTURE_SHA256 },
      body: PICTURE,
    }),
    tickets: () => ({ query: { view: 'open', limit: '5' } }),
    ticket: () => ({ params: ticket }),
    changeTicket: () => ({ params: ticket, body: { version: scene.ticketVersion, impact: 1 } }),
    addComment: () => ({ params: ticket, body: { id: newId(), visibility: 'public', text: 'Hello.' } }),
    report: () => ({ params: ticket }),
    deviceReports: () => ({ params: { id: device.id } }),
    attachment: () => ({ params: { id: attachmentId } }),
    devices: () => ({ query: { status: 'active', limit: '5' } }),
    device: () => ({ params: { id: device.id } }),
    approveDevices: () => ({ body: { ids: [newId()] } }),
    policy: () => ({}),
    changePolicy: () => ({ body: { revision: 0, settings: { HOTKEY: 'none' } } }),
    updates: () => ({}),
    changeRollout: () => ({
      body: { channel: 'stable', version: '9.9.9', ring: 'pilot', paused: false, minimumVersion: null },
    }),
    ownUpdate: () => ({
      query: {
        version: '0.1.0',
        platform: 'linux',
        arch: 'x64',
        package: 'deb',
        channel: 'stable',
        ring: 'auto',
        updates: 'automatic',
      },
    }),
    revokeDevice: () => ({ params: { id: newId() } }),
    askAssist: () => ({ params: ticket, body: { id: newId() } }),
    assist: () => ({ params: { id: assistId } }),
    joinAssist: () => ({ params: { id: assistId }, body: { id: newId() } }),
    leaveAssist: () => ({ params: { id: assistId, participantId } }),
    endAssist: () => ({ params: { id: assistId } }),
  };
  return calls[name]();
}
