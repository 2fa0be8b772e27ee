import { z } from 'zod';
import { id, sha256, timestamp } from './ids';

/** What may be in a backup, and where: nothing else is ever unpacked. */
const PATH =
  /^(?:deskside\.db|secrets\.json|desk\.json|apt\/(?:signing-key\.asc|index\.json)|attachments\/[0-9a-f]{2}\/[0-9a-f]{64}|updates\/[0-9a-f-]{36}\/[A-Za-z0-9][A-Za-z0-9._-]{0,120})$/;

export const MANIFEST = 'manifest.json';
export const FORMAT = 1;

export const manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** Of the desk that made it. */
  version: z.string().max(40),
  /** Of its database. */
  schema: z.int().positive(),
  deskId: id,
  createdAt: timestamp,
  withUpdates: z.boolean(),
  files: z
    .array(z.strictObject({ path: z.string().regex(PATH), size: z.int().nonnegative(), sha256 }))
    .min(2),
});
export type Manifest = z.infer<typeof manifest>;
export type BackedUpFile = Manifest['files'][number];

export const ofAnyFormat = z.object({ format: z.int().positive() });

/** When and where the last backup was made, for `doctor`. */
export const lastBackup = z.object({ at: timestamp, file: z.string() });
export type LastBackup = z.infer<typeof lastBackup>;
