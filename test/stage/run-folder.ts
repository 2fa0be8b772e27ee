import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The checkout this file is in. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** A temporary folder of this run; `remove` deletes it. */
export function runFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `deskside-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
