import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_KINDS, type PackageKind } from '../../shared/model/update';

export interface PackageSigns {
  packaged: boolean;
  platform: NodeJS.Platform;
  /** The package's `resources` folder. */
  resources: string;
  /** The running program. */
  program: string;
  env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * How this agent came onto the computer. `package-kind` is written into each package as it is made, `package-type` by
 * electron-builder into deb and rpm; an AppImage and a portable program are known by what their launcher says.
 */
export function packageKindOf(signs: PackageSigns): PackageKind {
  const { packaged, platform, resources, env } = signs;
  if (!packaged) return 'none';
  if (isRunFromAppImage(signs)) return 'appimage';
  if (platform === 'win32' && env['PORTABLE_EXECUTABLE_FILE']) return 'portable';
  const marked = markIn(resources, 'package-kind') ?? markIn(resources, 'package-type');
  return marked ?? (platform === 'linux' ? 'tar' : 'zip');
}

/** Programs started from another AppImage inherit its variables: only the one that holds this program counts. */
function isRunFromAppImage({ platform, program, env }: PackageSigns): boolean {
  const { APPIMAGE: file, APPDIR: folder } = env;
  if (platform !== 'linux' || !file || !folder || !path.isAbsolute(file)) return false;
  const inside = path.relative(folder, program);
  return inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside);
}

function markIn(resources: string, name: string): PackageKind | undefined {
  let mark: string;
  try {
    mark = readFileSync(path.join(resources, name), 'utf8').trim();
  } catch {
    // Most packages have one of the two marks or none.
    return undefined;
  }
  return PACKAGE_KINDS.find((kind) => kind === mark);
}
