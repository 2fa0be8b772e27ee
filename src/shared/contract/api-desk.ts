import { z } from 'zod';
import { assist, iceServer, participant } from '../model/assist';
import { device, deviceStatus } from '../model/device';
import { report } from '../model/diagnostics';
import { id, ticketNumber, timestamp } from '../model/ids';
import { requiredText } from '../model/text';
import { channel, releaseFile, rollout, updateReason, version } from '../model/update';
import { policySettings } from '../model/policy';
import { level, ticket, ticketStatus, ticketSummary, visibility } from '../model/ticket';
import { route } from './route';

const byId = z.strictObject({ id });
const policyOnDesk = z.strictObject({
  /** 0: nothing was decided yet. */
  revision: z.int().nonnegative(),
  settings: policySettings,
  changedAt: timestamp.nullable(),
  changedBy: z.string().max(120).nullable(),
});

/** What the technician's console calls. */
export const deskApi = {
  tickets: route({
    method: 'GET',
    path: '/api/tickets',
    summary: 'The queue, most urgent and oldest first.',
    access: 'technician',
    status: 200,
    query: z.strictObject({
      view: z.enum(['open', 'mine', 'unassigned', 'resolved', 'all']).default('open'),
      search: z.string().max(200).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    reply: z.strictObject({
      tickets: z.array(ticketSummary),
      next: z.string().max(200).nullable(),
      counts: z.strictObject({
        open: z.int(),
        mine: z.int(),
        unassigned: z.int(),
        resolved: z.int(),
        all: z.int(),
      }),
    }),
  }),
  ticket: route({
    method: 'GET',
    path: '/api/tickets/:id',
    summary: 'One ticket with its conversation; `:id` is the id or the number.',
    access: 'technician',
    status: 200,
    params: z.strictObject({ id: z.string().max(40) }),
    reply: ticket,
  }),
  changeTicket: route({
    method: 'PATCH',
    path: '/api/tickets/:id',
    summary: 'Change fields of a ticket; `version` must be the one that was read.',
    access: 'technician',
    status: 200,
    params: byId,
    body: z.strictObject({
      version: z.int().positive(),
      status: ticketStatus.optional(),
      assigneeId: id.nullable().optional(),
      impact: level.optional(),
      urgency: level.optional(),
    }),
    reply: ticket,
  }),
  addComment: route({
    method: 'POST',
    path: '/api/tickets/:id/comments',
    summary:
      'A public reply or a work note. Its visibility never changes. The same id again is the same comment.',
    access: 'technician',
    status: 201,
    params: byId,
    body: z.strictObject({ id, visibility, text: requiredText(20_000) }),
    reply: ticket,
  }),
  report: route({
    method: 'GET',
    path: '/api/tickets/:id/report',
    summary: 'The diagnostics report as it was sent.',
    access: 'technician',
    status: 200,
    params: byId,
    reply: report,
  }),
  deviceReports: route({
    method: 'GET',
    path: '/api/devices/:id/reports',
    summary: 'The diagnostics reports of one device, newest first, to compare them.',
    access: 'technician',
    status: 200,
    params: byId,
    reply: z
      .array(
        z.strictObject({
          ticketId: id,
          number: ticketNumber,
          subject: z.string().max(200),
          collectedAt: timestamp,
        }),
      )
      .max(100),
  }),
  attachment: route({
    method: 'GET',
    path: '/api/attachments/:id',
    summary: 'Attached bytes, always as a download.',
    access: 'technician',
    status: 200,
    params: byId,
    reply: 'bytes',
  }),
  devices: route({
    method: 'GET',
    path: '/api/devices',
    summary: 'Devices, those that wait for approval first, then by name.',
    access: 'technician',
    status: 200,
    query: z.strictObject({
      status: deviceStatus.optional(),
      /** In the name, the site, a tag, the operating system's user. */
      search: z.string().max(200).optional(),
      /** Only those that stand like this with updates: `device.update`. */
      update: updateReason.optional(),
      /** Only those of one computer: `device.machineTag`. */
      machine: device.shape.machineTag.unwrap().optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    reply: z.strictObject({
      devices: z.array(device),
      next: z.string().max(200).nullable(),
      counts: z.strictObject({ pending: z.int(), active: z.int(), revoked: z.int() }),
    }),
  }),
  device: route({
    method: 'GET',
    path: '/api/devices/:id',
    summary: 'One device with what it last told of itself.',
    access: 'technician',
    status: 200,
    params: byId,
    reply: device,
  }),
  approveDevices: route({
    method: 'POST',
    path: '/api/devices/approve',
    summary: 'Admit devices that wait for it; those that do not are left as they are.',
    access: 'administrator',
    status: 200,
    body: z.strictObject({ ids: z.array(id).min(1).max(500) }),
    reply: z.strictObject({ approved: z.int() }),
  }),
  revokeDevice: route({
    method: 'POST',
    path: '/api/devices/:id/revoke',
    summary: 'Revoke a device; its connections are cut at once.',
    access: 'administrator',
    status: 200,
    params: byId,
    reply: device,
  }),
  policy: route({
    method: 'GET',
    path: '/api/policy',
    summary: 'What the desk decides for every agent.',
    access: 'technician',
    status: 200,
    reply: policyOnDesk,
  }),
  changePolicy: route({
    method: 'PUT',
    path: '/api/policy',
    summary:
      'Decide for every agent; `revision` must be the one that was read. Connected agents follow at once.',
    access: 'administrator',
    status: 200,
    body: z.strictObject({ revision: z.int().nonnegative(), settings: policySettings }),
    reply: policyOnDesk,
  }),
  updates: route({
    method: 'GET',
    path: '/api/updates',
    summary: 'Published releases, how far they may go, and how many devices run which version.',
    access: 'technician',
    status: 200,
    reply: z.strictObject({
      releases: z.array(
        z.strictObject({
          channel,
          version,
          releasedAt: timestamp,
          expiresAt: timestamp,
          notes: z.string().max(2000),
          files: z.array(releaseFile),
        }),
      ),
      rollouts: z.array(rollout),
      /** Of active devices. */
      versions: z.array(z.strictObject({ version: z.string().max(40), devices: z.int() })),
      /** How many active devices stand how with updates; reasons without a device are left out. */
      reasons: z.array(z.strictObject({ reason: updateReason, devices: z.int() })),
    }),
  }),
  changeRollout: route({
    method: 'PUT',
    path: '/api/updates/rollout',
    summary: 'How far a release may go. Connected agents ask at once.',
    access: 'administrator',
    status: 200,
    body: rollout,
    reply: rollout,
  }),
  askAssist: route({
    method: 'POST',
    path: '/api/tickets/:id/assists',
    summary: 'Ask to see the screen. Nothing is seen before the requester agrees on their own computer.',
    access: 'technician',
    status: 201,
    params: byId,
    body: z.strictObject({ id }),
    reply: assist,
  }),
  assist: route({
    method: 'GET',
    path: '/api/assists/:id',
    summary: 'An assist and who takes part.',
    access: 'technician',
    status: 200,
    params: byId,
    reply: assist,
  }),
  joinAssist: route({
    method: 'POST',
    path: '/api/assists/:id/participants',
    summary:
      'Join a live assist. The id is the console page’s own; the requester is told who joined. The same id again renews the relay credentials of both ends.',
    access: 'technician',
    status: 201,
    params: byId,
    body: z.strictObject({ id }),
    reply: z.strictObject({ assist, participant, iceServers: z.array(iceServer) }),
  }),
  leaveAssist: route({
    method: 'DELETE',
    path: '/api/assists/:id/participants/:participantId',
    summary: 'Leave an assist; it goes on for the others.',
    access: 'technician',
    status: 200,
    params: z.strictObject({ id, participantId: id }),
    reply: assist,
  }),
  endAssist: route({
    method: 'POST',
    path: '/api/assists/:id/end',
    summary: 'End the assist for all, or take back the question.',
    access: 'technician',
    status: 200,
    params: byId,
    reply: assist,
  }),
};
