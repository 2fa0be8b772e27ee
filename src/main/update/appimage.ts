import { accessSync, constants, existsSync } from 'node:fs';
import { chmod, copyFile, link, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, failWith, ok, type Result } from '../../shared/base/result';
import type { ReleaseFile } from '../../shared/model/update';
import { diskFault } from '../storage/disk';
import { hashFile, isSameFile } from './hash-file';
import type { Installer } from './installer';
import { endTrial, readTrial, writeTrial } from './trial';

export interface AppImageOptions {
  /** The AppImage that runs. */
  target: string;
  version: string;
  /** Where updates keep their state. */
  folder: string;
  relaunch(program: string): void;
}

/**
 * Replaces an AppImage by the rename of a checked file within its own folder, so that whenever the power fails there is
 * one whole AppImage under its name. What ran before stays beside it until the new version has proven itself.
 */
export function appImageInstaller({ target, version, folder, relaunch }: AppImageOptions): Installer {
  const beside = (suffix: string) => path.join(path.dirname(target), `.${path.basename(target)}.${suffix}`);
  const [next, previous] = [beside('next'), beside('previous')];

  async function replace(
    downloaded: string,
    to: string,
    file: ReleaseFile,
    inTheWay: () => boolean,
  ): Promise<Result<'replaced' | 'postponed'>> {
    // Whatever lies under that name is left over, or a link that somebody laid there.
    await rm(next, { force: true });
    await copyFile(downloaded, next, constants.COPYFILE_EXCL);
    if (!isSameFile(next, file)) return fail('update-refused', 'wrong-hash');
    await chmod(next, (await stat(target)).mode & 0o777);
    await sync(next);
    // Copying took its time.
    if (inTheWay()) return ok('postponed');
    await keepPrevious();
    const kept = { version, file: previous, ...hashFile(previous) };
    writeTrial(folder, { version: to, kind: 'appimage', target, previous: kept });
    await rename(next, target);
    // The rename stands; should the power fail right now, the old file is there again.
    await sync(path.dirname(target)).catch(() => undefined);
    return ok('replaced');
  }

  async function keepPrevious(): Promise<void> {
    await rm(previous, { force: true });
    // A second name of the same file costs no space; some file systems have no such thing.
    await link(target, previous).catch(() => copyFile(target, previous));
  }

  return {
    obstacle() {
      if (!existsSync(target)) return 'not-found';
      try {
        accessSync(path.dirname(target), constants.W_OK);
        return null;
      } catch {
        return 'not-writable';
      }
    },
    async install(downloaded, to, file, inTheWay) {
      const done = await replace(downloaded, to, file, inTheWay).catch((error: unknown) => {
        const { fault } = diskFault(error);
        return failWith({ ...fault, detail: fault.code });
      });
      await rm(next, { force: true });
      if (done.ok) {
        if (done.value === 'postponed') return done;
        relaunch(target);
        return done;
      }
      if (readTrial(folder)?.version === to) endTrial(folder);
      await rm(previous, { force: true });
      return done;
    },
    proven() {
      endTrial(folder);
      for (const file of [next, previous]) void rm(file, { force: true }).catch(() => undefined);
    },
  };
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
