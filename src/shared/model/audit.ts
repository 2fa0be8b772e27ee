import { z } from 'zod';
import { id, timestamp } from './ids';

export const AUDIT_ACTIONS = [
  'administrator.created',
  'session.opened',
  'session.refused',
  'session.closed',
  'person.created',
  'enrollment-token.created',
  'enrollment-token.revoked',
  'device.enrolled',
  'device.refused',
  'device.revoked',
  'device.approved',
  'device.copied',
  'device.connected',
  'device.disconnected',
  'ticket.created',
  'ticket.changed',
  'ticket.read',
  'comment.added',
  'attachment.added',
  'attachment.read',
  'report.read',
  'assist.requested',
  'assist.answered',
  'assist.started',
  'assist.paused',
  'assist.resumed',
  'assist.joined',
  'assist.left',
  'assist.ended',
  'policy.changed',
  'release.published',
  'release.withdrawn',
  'rollout.changed',
  'keys.rotated',
  'access.refused',
] as const;
export const auditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof auditAction>;

/** Append-only. `hash` is SHA-256 over the previous entry's hash and this entry's canonical JSON. */
export const auditEntry = z.strictObject({
  seq: z.int().positive(),
  at: timestamp,
  actor: z.strictObject({
    kind: z.enum(['technician', 'device', 'desk', 'anonymous']),
    id: id.nullable(),
    name: z.string().max(120),
  }),
  action: auditAction,
  /** What it was done to: a ticket, device, assist, person or token. */
  subject: z.string().max(200).nullable(),
  details: z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean(), z.null()])),
  hash: z.string().length(64),
});
export type AuditEntry = z.infer<typeof auditEntry>;
