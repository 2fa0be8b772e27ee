import type { Job, Target } from '../target.ts';

/** Apple's tools make, sign and notarize these, and exist on macOS only. */
function lacks(): string | undefined {
  return process.platform === 'darwin' ? undefined : 'packages for macOS are made and signed on macOS only.';
}

function builderTarget(target: string, kind: string) {
  return async (job: Job): Promise<void> => {
    await job.build({ platform: 'darwin', target, unpacked: await job.unpacked('darwin', kind) });
  };
}

export const MACOS_TARGETS: readonly Target[] = [
  { name: 'pkg', platform: 'darwin', lacks, make: builderTarget('pkg', 'pkg') },
  { name: 'dmg', platform: 'darwin', lacks, make: builderTarget('dmg', 'dmg') },
  { name: 'mac-zip', platform: 'darwin', lacks, make: builderTarget('zip', 'zip') },
];
