import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isStandInRuntime } from '../builder-config.ts';
import type { Job } from '../target.ts';

const RUNTIME_BYTES = 4096;

/** The real runtime mounts its file system by FUSE; this one unpacks it into a cache of the person's own. */
function writeStandInRuntime(file: string): void {
  const script = readFileSync(path.join(import.meta.dirname, 'appimage-runtime.sh'));
  if (script.length > RUNTIME_BYTES) throw new Error('the stand-in runtime is longer than its place');
  writeFileSync(file, Buffer.concat([script, Buffer.alloc(RUNTIME_BYTES - script.length, '\n')]));
}

function standInTools(work: string): Readonly<Record<string, string>> {
  const folder = path.join(work, 'appimage-tools');
  const tools = path.join(folder, 'linux-x64');
  mkdirSync(tools, { recursive: true });
  mkdirSync(path.join(folder, 'lib/x64'), { recursive: true });
  const validate = execFileSync('which', ['desktop-file-validate'], { encoding: 'utf8' }).trim();
  symlinkSync(validate, path.join(tools, 'desktop-file-validate'));
  // Quick rather than small: what is made with these tools is for tests.
  const squash = path.join(tools, 'mksquashfs');
  writeFileSync(squash, '#!/bin/sh\nexec mksquashfs "$@" -comp zstd -Xcompression-level 3\n');
  chmodSync(squash, 0o755);
  writeStandInRuntime(path.join(folder, 'runtime-x64'));
  return { APPIMAGE_TOOLS_PATH: folder };
}

export async function makeAppImage(job: Job): Promise<void> {
  const unpacked = await job.unpacked('linux', 'appimage');
  const files = await job.build({
    platform: 'linux',
    target: 'AppImage',
    unpacked,
    feed: true,
    tools: isStandInRuntime('linux') ? standInTools(job.work) : {},
  });
  const image = files.find((file) => file.endsWith('.AppImage'));
  if (image === undefined) throw new Error('electron-builder made no AppImage');
  chmodSync(image, 0o755);
}
