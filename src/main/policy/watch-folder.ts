import { watch, type FSWatcher } from 'node:fs';
import type { Clock } from '../../shared/base/clock';

/** Editors and tools write in several steps; the last of them is what counts. */
const SETTLE_MS = 200;

export interface WatchOptions {
  clock: Clock;
  /** How often it is looked at in any case. */
  everyMs: number;
  /** A folder whose changes are told by the system; none where it is only looked at now and then. */
  folder?: string;
}

/** Calls soon after a change in the folder, and every so often: not every change is told, nor in every file system. */
export function watchPolicy({ clock, everyMs, folder }: WatchOptions, changed: () => void): () => void {
  let watcher: FSWatcher | null = null;
  let settling: (() => void) | null = null;
  let cancel: () => void;

  function touched(): void {
    settling?.();
    settling = clock.after(SETTLE_MS, () => {
      settling = null;
      changed();
    });
  }

  function listen(): void {
    if (folder === undefined || watcher !== null) return;
    try {
      const started = watch(folder, { persistent: false }, touched);
      watcher = started;
      // It is gone, for one; the next look tries again.
      started.on('error', () => drop(started));
      started.on('close', () => drop(started));
    } catch {
      // There is no such folder yet: looking now and then has to do.
    }
  }

  function drop(started: FSWatcher): void {
    if (watcher !== started) return;
    watcher = null;
    started.close();
  }

  function look(): void {
    cancel = clock.after(everyMs, look);
    // A folder that was made anew is another one for the system.
    if (watcher !== null) drop(watcher);
    listen();
    changed();
  }

  cancel = clock.after(everyMs, look);
  listen();
  return () => {
    cancel();
    settling?.();
    if (watcher !== null) drop(watcher);
  };
}
