import { z } from 'zod';
import { PROBLEM_CODES } from '../policy/resolve';
import { SOURCES } from '../policy/settings';
import { base64url, id, timestamp } from './ids';

/** A value of a setting as it stands in files and travels to pages. */
export const settingValue = z.union([
  z.boolean(),
  z.string().max(1000),
  z.array(z.string().max(300)).max(40),
  z.null(),
]);
export type SettingData = z.infer<typeof settingValue>;

/** By the names settings have in files: `{ "HOTKEY": "none" }`. */
export const policySettings = z.record(z.string().max(60), settingValue);
export type PolicySettings = z.infer<typeof policySettings>;

/** What the desk decides for every agent. `revision` counts up; an agent never goes back to a lower one. */
export const deskPolicy = z.strictObject({
  format: z.literal(1),
  deskId: id,
  revision: z.int().positive(),
  issuedAt: timestamp,
  settings: policySettings,
});
export type DeskPolicy = z.infer<typeof deskPolicy>;

/** The policy as signed text: what was signed is what is read, byte by byte. */
export const signedPolicy = z.strictObject({ payload: z.string().max(32_768), signature: base64url });
export type SignedPolicy = z.infer<typeof signedPolicy>;

/** The exact bytes (as UTF-8) the organisation's policy key signs. */
export function policyText(payload: string): string {
  return `deskside policy\n${payload}`;
}

/** `broken`: what is there cannot be used; the last good one is in force. */
export const policyState = z.enum(['none', 'applied', 'broken']);

/** What a device tells of the policies in force on it. */
export const policyReport = z.strictObject({
  machine: policyState,
  desk: policyState,
  deskRevision: z.int().positive().nullable(),
  problems: z
    .array(z.strictObject({ source: z.enum(SOURCES), name: z.string().max(60), code: z.enum(PROBLEM_CODES) }))
    .max(30),
});
export type PolicyReport = z.infer<typeof policyReport>;
