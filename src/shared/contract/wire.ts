import { z } from 'zod';
import { FAULT_CODES } from '../base/fault';
import { addressedSignal, assist, endReason, iceServer, invitation, participant } from '../model/assist';
import { inventory } from '../model/device';
import { id, timestamp } from '../model/ids';
import { signedPolicy } from '../model/policy';
import { requesterTicket, ticketSummary } from '../model/ticket';
import { proof } from './api-device';

/**
 * socket.io events, by namespace and direction. Each event has exactly one argument; events towards the desk
 * are acknowledged with an `Ack`. Anything that does not parse is refused and counted, never thrown.
 */
export const DEVICE_NAMESPACE = '/device';
export const CONSOLE_NAMESPACE = '/console';

/** What the handshake of each namespace carries in `auth`. The console has its cookie as well. */
export const deviceAuth = z.strictObject({ protocol: z.int(), proof });
export const consoleAuth = z.strictObject({ protocol: z.int() });

const faultShape = z.strictObject({
  code: z.enum(FAULT_CODES),
  detail: z.string().max(500).optional(),
  retryAfter: z.number().optional(),
});
export const ack = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true) }),
  z.strictObject({ ok: z.literal(false), fault: faultShape }),
]);
export type Ack = z.infer<typeof ack>;

export const fromDevice = {
  /** First thing on every connection: what the agent thinks is going on. The desk closes what it does not name. */
  'device:status': z.strictObject({
    assist: z.strictObject({ assistId: id, state: z.enum(['asking', 'live', 'paused']) }).nullable(),
  }),
  /** After `device:status`, and again when something of it changed. Refused with `device-copied` to a cloned disk. */
  'device:inventory': inventory,
  'assist:started': z.strictObject({ assistId: id }),
  'assist:paused': z.strictObject({ assistId: id, paused: z.boolean() }),
  'assist:ended': z.strictObject({ assistId: id, reason: endReason }),
  signal: addressedSignal,
};

export const toDevice = {
  hello: z.strictObject({
    protocol: z.int(),
    organization: z.string().max(120),
    serverTime: timestamp,
    /** Where the live view may find a way through, without credentials: for diagnostics to try. */
    iceUrls: z.array(z.string().max(300)).max(16),
    /** This computer's address as the desk sees it. */
    address: z.string().max(80),
  }),
  /** The organisation's policy: on each connection, and when it changes. */
  'policy:changed': signedPolicy,
  /** Something about updates changed: ask for it now instead of later. */
  'update:check': z.strictObject({}),
  /** The requester's view of a ticket of this device changed. */
  'ticket:changed': z.strictObject({ ticket: requesterTicket }),
  'assist:requested': invitation,
  'assist:joined': z.strictObject({ assistId: id, participant, iceServers: z.array(iceServer).max(8) }),
  'assist:left': z.strictObject({ assistId: id, participantId: id }),
  'assist:ended': z.strictObject({ assistId: id, reason: endReason }),
  signal: addressedSignal,
};

export const fromConsole = {
  /** Ties this socket to a participant made by `joinAssist`; repeated after each reconnect. */
  'assist:attach': z.strictObject({ assistId: id, participantId: id }),
  signal: addressedSignal,
};

/** `seq` counts up by one for each event to one console socket; a gap means: fetch again. */
const seq = z.int().positive();
export const toConsole = {
  hello: z.strictObject({ protocol: z.int(), serverTime: timestamp }),
  'ticket:changed': z.strictObject({ seq, ticket: ticketSummary }),
  /** A device was enrolled, approved, revoked, or told something new of itself. */
  'device:changed': z.strictObject({ seq, deviceId: id }),
  'device:presence': z.strictObject({ seq, deviceId: id, online: z.boolean(), lastSeenAt: timestamp }),
  'assist:changed': z.strictObject({ seq, assist }),
  signal: addressedSignal,
};

type Args<T extends Record<string, z.ZodType>> = { [K in keyof T]: z.infer<T[K]> };
export type FromDevice = Args<typeof fromDevice>;
export type ToDevice = Args<typeof toDevice>;
export type FromConsole = Args<typeof fromConsole>;
export type ToConsole = Args<typeof toConsole>;

/** Largest message a device or console may send over its socket, in bytes. */
export const WIRE_LIMIT = 64 * 1024;
