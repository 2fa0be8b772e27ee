import { lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Result } from '../../shared/base/result';

/** The few steps a durable write is made of, each on its own, so that tests can stop the machine between any two. */
export interface Disk {
  read(file: string): Promise<Buffer>;
  /** Bytes of a plain file; null for a link, a folder, a device. */
  size(file: string): Promise<number | null>;
  /** Creates or empties the file, readable by this user only, and waits until the bytes are on the disk. */
  writeSynced(file: string, bytes: string | Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Waits until the folder's own entries are on the disk. */
  syncFolder(folder: string): Promise<void>;
  remove(file: string): Promise<void>;
  list(folder: string): Promise<string[]>;
  makeFolder(folder: string): Promise<void>;
}

export const nodeDisk: Disk = {
  read: (file) => readFile(file),
  async size(file) {
    const entry = await lstat(file);
    return entry.isFile() ? entry.size : null;
  },
  async writeSynced(file, bytes) {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename,
  async syncFolder(folder) {
    // Windows has no fsync for folders; its rename is journaled.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  remove: (file) => rm(file, { force: true }),
  list: (folder) => readdir(folder),
  makeFolder: async (folder) => void (await mkdir(folder, { recursive: true, mode: 0o700 })),
};

/** The file holds either its old bytes or all of the new ones, whenever the power fails. */
export async function writeAtomic(disk: Disk, file: string, bytes: string | Uint8Array): Promise<void> {
  const temporary = `${file}.tmp`;
  await disk.writeSynced(temporary, bytes);
  await disk.rename(temporary, file);
  await disk.syncFolder(path.dirname(file));
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** A disk error as the value that crosses borders. */
export function diskFault(error: unknown): { ok: false } & Result<never> {
  const code = errorCode(error);
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return fail(full ? 'disk-full' : 'disk-failed', code || String(error));
}
