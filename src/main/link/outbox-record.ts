import { z } from 'zod';
import { FAULT_CODES, type Fault, type FaultCode } from '../../shared/base/fault';
import { id, sha256, timestamp } from '../../shared/model/ids';

const common = {
  version: z.literal(1),
  /** Made by time, so that the order of ids is the order of birth. */
  id,
  ticketId: id,
  createdAt: timestamp,
  /** The desk refused it for good; kept so that nothing a person wrote is lost. */
  refused: z.strictObject({ code: z.enum(FAULT_CODES), detail: z.string().max(500).optional() }).nullable(),
};

export const outboxAttachment = z.strictObject({
  id,
  kind: z.enum(['screenshot', 'file']),
  name: z.string().min(1).max(255),
  mediaType: z.string().max(100),
  sha256,
  size: z.int().nonnegative(),
});
export type OutboxAttachment = z.infer<typeof outboxAttachment>;

/** One thing that waits to be sent. `json` is the exact body the desk will get, as the person saw it. */
export const outboxRecord = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ticket'),
    ...common,
    subject: z.string().max(200),
    json: z.string(),
    attachments: z.array(outboxAttachment).max(10),
  }),
  z.strictObject({ kind: z.literal('comment'), ...common, text: z.string().max(20_000) }),
  z.strictObject({ kind: z.literal('solved'), ...common }),
]);
export type OutboxRecord = z.infer<typeof outboxRecord>;

/** Faults of the record itself. Any other one says something of the desk or the way to it, and the record waits. */
const FOR_GOOD: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'invalid-input',
  'forbidden',
  'not-found',
  'already-exists',
  'stale',
  'wrong-state',
  'too-large',
  'media-type-refused',
]);

/** The desk stumbled over this one record; the others of other tickets may still pass. */
const OF_THE_RECORD: ReadonlySet<FaultCode> = new Set<FaultCode>(['internal', 'hash-mismatch']);

export function concernsOnlyIt(value: Fault): boolean {
  return OF_THE_RECORD.has(value.code);
}

export function isForGood(value: Fault): boolean {
  return FOR_GOOD.has(value.code);
}
