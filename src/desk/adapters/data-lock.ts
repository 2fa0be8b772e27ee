import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { storageFault } from './storage-faults';

const WAIT_MS = 5000;

export interface DataLock {
  release(): void;
}

/**
 * Says that this process alone serves or replaces the data in a folder; null where another one does. SQLite holds the
 * system's own lock on an empty file, so that the end of the process, however it comes, lets it go.
 */
export function lockData(dataDir: string, waitMs: number = WAIT_MS): DataLock | null {
  const database = new DatabaseSync(join(dataDir, 'desk.lock'), { timeout: waitMs });
  try {
    // Nothing is ever written into it, so that it needs no journal beside it.
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    database.close();
    if (storageFault(error)?.code === 'unavailable') return null;
    throw error;
  }
  return { release: () => database.close() };
}
