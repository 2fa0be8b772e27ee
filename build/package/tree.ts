import {
  chmodSync,
  cpSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';

/** Every file, link and folder below `folder`, folders after what they hold, by names in one fixed order. */
export function walk(folder: string): string[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const place = path.join(folder, name);
      return lstatSync(place).isDirectory() ? [...walk(place), place] : [place];
    });
}

/** The same tree once more, its files shared with the first: a quarter of a gigabyte is not copied for a marker. */
export function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    const about = lstatSync(source);
    if (about.isDirectory()) linkTree(source, target);
    else if (about.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

/** Modes and times that depend on the commit alone: what may be run stays so, nobody but the owner writes. */
export function settle(folder: string, epoch: number): void {
  for (const place of [...walk(folder), folder]) {
    const about = lstatSync(place);
    if (!about.isSymbolicLink()) {
      chmodSync(place, about.isDirectory() || (about.mode & 0o100) !== 0 ? 0o755 : 0o644);
    }
    lutimesSync(place, epoch, epoch);
  }
}

/** By a rename where both places are on one disk. Answers where it is now. */
export function move(from: string, to: string): string {
  rmSync(to, { recursive: true, force: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    rmSync(from, { recursive: true });
  }
  return to;
}
