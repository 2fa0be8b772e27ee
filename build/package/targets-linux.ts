import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, renameSync } from 'node:fs';
import path from 'node:path';
import { makeAppImage } from './linux/appimage.ts';
import { fpmTool, systemFiles } from './linux/system-files.ts';
import { manifest } from './app-folder.ts';
import { packTarball } from './tarball.ts';
import { move } from './tree.ts';
import type { Job, Target } from './target.ts';

export function hasProgram(name: string): boolean {
  try {
    execFileSync('which', [name], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // `which` says by its exit code that there is none
  }
}

/** What a Linux package is short of on this machine. */
export function needs(...programs: readonly string[]): () => string | undefined {
  return () => {
    if (process.platform !== 'linux') return 'Linux packages are made on Linux.';
    const missing = programs.filter((name) => !hasProgram(name));
    return missing.length === 0 ? undefined : `${missing.join(', ')} must be installed.`;
  };
}

/** deb and rpm: electron-builder's target, with the system's own files beside the program and our scripts. */
function systemPackage(kind: 'deb' | 'rpm'): (job: Job) => Promise<void> {
  return async (job) => {
    const unpacked = await job.unpacked('linux', kind);
    const files = systemFiles(job, kind);
    await job.build({
      platform: 'linux',
      target: kind,
      unpacked,
      overrides: { [kind]: files.options },
      tools: fpmTool(job.work),
    });
  };
}

async function makeTarball(job: Job): Promise<void> {
  const unpacked = await job.unpacked('linux', 'tar');
  const name = `${manifest().name}-${job.version}-${process.arch}`;
  const folder = path.join(path.dirname(unpacked), name);
  renameSync(unpacked, folder);
  cpSync(path.join(import.meta.dirname, 'linux/README.txt'), path.join(folder, 'README.txt'));
  chmodSync(path.join(folder, 'README.txt'), 0o644);
  move(await packTarball(job, folder), path.join(job.out, `${name}.tar.gz`));
}

async function makeFolder(job: Job): Promise<void> {
  move(await job.unpacked('linux', 'dir'), path.join(job.out, 'linux-unpacked'));
}

export const LINUX_TARGETS: readonly Target[] = [
  { name: 'dir', platform: 'linux', lacks: needs(), make: makeFolder },
  { name: 'deb', platform: 'linux', lacks: needs('dpkg-deb'), make: systemPackage('deb') },
  { name: 'rpm', platform: 'linux', lacks: needs('rpmbuild'), make: systemPackage('rpm') },
  { name: 'appimage', platform: 'linux', lacks: needs('mksquashfs', 'unsquashfs'), make: makeAppImage },
  { name: 'tar.gz', platform: 'linux', lacks: needs('tar', 'gzip'), make: makeTarball },
];
