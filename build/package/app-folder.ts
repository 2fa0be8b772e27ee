import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { releaseKeys } from '../release/keys.ts';
import { inRoot } from '../setup/root.ts';

const INSIDE = ['main', 'preload', 'renderer', 'icons'];

interface Manifest {
  readonly name: string;
  readonly productName: string;
  readonly description: string;
  readonly license: string;
  readonly author: string;
  readonly desktopName: string;
  readonly main: string;
  readonly version: string;
}

export function manifest(): Manifest {
  return JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Manifest;
}

/**
 * The folder electron-builder takes for the program: the agent's bundles and a package.json that names nothing of the
 * workshop. `overlay` is laid over it, for tests that need a program with a fault.
 */
export function stageApp(folder: string, version: string, overlay?: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'out'), { recursive: true });
  for (const name of INSIDE.filter((name) => existsSync(inRoot('out', name)))) {
    cpSync(inRoot('out', name), path.join(folder, 'out', name), {
      recursive: true,
      filter: (file) => !file.endsWith('.map'),
    });
  }
  // Whose releases it will take is decided now, not when the bundles were made.
  writeFileSync(path.join(folder, 'out/release-keys.json'), JSON.stringify(releaseKeys()));
  const { name, productName, description, license, author, desktopName, main } = manifest();
  const about = {
    name,
    productName,
    version,
    description,
    license,
    author,
    homepage: 'https://deskside.example.org',
    desktopName,
    main,
    private: true,
  };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
  if (overlay !== undefined) cpSync(overlay, folder, { recursive: true });
}
