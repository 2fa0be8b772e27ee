import { z } from 'zod';
import { FAULT_CODES } from '../base/fault';

/** RFC 9457 problem document: how every HTTP failure of the desk looks. Never a stack, a query or a path. */
export const problem = z.strictObject({
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.int(),
  code: z.enum(FAULT_CODES),
  /** Which fields were wrong and how, for `invalid-input`. */
  errors: z
    .array(z.strictObject({ path: z.string().max(200), message: z.string().max(300) }))
    .max(20)
    .optional(),
  detail: z.string().max(500).optional(),
  /** To find the failure in the desk's log. */
  requestId: z.string().max(60),
});
export type Problem = z.infer<typeof problem>;
