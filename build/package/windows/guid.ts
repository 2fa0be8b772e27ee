import { createHash } from 'node:crypto';

/** The same GUID for the same words for ever: Windows Installer knows a component by nothing else. */
export function stableGuid(...words: readonly string[]): string {
  const hash = createHash('sha256')
    .update(['deskside', ...words].join('|'))
    .digest('hex')
    .toUpperCase();
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `5${hash.slice(13, 16)}`, `A${hash.slice(17, 20)}`];
  return [...parts, hash.slice(20, 32)].join('-');
}

/** An identifier of an MSI table for a path: letters, digits and underscores, at most 72. */
export function stableId(prefix: string, path: string): string {
  return prefix + createHash('sha256').update(path).digest('hex').slice(0, 24);
}
