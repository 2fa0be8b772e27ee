import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fail, failWith, ok, type Result } from '../../shared/base/result';
import type { BlobStore, StagedBlob } from '../features/tickets/blob-store';
import { storageFault } from './storage-faults';
import { syncFolder } from './sync-folder';

const HEAD_BYTES = 16;
const INCOMING = 'incoming';

/** Attached bytes as files named by their hash: written aside, synced, then moved into place. */
export class BlobFiles implements BlobStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Throws away what uploads left behind that a killed desk was in the middle of. */
  async sweep(): Promise<void> {
    await rm(join(this.#root, INCOMING), { recursive: true, force: true });
  }

  async stage(bytes: Readable, sha256: string, limit: number): Promise<Result<StagedBlob>> {
    const temporary = join(this.#root, INCOMING, randomUUID());
    try {
      await mkdir(dirname(temporary), { recursive: true, mode: 0o700 });
      const received = await this.#receive(bytes, temporary, limit);
      if (!received.ok || received.value.sha256 !== sha256) {
        await rm(temporary, { force: true });
        return received.ok ? fail('hash-mismatch') : received;
      }
      const { size, head } = received.value;
      return ok({
        size,
        head,
        keep: () => this.#keep(temporary, sha256),
        discard: () => rm(temporary, { force: true }),
      });
    } catch (error) {
      await rm(temporary, { force: true });
      return asFault(error);
    }
  }

  async open(sha256: string): Promise<Result<Readable>> {
    const path = this.#pathOf(sha256);
    try {
      await stat(path);
    } catch {
      return fail('not-found', 'the bytes are missing');
    }
    return ok(createReadStream(path));
  }

  async #receive(
    bytes: Readable,
    path: string,
    limit: number,
  ): Promise<Result<{ size: number; head: Uint8Array; sha256: string }>> {
    const hash = createHash('sha256');
    let head = Buffer.alloc(0);
    let size = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > limit) return fail('too-large');
        if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return ok({ size, head: head.subarray(0, HEAD_BYTES), sha256: hash.digest('hex') });
  }

  async #keep(temporary: string, sha256: string): Promise<Result<void>> {
    const path = this.#pathOf(sha256);
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(temporary, path);
      await syncFolder(dirname(path));
      await syncFolder(this.#root);
      return ok();
    } catch (error) {
      await rm(temporary, { force: true });
      return asFault(error);
    }
  }

  #pathOf(sha256: string): string {
    return join(this.#root, sha256.slice(0, 2), sha256);
  }
}

const CUT_OFF = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET']);

function asFault(error: unknown): ReturnType<typeof failWith> {
  const known = storageFault(error);
  if (known) return failWith(known);
  // The sender went away in the middle: nothing of ours is wrong.
  if (error instanceof Error && 'code' in error && CUT_OFF.has(String(error.code))) {
    return fail('invalid-input', 'the upload was cut off');
  }
  throw error;
}
