import { v7 } from 'uuid';
import { z } from 'zod';

/** UUIDv7 made by whoever first writes the thing: sending twice is the same as sending once. */
export const id = z.uuid({ version: 'v7' });
export type Id = z.infer<typeof id>;

export function newId(): Id {
  return v7();
}

/** What people say on the phone: `DS-1042`. */
export const ticketNumber = z.string().regex(/^DS-[1-9]\d{0,8}$/);

/** UTC with milliseconds, for example `2026-11-21T20:26:45.000Z`. */
export const timestamp = z.iso.datetime({ precision: 3 });

/** Lower-case hexadecimal SHA-256. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Bytes as base64url without padding. */
export const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(4096);
