import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { runQuietly } from '../../setup/run-quietly.ts';
import { stableGuid } from './guid.ts';
import { msiSource, type InstallProperty } from './msi-source.ts';
import { msiTables, type FileVersion } from './msi-tables.ts';
import { peVersion } from './pe-version.ts';

export interface MsiOptions {
  readonly version: string;
  /** The unpacked program for Windows. */
  readonly unpacked: string;
  readonly properties: readonly InstallProperty[];
  readonly icon?: string;
  readonly output: string;
}

/** The MSI by wixl, completed by the tables wixl does not know. */
export async function buildMsi(options: MsiOptions): Promise<void> {
  const { version, unpacked, properties, output } = options;
  const folder = path.dirname(unpacked);
  const source = path.join(folder, 'deskside.wxs');
  if (options.icon !== undefined) copyFileSync(options.icon, path.join(folder, 'deskside.ico'));
  const icon = options.icon === undefined ? null : 'deskside.ico';
  const wxs = msiSource({ version, unpacked, properties, icon });
  writeFileSync(source, wxs);
  mkdirSync(path.dirname(output), { recursive: true });
  rmSync(output, { force: true });
  await runQuietly(['wixl', '--arch', 'x64', '--output', output, source], { cwd: folder });

  const tables = msiTables(properties, versionsIn(unpacked));
  await runQuietly(['msibuild', output, ...tables.flatMap((query) => ['-q', query])]);
  const packageCode = stableGuid('package', wxs, ...tables, contentHash(unpacked));
  await runQuietly(['msibuild', output, '-s', 'Deskside', 'Deskside', 'x64;1033', `{${packageCode}}`]);
}

function filesIn(unpacked: string): string[] {
  return globSync('**/*', { cwd: unpacked, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(unpacked, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}

function versionsIn(unpacked: string): FileVersion[] {
  return filesIn(unpacked).flatMap((file) => {
    if (!/\.(?:exe|dll)$/i.test(file)) return [];
    const version = peVersion(path.join(unpacked, file));
    return version === undefined ? [] : [{ path: file, version }];
  });
}

/** Two packages of the same code are the same package to Windows Installer; others must not be. */
function contentHash(unpacked: string): string {
  const hash = createHash('sha256');
  for (const file of filesIn(unpacked)) hash.update(file).update(readFileSync(path.join(unpacked, file)));
  return hash.digest('hex');
}
