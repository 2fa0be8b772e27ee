import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import type { Result } from '../../shared/base/result';
import { baseline as baselineSchema, type Baseline } from '../../shared/rules/changes/baseline';
import { diskFault, errorCode, type Disk } from '../storage/disk';
import { jsonFile } from '../storage/json-file';

const MOST_DAYS = 14;
const MOST_BYTES = 2 * 1024 * 1024;
const DAY_FILE = /^\d{4}-\d{2}-\d{2}\.json$/;

export interface BaselineStore {
  /** The remembered days, oldest first. Read anew each time: nobody needs them between two looks. */
  load(): Promise<Baseline[]>;
  /** Keeps this look as the one of its day, and lets go of what is too old or too much. */
  save(day: Baseline): Promise<Result<void>>;
}

/** `YYYY-MM-DD.json` for each day (UTC) in a folder of their own. A file that cannot be read costs its day alone. */
export function baselineStore(disk: Disk, folder: string, log: Logger): BaselineStore {
  const fileOf = (name: string) => jsonFile(disk, path.join(folder, name), baselineSchema, log);
  let last: Promise<unknown> = Promise.resolve();

  async function names(): Promise<string[]> {
    try {
      return (await disk.list(folder)).toSorted();
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') log.error('baseline.unread', { reason: String(error) });
      return [];
    }
  }

  /** Of a plain file that may be a day; null for everything else that lies there. */
  async function sizeOf(name: string): Promise<number | null> {
    const size = DAY_FILE.test(name) ? await disk.size(path.join(folder, name)).catch(() => null) : null;
    return size === null || size > MOST_BYTES ? null : size;
  }

  /** What is no day goes; of the days stay the newest up to this one, then those of a clock that ran ahead. */
  async function tidy(today: string): Promise<void> {
    const all = await names();
    const ahead = all.filter((name) => name > today);
    let days = 0;
    let bytes = 0;
    for (const name of [...all.filter((each) => each <= today).toReversed(), ...ahead]) {
      const size = await sizeOf(name);
      if (size !== null) {
        days += 1;
        bytes += size;
        if (days === 1 || (days <= MOST_DAYS && bytes <= MOST_BYTES)) continue;
      }
      await disk.remove(path.join(folder, name)).catch((error: unknown) => {
        log.warn('baseline.not-removed', { name, reason: String(error) });
      });
    }
  }

  async function write(day: Baseline): Promise<Result<void>> {
    const name = `${day.at.slice(0, 10)}.json`;
    try {
      await disk.makeFolder(folder);
      const saved = await fileOf(name).save(day);
      if (saved.ok) await tidy(name);
      return saved;
    } catch (error) {
      log.error('baseline.unsaved', { reason: String(error) });
      return diskFault(error);
    }
  }

  return {
    async load() {
      await last;
      const days: Baseline[] = [];
      // Of a folder that somebody filled no more is read than would be kept.
      for (const name of (await names()).filter((entry) => DAY_FILE.test(entry)).slice(-MOST_DAYS)) {
        if ((await sizeOf(name)) === null) {
          log.warn('baseline.not-a-day', { name });
          continue;
        }
        const day = await fileOf(name).load();
        if (day) days.push(day);
      }
      return days;
    },
    save(day) {
      const run = last.then(() => write(day));
      last = run;
      return run;
    },
  };
}
