import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { fail, ok, type Result } from '../../../shared/base/result';
import {
  FORMAT,
  MANIFEST,
  manifest,
  ofAnyFormat,
  type BackedUpFile,
  type Manifest,
} from '../../../shared/model/backup';

const MANIFEST_LIMIT = 64 * 1024 * 1024;

/** Why an archive is none of ours, or not whole. */
class Refused extends Error {}

/**
 * Unpacks a backup into a folder of its own. Every file is one the manifest names, in a place a backup may have it,
 * with the size and the hash that stand there; an archive with anything else in it is refused.
 */
export async function unpackBackup(archive: FileHandle, into: string): Promise<Result<Manifest>> {
  const unpacking = new Unpacking(into);
  try {
    const bytes = archive.createReadStream({ autoClose: false, start: 0 });
    await pipeline(bytes, createGunzip(), (chunks) => unpacking.take(chunks as AsyncIterable<Buffer>));
    return ok(unpacking.whole());
  } catch (error) {
    if (error instanceof Refused) return fail('invalid-input', error.message);
    // What gzip and tar say of bytes that are none of theirs; a disk's errors name the call that failed.
    if (error instanceof Error && !('syscall' in error)) {
      return fail('invalid-input', `the file is damaged or no backup (${error.message})`);
    }
    throw error;
  }
}

class Unpacking {
  readonly #into: string;
  #manifest: Manifest | null = null;
  readonly #left = new Map<string, BackedUpFile>();
  #failure: unknown = null;

  constructor(into: string) {
    this.#into = into;
  }

  async take(chunks: AsyncIterable<Buffer>): Promise<void> {
    let last: Promise<void> = Promise.resolve();
    const give = (error: unknown) => {
      this.#failure ??= error;
    };
    const parser = new Parser({
      strict: true,
      onReadEntry: (entry) => {
        // In their order: what the manifest says must be known before the first file comes.
        last = last
          .then(() => (this.#failure === null ? this.#receive(entry) : undefined))
          .catch(give)
          .finally(() => entry.resume());
      },
    });
    parser.on('error', give);
    parser.on('ignoredEntry', (entry: ReadEntry) => {
      give(new Refused(`${entry.path} is nothing a backup has in it`));
    });
    const ended = once(parser, 'end');
    ended.catch(give);
    for await (const chunk of chunks) {
      if (this.#failure !== null) throw this.#failure;
      if (!parser.write(chunk)) await once(parser, 'drain');
    }
    parser.end();
    if (this.#failure === null) await ended;
    await last;
    if (this.#failure !== null) throw this.#failure;
  }

  whole(): Manifest {
    if (this.#manifest === null) throw new Refused('the file is no backup of a desk');
    const [missing] = this.#left.keys();
    if (missing !== undefined) throw new Refused(`${missing} is missing in the backup`);
    return this.#manifest;
  }

  async #receive(entry: ReadEntry): Promise<void> {
    if (entry.type !== 'File') throw new Refused(`${entry.path} is no plain file`);
    if (this.#manifest === null) {
      this.#manifest = await readManifest(entry);
      for (const file of this.#manifest.files) this.#left.set(file.path, file);
      if (this.#left.size < this.#manifest.files.length) throw new Refused('the manifest names a file twice');
      return;
    }
    const file = this.#left.get(entry.path);
    if (file === undefined) throw new Refused(`${entry.path} is not what the manifest names`);
    await store(entry, file, join(this.#into, file.path));
    this.#left.delete(file.path);
  }
}

async function readManifest(entry: ReadEntry): Promise<Manifest> {
  if (entry.path !== MANIFEST) throw new Refused('the file is no backup of a desk');
  if (entry.size > MANIFEST_LIMIT) throw new Refused('its manifest is too large');
  const chunks: Buffer[] = [];
  for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
  const content: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const newer = ofAnyFormat.safeParse(content);
  if (newer.success && newer.data.format > FORMAT)
    throw new Refused('a newer desk made this backup; install that');
  const parsed = manifest.safeParse(content);
  if (!parsed.success) throw new Refused('its manifest is not right');
  return parsed.data;
}

async function store(entry: ReadEntry, file: BackedUpFile, target: string): Promise<void> {
  const wrong = new Refused(`${file.path} is not what was backed up`);
  if (entry.size !== file.size) throw wrong;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const written = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await written.writeFile(chunk);
    }
    if (hash.digest('hex') !== file.sha256) throw wrong;
    await written.sync();
  } finally {
    await written.close();
  }
}
