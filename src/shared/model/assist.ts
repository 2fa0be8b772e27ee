import { z } from 'zod';
import { id, ticketNumber, timestamp } from './ids';
import { personRef, role } from './person';

/** One capability each; each is asked for and granted on the requester's machine. This version grants `view`. */
export const grant = z.enum(['view']);

export const ASSIST_STATES = ['requested', 'live', 'paused', 'ended'] as const;
export const assistState = z.enum(ASSIST_STATES);

/** Why an assist is over. */
export const END_REASONS = [
  'denied',
  'consent-timeout',
  'canceled',
  'requester-ended',
  'technician-ended',
  'capture-failed',
  'share-window-lost',
  'agent-stopped',
  'device-revoked',
] as const;
export const endReason = z.enum(END_REASONS);
export type EndReason = z.infer<typeof endReason>;

/** A technician in an assist. The id is made by the console page that joins and dies with it. */
export const participant = z.strictObject({
  id,
  technician: z.strictObject({ id, name: z.string().max(120), title: z.string().max(120), role }),
  joinedAt: timestamp,
});
export type Participant = z.infer<typeof participant>;

export const assist = z.strictObject({
  id,
  ticketId: id,
  ticketNumber,
  deviceId: id,
  state: assistState,
  grants: z.array(grant),
  requestedBy: personRef,
  requestedAt: timestamp,
  /** Until when the requester may answer. */
  answerBy: timestamp,
  startedAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
  endReason: endReason.nullable(),
  participants: z.array(participant),
});
export type Assist = z.infer<typeof assist>;

/** What the requester is asked: who, in which role, for which ticket. */
export const invitation = z.strictObject({
  assistId: id,
  ticketId: id,
  ticketNumber,
  subject: z.string().max(200),
  technician: participant.shape.technician,
  organization: z.string().max(120),
  answerBy: timestamp,
});
export type Invitation = z.infer<typeof invitation>;

/** The requester has this long to answer; no answer is a no. */
export const CONSENT_SECONDS = 30;

export const iceServer = z.strictObject({
  urls: z.array(z.string().max(300)).max(8),
  username: z.string().max(300).optional(),
  credential: z.string().max(300).optional(),
});
export type IceServer = z.infer<typeof iceServer>;

const description = (type: 'offer' | 'answer') =>
  z.strictObject({ type: z.literal(type), sdp: z.string().max(60_000) });

/** What two ends of one connection say to each other; the desk passes it on and reads nothing of it. */
export const signal = z.discriminatedUnion('type', [
  description('offer'),
  description('answer'),
  z.strictObject({
    type: z.literal('candidate'),
    candidate: z.strictObject({
      candidate: z.string().max(2000),
      sdpMLineIndex: z.int().nullish(),
      sdpMid: z.string().max(100).nullish(),
      usernameFragment: z.string().max(300).nullish(),
    }),
  }),
  z.strictObject({ type: z.literal('renegotiate'), renegotiate: z.literal(true) }),
  z.strictObject({
    type: z.literal('transceiverRequest'),
    transceiverRequest: z.strictObject({
      kind: z.enum(['audio', 'video']),
      init: z.record(z.string(), z.json()).optional(),
    }),
  }),
  /** The viewer's connection died; the sharer makes a new one inside the same consent. */
  z.strictObject({ type: z.literal('renew') }),
]);
export type Signal = z.infer<typeof signal>;

/** A signal and the connection it belongs to: each new connection between the same two ends counts one up. */
export const addressedSignal = z.strictObject({
  assistId: id,
  participantId: id,
  generation: z.int().nonnegative().max(10_000),
  signal,
});
export type AddressedSignal = z.infer<typeof addressedSignal>;
export type AssistState = z.infer<typeof assistState>;
