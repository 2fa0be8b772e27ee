import type { Logger } from '../../shared/base/logger';
import { fail, ok, type Result } from '../../shared/base/result';
import { diskFault, errorCode, writeAtomic, type Disk } from './disk';

/** What a schema of `shared` can do; storage checks with it without knowing the library. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

export interface JsonFile<T> {
  /** The stored value, or null where there is none that can be read. */
  load(): Promise<T | null>;
  save(value: T): Promise<Result<void>>;
}

/**
 * One small state file. A file that holds something else is set aside as `.bad`, never deleted; one that could not be
 * read at all is not written either, until it can be.
 */
export function jsonFile<T>(disk: Disk, file: string, schema: Schema<T>, log: Logger): JsonFile<T> {
  let last: Promise<unknown> = Promise.resolve();
  /** Why what is there is not known; null where it is. */
  let unread: string | null = null;

  async function setAside(): Promise<null> {
    log.warn('storage.unreadable', { file });
    await disk.rename(file, `${file}.bad`).catch((error: unknown) => {
      unread = errorCode(error);
      log.error('storage.not-set-aside', { file, reason: String(error) });
    });
    return null;
  }

  return {
    async load() {
      let bytes: Buffer;
      unread = null;
      try {
        bytes = await disk.read(file);
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return null;
        unread = errorCode(error);
        log.error('storage.unread', { file, reason: String(error) });
        return null;
      }
      const parsed = schema.safeParse(parseJson(bytes.toString('utf8')));
      return parsed.success ? parsed.data : setAside();
    },
    save(value) {
      const run = last.then(async (): Promise<Result<void>> => {
        if (unread !== null) return fail('disk-failed', `what is there could not be read: ${unread}`);
        try {
          await writeAtomic(disk, file, JSON.stringify(value));
          return ok();
        } catch (error) {
          log.error('storage.unsaved', { file, reason: String(error) });
          return diskFault(error);
        }
      });
      last = run;
      return run;
    },
  };
}

/** `undefined` where the text is not JSON. */
export function parseJson(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
