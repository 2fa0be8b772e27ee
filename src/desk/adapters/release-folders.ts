import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, failWith, ok, type Result } from '../../shared/base/result';
import type { CopiedRelease, OpenFile, ReleaseFiles } from '../features/updates/release-files';
import type { PublishedFile } from '../features/updates/release-store';
import { storageFault } from './storage-faults';
import { syncFolder } from './sync-folder';

const TEXT_LIMIT = 1024 * 1024;
const ABANDONED_MS = 3_600_000;
/** Fewer, longer reads: a download should not keep the event loop busy. */
const CHUNK = 128 * 1024;

/** Files of releases, each release in a folder of its own with a name nobody can guess or ask for. */
export class ReleaseFolders implements ReleaseFiles {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async namesIn(directory: string): Promise<Result<string[]>> {
    try {
      const entries = await readdir(directory, { withFileTypes: true });
      return ok(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
    } catch (error) {
      return unreadable(directory, error);
    }
  }

  async textIn(directory: string, name: string): Promise<Result<string>> {
    const path = join(directory, name);
    try {
      const { size } = await stat(path);
      if (size > TEXT_LIMIT) return fail('too-large', `${name} is too large to be what it should be`);
      return ok(await readFile(path, 'utf8'));
    } catch (error) {
      return unreadable(path, error);
    }
  }

  async copy(directory: string, names: readonly string[]): Promise<Result<CopiedRelease>> {
    const folder = randomUUID();
    const target = join(this.#root, folder);
    const discard = () => this.remove(folder);
    try {
      await mkdir(target, { recursive: true, mode: 0o700 });
      const files: PublishedFile[] = [];
      for (const name of names) files.push(await copyFile(join(directory, name), target, name));
      await syncFolder(target);
      await syncFolder(this.#root);
      return ok({ folder, files, text: (name) => this.textIn(target, name), discard });
    } catch (error) {
      await discard();
      const known = storageFault(error);
      return known ? failWith(known) : unreadable(directory, error);
    }
  }

  async open(folder: string, { name, size }: PublishedFile): Promise<Result<OpenFile>> {
    let file;
    try {
      file = await open(this.pathOf(folder, name), 'r');
    } catch (error) {
      // Withdrawn between the look into the records and now.
      if (codeOf(error) === 'ENOENT') return fail('not-found');
      throw error;
    }
    if ((await file.stat()).size !== size) {
      await file.close();
      return fail('unavailable', 'the file on the desk is damaged');
    }
    const opened = file;
    return ok({ read: (start, end) => pieces(opened, start, end), close: () => opened.close() });
  }

  pathOf(folder: string, name: string): string {
    return join(this.#root, folder, name);
  }

  async remove(folder: string): Promise<void> {
    await rm(join(this.#root, folder), { recursive: true, force: true });
  }

  async sweep(named: readonly string[]): Promise<void> {
    const present = await this.#folders();
    for (const folder of present.filter((name) => !named.includes(name))) {
      const { mtimeMs } = await stat(join(this.#root, folder));
      // A release that is being published right now has no record yet.
      if (Date.now() - mtimeMs > ABANDONED_MS) await this.remove(folder);
    }
  }

  async #folders(): Promise<string[]> {
    try {
      return await readdir(this.#root);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }
}

async function* pieces(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at <= end;) {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, end - at + 1));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) throw new Error('the file became shorter while it was sent');
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function copyFile(from: string, folder: string, name: string): Promise<PublishedFile> {
  if (!(await lstat(from)).isFile()) throw new Error(`${name} is not a plain file`);
  const sums = { sha512: createHash('sha512'), sha256: createHash('sha256') };
  let size = 0;
  const to = await open(join(folder, name), 'wx', 0o600);
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      sums.sha512.update(chunk);
      sums.sha256.update(chunk);
      size += chunk.length;
      await to.writeFile(chunk);
    }
    await to.sync();
  } finally {
    await to.close();
  }
  return { name, size, sha512: sums.sha512.digest('base64'), sha256: sums.sha256.digest('hex') };
}

function unreadable(path: string, error: unknown): ReturnType<typeof fail> {
  const reason = error instanceof Error ? error.message : String(error);
  return fail('invalid-input', `${path} cannot be read: ${reason}`);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
