import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import { ok, type Result } from '../../shared/base/result';
import { diskFault, type Disk } from '../storage/disk';

/** What was written or learned on the computer this disk was copied from: it is that one's to send. */
const ITS_OWN = ['outbox', 'draft.json', 'tickets.json', 'baseline'];
const MOST_A_DAY = 100;

/** Moves it into a folder that nothing reads, `copied-2026-11-22`. Nothing of it is deleted. */
export async function setAside(disk: Disk, data: string, at: number, log: Logger): Promise<Result<void>> {
  try {
    await disk.makeFolder(data);
    const there = await disk.list(data);
    const found = ITS_OWN.filter((name) => there.includes(name));
    if (found.length === 0) return ok();
    const folder = freeName(there, `copied-${new Date(at).toISOString().slice(0, 10)}`);
    await disk.makeFolder(path.join(data, folder));
    for (const name of found) await disk.rename(path.join(data, name), path.join(data, folder, name));
    await disk.syncFolder(path.join(data, folder));
    await disk.syncFolder(data);
    log.warn('data.set-aside', { folder, names: found.join(' ') });
    return ok();
  } catch (error) {
    log.error('data.not-set-aside', { reason: String(error) });
    return diskFault(error);
  }
}

function freeName(there: readonly string[], name: string): string {
  const numbered = Array.from({ length: MOST_A_DAY }, (_, index) =>
    index === 0 ? name : `${name}-${index + 1}`,
  );
  return numbered.find((entry) => !there.includes(entry)) ?? name;
}
