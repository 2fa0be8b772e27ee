import type { PackageKind } from '../../shared/model/update';

export interface Installed {
  kind: PackageKind;
  /** `--autostart`: also out of a checkout. */
  autostart: boolean;
}

const FOR_EVERYBODY: readonly PackageKind[] = ['deb', 'rpm', 'msi', 'nsis', 'pkg'];

/**
 * Whether the agent itself says that it starts with this person's session. What was installed for everybody of this
 * computer is started for everybody by what its installer put there.
 */
export function writesLoginItem({ kind, autostart }: Installed): boolean {
  if (kind === 'none') return autostart;
  return !FOR_EVERYBODY.includes(kind);
}
