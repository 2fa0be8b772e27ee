import { z } from 'zod';
import { id, timestamp } from './ids';
import { requiredLine } from './text';

export const ROLES = ['requester', 'technician', 'administrator'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

export const person = z.strictObject({
  id,
  name: requiredLine(120),
  email: z.email().max(254).nullable(),
  /** Shown to the requester in the consent window, for example "IT support". */
  title: z.string().max(120),
  role,
  createdAt: timestamp,
});
export type Person = z.infer<typeof person>;

/** As others see a person. */
export const personRef = z.strictObject({ id, name: z.string().max(120) });
export type PersonRef = z.infer<typeof personRef>;

/** At least twelve of any characters, no other rule (ASVS 5.0 6.2). */
export const newPassword = z.string().min(12).max(256);
