import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../src/desk/features/tickets/blob-store';

const bytes = Buffer.from('the bytes of a file');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const streamOf = (...chunks: Buffer[]): Readable => Readable.from(chunks);

/** What every store of attached bytes must do. */
export function blobStoreSuite(
  engine: string,
  open: () => Promise<{ blobs: BlobStore; files(): Promise<string[]>; remove(): Promise<void> }>,
) {
  describe(`blob store on ${engine}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.remove());

    it('gives back what was kept', async () => {
      const staged = await opened.blobs.stage(streamOf(bytes.subarray(0, 5), bytes.subarray(5)), sha256, 100);
      if (!staged.ok) throw new Error(staged.fault.code);
      expect(staged.value.size).toBe(bytes.length);
      expect(Buffer.from(staged.value.head)).toEqual(bytes.subarray(0, 16));
      expect((await staged.value.keep()).ok).toBe(true);
      const read = await opened.blobs.open(sha256);
      if (!read.ok) throw new Error(read.fault.code);
      expect(await buffer(read.value)).toEqual(bytes);
    });

    it('keeps the same bytes once, however often they come', async () => {
      const staged = await Promise.all(
        Array.from({ length: 5 }, () => opened.blobs.stage(streamOf(bytes), sha256, 100)),
      );
      for (const one of staged) if (one.ok) expect((await one.value.keep()).ok).toBe(true);
      expect(await opened.files()).toHaveLength(1);
    });

    it('refuses bytes with another hash, leaving nothing behind', async () => {
      const staged = await opened.blobs.stage(streamOf(Buffer.from('other')), sha256, 100);
      expect(staged).toMatchObject({ ok: false, fault: { code: 'hash-mismatch' } });
      expect(await opened.files()).toEqual([]);
    });

    it('refuses more than the limit, leaving nothing behind', async () => {
      const staged = await opened.blobs.stage(streamOf(bytes, bytes), sha256, bytes.length + 1);
      expect(staged).toMatchObject({ ok: false, fault: { code: 'too-large' } });
      expect(await opened.files()).toEqual([]);
    });

    it('leaves nothing of what is discarded', async () => {
      const staged = await opened.blobs.stage(streamOf(bytes), sha256, 100);
      if (!staged.ok) throw new Error(staged.fault.code);
      await staged.value.discard();
      expect(await opened.files()).toEqual([]);
      expect(await opened.blobs.open(sha256)).toMatchObject({ ok: false, fault: { code: 'not-found' } });
    });
  });
}
