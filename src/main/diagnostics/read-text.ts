import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** More than any file that a probe has use for. */
const MOST_BYTES = 8 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/**
 * The text of a file, or null where it cannot be read whole. People and programs put what they like into the folders
 * that probes look into: a pipe would never answer, a device might do something, an endless file would fill the memory.
 */
export async function readText(file: string, mostBytes = MOST_BYTES): Promise<string | null> {
  try {
    // Without blocking, so that a pipe nobody writes into can be opened and turned away.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (!stat.isFile() || stat.size > mostBytes) return null;
      const chunks: Buffer[] = [];
      let total = 0;
      for (;;) {
        // Files of the kernel say no size, or a wrong one: only reading shows where they end.
        const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(4096, stat.size - total + 1)));
        const { bytesRead } = await handle.read(chunk);
        if (bytesRead === 0) return Buffer.concat(chunks).toString('utf8');
        total += bytesRead;
        if (total > mostBytes) return null;
        chunks.push(chunk.subarray(0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  } catch {
    // Not there, or not for this person.
    return null;
  }
}
