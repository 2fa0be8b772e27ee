import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stageApp } from '../app-folder.ts';
import { runBuilder } from '../builder.ts';
import { finishUnpacked } from '../finish.ts';
import type { Job, Target } from '../target.ts';
import { settle } from '../tree.ts';

/** Apple's tools make, sign and notarize these, and exist on macOS only. */
function lacks(): string | undefined {
  return process.platform === 'darwin' ? undefined : 'packages for macOS are made and signed on macOS only.';
}

/** What kind of package the program came in; electron-builder adds it to the resources its own file names. */
export function macOverrides(marker: string): Readonly<Record<string, unknown>> {
  return { mac: { extraResources: [{ from: marker, to: 'package-kind' }] } };
}

/** Each kind is put together and signed by itself: the signature seals every file, the kind among them. */
function builderTarget(target: string, kind: string) {
  return async (job: Job): Promise<void> => {
    const { version, epoch } = job;
    const folder = path.join(job.work, `macos-${target}`);
    const app = path.join(folder, 'app');
    const marker = path.join(folder, 'package-kind');
    mkdirSync(folder, { recursive: true });
    writeFileSync(marker, kind);
    stageApp(app, version);
    settle(app, epoch);
    const files = await runBuilder({
      platform: 'darwin',
      target,
      version,
      app,
      out: path.join(folder, 'out'),
      epoch,
      overrides: macOverrides(marker),
      afterPack: (unpacked, resources, electron) =>
        finishUnpacked({ folder: unpacked, resources, version, epoch, electron }),
    });
    for (const file of files) renameSync(file, path.join(job.out, path.basename(file)));
  };
}

export const MACOS_TARGETS: readonly Target[] = [
  { name: 'pkg', platform: 'darwin', lacks, make: builderTarget('pkg', 'pkg') },
  { name: 'dmg', platform: 'darwin', lacks, make: builderTarget('dmg', 'dmg') },
  { name: 'mac-zip', platform: 'darwin', lacks, make: builderTarget('zip', 'zip') },
];
