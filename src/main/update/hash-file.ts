import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

export interface FileHash {
  size: number;
  /** base64, as releases have it. */
  sha512: string;
}

const CHUNK = 1024 * 1024;

/** Of a plain file, never of what a link points to. Throws where it cannot be read. */
export function hashFile(file: string): FileHash {
  // Windows knows no such flag; there a link takes rights that ordinary people do not have.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    if (!fstatSync(handle).isFile()) throw new Error(`${file} is no plain file`);
    const hash = createHash('sha512');
    const chunk = Buffer.allocUnsafe(CHUNK);
    let size = 0;
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      hash.update(chunk.subarray(0, read));
      size += read;
    }
    return { size, sha512: hash.digest('base64') };
  } finally {
    closeSync(handle);
  }
}

export function isSameFile(file: string, expected: FileHash): boolean {
  const { size, sha512 } = hashFile(file);
  return size === expected.size && sha512 === expected.sha512;
}
