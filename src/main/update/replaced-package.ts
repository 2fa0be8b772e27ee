import { statSync, watch } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';

/** A package manager replaces files one by one; quiet for this long, it has finished with ours. */
const SETTLED_MS = 5_000;
/** How often it is asked again whether the person is done. */
const ASK_AGAIN_MS = 30_000;

export interface ReplacedOptions {
  /** The program this process was started from. */
  program: string;
  clock: Clock;
  /** Whether nothing is going on that a new start would interrupt. */
  idle(): boolean;
  relaunch(): void;
  log: Logger;
}

/**
 * Starts the agent anew when the system's package manager has put another version in its place. Until then the old
 * one goes on with the files it holds open.
 */
export function watchReplacedPackage({ program, clock, idle, relaunch, log }: ReplacedOptions): () => void {
  let cancel: (() => void) | null = null;
  let stopped = false;
  const started = stampOf(program);

  const later = (ms: number) => {
    cancel?.();
    cancel = stopped ? null : clock.after(ms, settle);
  };
  function settle(): void {
    const now = stampOf(program);
    // Removed: whoever removes a package ends its programs as well.
    if (stopped || now === null || now === started) return;
    if (!idle()) return later(ASK_AGAIN_MS);
    stopped = true;
    log.info('package.replaced', { program });
    relaunch();
  }

  const endWatch = watchFolder(path.dirname(program), () => later(SETTLED_MS), log);
  return () => {
    stopped = true;
    cancel?.();
    endWatch();
  };
}

/** A computer that has no watch left to give is no reason not to run: the next start brings the new version. */
function watchFolder(folder: string, changed: () => void, log: Logger): () => void {
  const unwatched = (error: unknown) => log.warn('package.not-watched', { reason: String(error) });
  try {
    const watcher = watch(folder, changed);
    watcher.on('error', unwatched);
    return () => watcher.close();
  } catch (error) {
    unwatched(error);
    return () => undefined;
  }
}

/** Another file under the same name has another number on its disk, or at least another time. */
function stampOf(file: string): string | null {
  try {
    const { ino, mtimeMs, size } = statSync(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return null;
  }
}
