import { z } from 'zod';
import { id, timestamp } from './ids';
import { policyReport } from './policy';
import { line, requiredLine } from './text';
import { channel, packageKind, updateReason, updateReport } from './update';
import { tagList } from '../policy/values';

const hash = z.string().regex(/^[0-9a-f]{32}$/);

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

/**
 * What tells one computer from another, hashed on it: a signal that stays when a disk is copied differs between the
 * copies. `shared/rules/same-computer` compares.
 */
export const machineIdentity = z.strictObject({
  /** Of the operating system's own machine id: what people of one computer have in common. */
  tag: hash,
  /** Of hardware: board, built-in network adapters, disks; none where none can be read. */
  hardware: z.array(hash).max(16),
});
export type MachineIdentity = z.infer<typeof machineIdentity>;

/** What a device tells of itself on each connection and when it changes. */
export const inventory = z.strictObject({
  agentVersion: line(40),
  osName: line(120),
  arch: z.enum(['x64', 'arm64', 'other']),
  package: packageKind,
  channel,
  ring: z.enum(['auto', 'pilot', 'last']),
  updates: z.enum(['automatic', 'off']),
  site: line(120),
  tags: tagList,
  machine: machineIdentity,
  policy: policyReport,
  update: updateReport,
});
export type Inventory = z.infer<typeof inventory>;

/** `pending`: admitted by a token that asks for an administrator's approval. */
export const deviceStatus = z.enum(['pending', 'active', 'revoked']);
export type DeviceStatus = z.infer<typeof deviceStatus>;

export const device = z.strictObject({
  id,
  ...deviceFacts.shape,
  status: deviceStatus,
  online: z.boolean(),
  enrolledAt: timestamp,
  lastSeenAt: timestamp.nullable(),
  /** Where it enrolled from, as the desk saw it. */
  source: z.string().max(80),
  /** The label of the token it came with; null where it came without one. */
  enrolledWith: z.string().max(120).nullable(),
  site: line(120),
  tags: tagList,
  /** The operating system's user whose agent this is. */
  osUser: line(120),
  /** The same for all users of one computer; null of those enrolled before it was told. */
  machineTag: hash.nullable(),
  /** The device this one is a copy of: its disk was cloned. */
  copyOf: id.nullable(),
  inventory: inventory.nullable(),
  update: updateReason,
});
export type Device = z.infer<typeof device>;

export const deviceRef = z.strictObject({
  id,
  name: z.string().max(120),
  online: z.boolean(),
  lastSeenAt: timestamp.nullable(),
});
export type DeviceRef = z.infer<typeof deviceRef>;
