import { chmodSync, cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../setup/root.ts';
import { isStandInRuntime } from '../builder-config.ts';
import { settle } from '../tree.ts';
import type { Job } from '../target.ts';

const FILES = path.join(import.meta.dirname, 'files');

/** Where each file of the system's own folders comes from; the program itself is electron-builder's. */
const PLACES = {
  'deskside.desktop': 'etc/xdg/autostart/deskside.desktop',
  'policy.example.json': 'etc/deskside/policy.example.json',
  'take-token': 'usr/lib/deskside/take-token',
  'deskside-policy.path': 'usr/lib/systemd/system/deskside-policy.path',
  'deskside-policy.service': 'usr/lib/systemd/system/deskside-policy.service',
} as const;

function stageSystemFiles(job: Job, kind: string): string {
  const folder = path.join(job.work, `system-${kind}`);
  for (const [name, place] of Object.entries(PLACES)) {
    mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
    cpSync(path.join(FILES, name), path.join(folder, place));
    chmodSync(path.join(folder, place), name === 'take-token' ? 0o755 : 0o644);
  }
  mkdirSync(path.join(folder, 'usr/bin'));
  symlinkSync('../../opt/Deskside/deskside', path.join(folder, 'usr/bin/deskside'));
  const doc = path.join(folder, 'usr/share/doc/deskside');
  mkdirSync(doc, { recursive: true });
  cpSync(inRoot('LICENSE'), path.join(doc, 'copyright'));
  settle(folder, job.epoch);
  return folder;
}

/**
 * For people as small as can be, at electron-builder's own choice (xz); what is for tests is made in a tenth of the
 * time and stays below the size we aim for (zstd at its level 3).
 */
function compression(kind: 'deb' | 'rpm'): readonly string[] {
  const quick = [`--${kind}-compression`, 'zstd', `--${kind}-compression-level`, '3'];
  return isStandInRuntime('linux') ? quick : [];
}

/** What a deb or rpm is made with beside electron-builder.yml: paths in the repository, and this run's own folder. */
export function systemFiles(job: Job, kind: 'deb' | 'rpm'): { readonly options: Record<string, unknown> } {
  const folder = stageSystemFiles(job, kind);
  return {
    options: {
      afterInstall: inRoot('build/package/linux/after-install.sh'),
      afterRemove: inRoot('build/package/linux/after-remove.sh'),
      fpm: [
        '--before-remove',
        inRoot('build/package/linux/before-remove.sh'),
        ...compression(kind),
        ...(kind === 'deb' ? ['--deb-no-default-config-files'] : []),
        `${folder}/=/`,
      ],
    },
  };
}

/**
 * The real fpm, which a release uses: one named by hand, or the one electron-builder downloads. Where the official
 * Electron cannot be had its download cannot either, and ours stands in.
 */
export function fpmTool(work: string): Readonly<Record<string, string>> {
  const byHand = process.env['CUSTOM_FPM_PATH'];
  if ((byHand !== undefined && existsSync(byHand)) || !isStandInRuntime('linux')) return {};
  const wrapper = path.join(work, 'fpm');
  const script = path.join(import.meta.dirname, '../fpm.ts');
  writeFileSync(wrapper, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`);
  chmodSync(wrapper, 0o755);
  return { CUSTOM_FPM_PATH: wrapper };
}
