import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import { type Result } from '../../shared/base/result';
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

  /** Newest first as long as they fit; the others go, and so does what was set aside or left half-written. */
  async function tidy(): Promise<void> {
    let days = 0;
    let bytes = 0;
    for (const name of (await names()).toReversed()) {
      const file = path.join(folder, name);
      if (DAY_FILE.test(name)) {
        days += 1;
        bytes += (await disk.read(file)).length;
      } else if (days === 0) continue;
      const fits = days <= MOST_DAYS && bytes <= MOST_BYTES;
      if (!DAY_FILE.test(name) || (!fits && days > 1)) await disk.remove(file);
    }
  }

  async function write(day: Baseline): Promise<Result<void>> {
    try {
      await disk.makeFolder(folder);
      const saved = await fileOf(`${day.at.slice(0, 10)}.json`).save(day);
      if (saved.ok) await tidy();
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
      for (const name of (await names()).filter((entry) => DAY_FILE.test(entry))) {
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
