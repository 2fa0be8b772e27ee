import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AptIndex, AptIndexStore } from '../features/updates/apt/apt-ports';
import { syncFolder } from './sync-folder';

/** The whole index as one file, replaced by a rename: another process may make it anew while this one serves it. */
export class AptIndexFile implements AptIndexStore {
  readonly #folder: string;
  #read: { mark: string; index: AptIndex } | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async load(): Promise<AptIndex | null> {
    try {
      const { ino, mtimeMs, size } = await stat(this.#path);
      const mark = `${ino} ${mtimeMs} ${size}`;
      if (this.#read?.mark !== mark) {
        this.#read = { mark, index: JSON.parse(await readFile(this.#path, 'utf8')) as AptIndex };
      }
      return this.#read.index;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  async save(index: AptIndex): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const temporary = `${this.#path}.${process.pid}.tmp`;
    try {
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(JSON.stringify(index));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, this.#path);
      await syncFolder(this.#folder);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  get #path(): string {
    return join(this.#folder, 'index.json');
  }
}
