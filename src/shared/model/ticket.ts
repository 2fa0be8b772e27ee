import { z } from 'zod';
import { deviceRef } from './device';
import { id, sha256, ticketNumber, timestamp } from './ids';
import { personRef } from './person';
import { line, requiredText, text } from './text';

/** "Can you work?" as the requester answers it; decides the urgency. */
export const canWork = z.enum(['no', 'with-difficulty', 'yes']);
/** "Who is affected?"; decides the impact. */
export const affected = z.enum(['me', 'team', 'everyone']);

/** ITIL scale: 1 high, 2 medium, 3 low. */
export const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
/** 1 critical, 2 high, 3 moderate, 4 low, 5 planning. */
export const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

export const TICKET_STATUSES = ['new', 'in-progress', 'on-hold', 'resolved', 'closed', 'canceled'] as const;
export const ticketStatus = z.enum(TICKET_STATUSES);

/** `public`: the requester reads it. `internal`: a work note. Never changes after it was written. */
export const visibility = z.enum(['public', 'internal']);

export const author = z.strictObject({
  kind: z.enum(['requester', 'technician', 'desk']),
  id: id.nullable(),
  name: z.string().max(120),
});

export const comment = z.strictObject({
  id,
  author,
  visibility,
  text: z.string().max(20_000),
  createdAt: timestamp,
});
export type Comment = z.infer<typeof comment>;

/** What happened to the ticket other than words: shown folded in its conversation. */
export const ticketEvent = z.strictObject({
  id,
  at: timestamp,
  actor: author,
  field: z.enum(['status', 'assignee', 'impact', 'urgency', 'priority', 'assist', 'attachment']),
  from: z.string().max(200).nullable(),
  to: z.string().max(200).nullable(),
});
export type TicketEvent = z.infer<typeof ticketEvent>;

export const ATTACHMENT_LIMIT = 20 * 1024 * 1024;
export const attachment = z.strictObject({
  id,
  kind: z.enum(['screenshot', 'file']),
  name: z.string().min(1).max(255),
  mediaType: z.string().max(100),
  size: z.int().nonnegative().max(ATTACHMENT_LIMIT),
  sha256,
  createdAt: timestamp,
});
export type Attachment = z.infer<typeof attachment>;

/** What stands on a ticket's diagnostics without opening them. */
export const reportRef = z.strictObject({
  collectedAt: timestamp,
  bytes: z.int().nonnegative(),
  sha256,
  /** Section keys the requester left out. */
  removed: z.array(z.string().max(40)).max(60),
  failed: z.array(z.string().max(40)).max(60),
});
export type ReportRef = z.infer<typeof reportRef>;

/** How many findings of each weight the ticket's diagnostics had when it came. */
export const findingCounts = z.strictObject({
  critical: z.int().nonnegative(),
  warning: z.int().nonnegative(),
});
export type FindingCounts = z.infer<typeof findingCounts>;

/** A row of the queue. */
export const ticketSummary = z.strictObject({
  id,
  number: ticketNumber,
  /** First line of the requester's words. */
  subject: z.string().max(200),
  status: ticketStatus,
  impact: level,
  urgency: level,
  priority,
  requester: personRef,
  device: deviceRef,
  assignee: personRef.nullable(),
  /** The live assist, if one is asked for or running. */
  assistId: id.nullable(),
  /** null: no diagnostics came with it, or none that could be judged. */
  findings: findingCounts.nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Rises with each change; a change that names an older one is refused as `stale`. */
  version: z.int().positive(),
});
export type TicketSummary = z.infer<typeof ticketSummary>;

export const ticket = z.strictObject({
  ...ticketSummary.shape,
  description: z.string().max(5000),
  canWork,
  affected,
  comments: z.array(comment),
  events: z.array(ticketEvent),
  attachments: z.array(attachment),
  report: reportRef.nullable(),
});
export type Ticket = z.infer<typeof ticket>;

/** The requester's words, as they are typed. A draft may be empty, a request may not. */
export const draft = z.strictObject({
  text: text(5000),
  canWork: canWork.nullable(),
  affected: affected.nullable(),
});
export type Draft = z.infer<typeof draft>;

export const request = z.strictObject({
  id,
  text: requiredText(5000),
  canWork,
  affected,
  /** The operating system's account that clicked. */
  requesterName: line(120),
  createdAt: timestamp,
});
export type Request = z.infer<typeof request>;

/** A ticket as its requester sees it: no work notes, no other people's tickets. */
export const requesterTicket = z.strictObject({
  id,
  number: ticketNumber,
  subject: z.string().max(200),
  status: ticketStatus,
  assignee: z.strictObject({ name: z.string().max(120) }).nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  comments: z.array(comment),
});
export type RequesterTicket = z.infer<typeof requesterTicket>;
export type CanWork = z.infer<typeof canWork>;
export type Affected = z.infer<typeof affected>;
export type Level = z.infer<typeof level>;
export type Priority = z.infer<typeof priority>;
export type TicketStatus = z.infer<typeof ticketStatus>;
export type Visibility = z.infer<typeof visibility>;
export type Author = z.infer<typeof author>;
