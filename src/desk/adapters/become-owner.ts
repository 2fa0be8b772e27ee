import { statSync } from 'node:fs';

/**
 * Root becomes the user the data belongs to, for good: what is written there would be unreadable for the desk
 * otherwise, and a file of that user must not be followed with root's rights.
 */
export function becomeOwnerOf(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (owner === undefined || owner.uid === 0) return;
  process.setgroups?.([owner.gid]);
  process.setgid?.(owner.gid);
  process.setuid?.(owner.uid);
}
