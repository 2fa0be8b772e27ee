import { existsSync } from 'node:fs';
import path from 'node:path';
import { importSource } from '../../run-source.ts';
import { inRoot } from '../../setup/root.ts';
import type { Job, Target } from '../target.ts';
import { hasProgram } from '../targets-linux.ts';
import { buildMsi } from './build-msi.ts';
import type { InstallProperty } from './msi-source.ts';
import { sign, signingIdentity } from './sign.ts';

/** What every Windows package is short of here. */
function needs(...programs: readonly string[]): () => string | undefined {
  return () => {
    const missing = programs.filter((name) => !hasProgram(name));
    if (missing.length > 0) return `${missing.join(', ')} must be installed.`;
    return process.platform === 'win32' || process.env['DESKSIDE_DOWNLOADS'] === 'yes'
      ? undefined
      : 'electron-builder has to download Electron for Windows and its own tools; set DESKSIDE_DOWNLOADS=yes where it may.';
  };
}

/** The settings an installer takes, from the one table. */
export async function installProperties(): Promise<readonly InstallProperty[]> {
  const source = await importSource('build/package/windows/installer-settings.entry.ts');
  return source['INSTALL_PROPERTIES'] as readonly InstallProperty[];
}

async function makeMsi(job: Job): Promise<void> {
  const unpacked = await job.unpacked('win32', 'msi');
  const output = path.join(job.out, `Deskside-${job.version}-x64.msi`);
  const icon = inRoot('build/icons/deskside.ico');
  await buildMsi({
    version: job.version,
    unpacked,
    properties: await installProperties(),
    output,
    ...(existsSync(icon) ? { icon } : {}),
  });
  const identity = signingIdentity();
  if (identity !== undefined) await sign(output, identity);
}

function builderTarget(target: string, kind: string, overrides?: Record<string, unknown>) {
  return async (job: Job): Promise<void> => {
    const unpacked = await job.unpacked('win32', kind);
    await job.build({
      platform: 'win32',
      target,
      unpacked,
      ...(kind === 'nsis-user' ? { feed: true } : {}),
      ...(overrides === undefined ? {} : { overrides }),
    });
  };
}

/**
 * For one person without administrator rights: what is machine-wide in the other is theirs alone. It is the one that
 * replaces itself, so the feed is its own.
 */
export const PER_USER = {
  nsis: {
    oneClick: true,
    perMachine: false,
    artifactName: '${productName}-Setup-User-${version}-${arch}.${ext}',
  },
};

/** Only administrators may replace it, and they have tools for that. */
const MACHINE_WIDE = { publish: null };

export const WINDOWS_TARGETS: readonly Target[] = [
  { name: 'nsis', platform: 'win32', lacks: needs(), make: builderTarget('nsis', 'nsis', MACHINE_WIDE) },
  {
    name: 'nsis-user',
    platform: 'win32',
    lacks: needs(),
    make: builderTarget('nsis', 'nsis-user', PER_USER),
  },
  { name: 'portable', platform: 'win32', lacks: needs(), make: builderTarget('portable', 'portable') },
  { name: 'zip', platform: 'win32', lacks: needs(), make: builderTarget('zip', 'zip') },
  { name: 'msi', platform: 'win32', lacks: needs('wixl', 'msibuild'), make: makeMsi },
];
