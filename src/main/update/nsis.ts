import { closeSync, existsSync, openSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, failWith, ok } from '../../shared/base/result';
import { diskFault } from '../storage/disk';
import { hashFile, isSameFile } from './hash-file';
import type { Installer } from './installer';
import { endTrial, writeTrial, type Trial } from './trial';

export interface HandOverOptions {
  /** The installed program. */
  target: string;
  version: string;
  folder: string;
  /** Starts what was downloaded and ends this program. */
  handOver(): void;
}

const nameOf = (version: string) => `Deskside-${version}.exe`;

/**
 * Windows: the installer of each version that came by update is kept until the next one has proven itself; going back
 * means to run it again. Never run on Windows yet.
 */
export function nsisInstaller({ target, version, folder, handOver }: HandOverOptions): Installer {
  const kept = path.join(folder, 'installers');
  const installerOf = (of: string) => path.join(kept, nameOf(of));

  /** Null for the version that IT installed: its installer was never here. */
  function previous(): Trial['previous'] {
    const file = installerOf(version);
    return existsSync(file) ? { version, file, ...hashFile(file) } : null;
  }

  return {
    obstacle: () => (mayWrite(path.dirname(target)) ? null : 'not-writable'),
    async install(downloaded, to, file, inTheWay) {
      try {
        await mkdir(kept, { recursive: true, mode: 0o700 });
        await copyFile(downloaded, installerOf(to));
        if (!isSameFile(downloaded, file) || !isSameFile(installerOf(to), file)) {
          await rm(installerOf(to), { force: true });
          return fail('update-refused', 'wrong-hash');
        }
        if (inTheWay()) return ok('postponed');
        writeTrial(folder, { version: to, kind: 'nsis', target, previous: previous() });
      } catch (error) {
        const { fault } = diskFault(error);
        return failWith({ ...fault, detail: fault.code });
      }
      handOver();
      return ok('replaced');
    },
    proven() {
      endTrial(folder);
      const older = existsSync(kept) ? readdirSync(kept).filter((name) => name !== nameOf(version)) : [];
      // What cannot be removed now is tried again after the next update.
      for (const name of older) void rm(path.join(kept, name), { force: true }).catch(() => undefined);
    },
  };
}

/**
 * Where only an administrator may write, the installer would ask the person for one, after this program has ended. No
 * list of rights tells it as surely as trying does.
 */
function mayWrite(folder: string): boolean {
  const probe = path.join(folder, `.deskside-${process.pid}`);
  try {
    closeSync(openSync(probe, 'wx'));
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}

/** macOS: Squirrel replaces the program and checks its code signature; there is no way back. Never run on macOS yet. */
export function macInstaller({ handOver }: Pick<HandOverOptions, 'handOver'>): Installer {
  return {
    obstacle: () => null,
    install(downloaded, _to, file, inTheWay) {
      try {
        if (!isSameFile(downloaded, file)) return Promise.resolve(fail('update-refused', 'wrong-hash'));
      } catch (error) {
        return Promise.resolve(diskFault(error));
      }
      if (inTheWay()) return Promise.resolve(ok('postponed'));
      handOver();
      return Promise.resolve(ok('replaced'));
    },
    proven: () => undefined,
  };
}
