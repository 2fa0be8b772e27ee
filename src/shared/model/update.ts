import { z } from 'zod';
import { base64url, timestamp } from './ids';
import { text } from './text';

export const CHANNELS = ['stable', 'preview'] as const;
export const channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof channel>;

/** Semantic version without build metadata: `0.2.0`, `0.3.0-preview.1`. */
export const version = z
  .string()
  .max(40)
  .regex(/^(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})(?:-[0-9A-Za-z.-]{1,20})?$/);

/** How this agent came onto the computer. `none`: not installed, runs out of a checkout. */
export const PACKAGE_KINDS = [
  'deb',
  'rpm',
  'appimage',
  'tar',
  'nsis',
  'nsis-user',
  'portable',
  'zip',
  'msi',
  'pkg',
  'dmg',
  'none',
] as const;
export const packageKind = z.enum(PACKAGE_KINDS);
export type PackageKind = z.infer<typeof packageKind>;

/** The kinds that replace themselves; the others are replaced by the system's package manager or by IT's own tool. */
export const SELF_UPDATING: readonly PackageKind[] = ['appimage', 'nsis-user', 'zip'];

export const releaseFile = z.strictObject({
  platform: z.enum(['windows', 'macos', 'linux']),
  arch: z.enum(['x64', 'arm64', 'universal']),
  kind: packageKind,
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/),
  size: z.int().positive(),
  /** base64 of the 64 raw bytes. */
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type ReleaseFile = z.infer<typeof releaseFile>;

/** What was released, as signed offline. A manifest past `expiresAt` is not acted on: who withholds news must not win. */
export const release = z.strictObject({
  format: z.literal(1),
  product: z.literal('deskside-agent'),
  version,
  channel,
  releasedAt: timestamp,
  expiresAt: timestamp,
  files: z.array(releaseFile).min(1).max(40),
  notes: text(2000),
});
export type Release = z.infer<typeof release>;

/** The release as signed text. `keyId`: the first 16 hexadecimal digits of the public key's SHA-256. */
export const signedRelease = z.strictObject({
  payload: z.string().max(65_536),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  signature: base64url,
});
export type SignedRelease = z.infer<typeof signedRelease>;

/** The exact bytes (as UTF-8) the offline release key signs. */
export function releaseText(payload: string): string {
  return `deskside release\n${payload}`;
}

/** The highest version of each channel whose signature held on a computer; kept there, so that nothing older is taken. */
export const verifiedVersions = z.strictObject({ stable: version.nullable(), preview: version.nullable() });
export type VerifiedVersions = z.infer<typeof verifiedVersions>;

/** How often an installer got the program to replace it with that version; more than once only where it did not. */
export const handedOver = z.strictObject({ version, times: z.int().nonnegative() });
export type HandedOver = z.infer<typeof handedOver>;

/** Of electron-updater's own feed beside a release, what the desk compares with it. */
export const updateFeed = z.looseObject({
  version: z.string(),
  files: z.array(z.looseObject({ url: z.string(), sha512: z.string() })).min(1),
});

/** Pilot devices first, then ten of a hundred besides, then all. */
export const RINGS = ['pilot', 'some', 'all'] as const;
export const ring = z.enum(RINGS);

/** How far a channel's release may go. It can only hold back what was signed, never send anything else. */
export const rollout = z.strictObject({
  channel,
  version,
  ring,
  paused: z.boolean(),
  /** Who is below gets the release whatever the ring. */
  minimumVersion: version.nullable(),
});
export type Rollout = z.infer<typeof rollout>;

/** How an agent stands with its update. */
export const UPDATE_STATES = [
  'idle',
  'downloading',
  'waiting',
  'installing',
  'refused',
  'failed',
  'rolled-back',
] as const;
export const updateReport = z.strictObject({
  state: z.enum(UPDATE_STATES),
  /** The version it is about; null while idle. */
  version: version.nullable(),
  /** One word for the reason: `bad-signature`, `expired`, `downgrade`, `assist-open`, `disk-full`. */
  reason: z.string().max(60).nullable(),
});
export type UpdateReport = z.infer<typeof updateReport>;

/** Why a device gets an update now, or does not. */
export const UPDATE_REASONS = [
  'offered',
  'current',
  'no-release',
  'paused',
  'ring',
  'off-by-policy',
  'package-manager',
  'deployment-tool',
  'no-file',
  'not-heard',
] as const;
export const updateReason = z.enum(UPDATE_REASONS);
export type UpdateReason = z.infer<typeof updateReason>;
