import { z } from 'zod';
import { id, timestamp } from './ids';
import { line, requiredLine } from './text';

export const platform = z.enum(['windows', 'macos', 'linux']);
export type Platform = z.infer<typeof platform>;

/** What a device says of itself when it enrols; nothing of it is trusted, it is only shown. */
export const deviceFacts = z.strictObject({
  name: requiredLine(120),
  platform,
  osName: line(120),
  agentVersion: line(40),
  /** Where the private key lies: the operating system's key store, or a file only the user can read. */
  keyProtection: z.enum(['keystore', 'file']),
});
export type DeviceFacts = z.infer<typeof deviceFacts>;

export const device = z.strictObject({
  id,
  ...deviceFacts.shape,
  status: z.enum(['active', 'revoked']),
  online: z.boolean(),
  enrolledAt: timestamp,
  lastSeenAt: timestamp.nullable(),
});
export type Device = z.infer<typeof device>;

export const deviceRef = z.strictObject({
  id,
  name: z.string().max(120),
  online: z.boolean(),
  lastSeenAt: timestamp.nullable(),
});
export type DeviceRef = z.infer<typeof deviceRef>;
