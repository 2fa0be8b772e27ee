import path from 'node:path';
import type { PackageKind } from '../../shared/model/update';

export interface Installed {
  kind: PackageKind;
  program: string;
  /** `--autostart`: also out of a checkout. */
  autostart: boolean;
  env: Readonly<NodeJS.ProcessEnv>;
}

const FOR_EVERYBODY: readonly PackageKind[] = ['deb', 'rpm', 'msi', 'pkg'];

/**
 * Whether the agent itself says that it starts with this person's session. What was installed for everybody of this
 * computer is started for everybody by what its installer put there.
 */
export function writesLoginItem({ kind, program, autostart, env }: Installed): boolean {
  if (kind === 'none') return autostart;
  if (kind === 'nsis') return !isUnder(program, env['ProgramFiles']);
  return !FOR_EVERYBODY.includes(kind);
}

function isUnder(file: string, folder: string | undefined): boolean {
  if (folder === undefined || folder === '') return false;
  const inside = path.win32.relative(folder, file);
  return inside !== '' && !inside.startsWith('..') && !path.win32.isAbsolute(inside);
}
