import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../setup/root.ts';

/** A package of others whose code is in our bundles. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** As its package.json says it: an SPDX identifier or expression. */
  readonly license: string;
  readonly folder: string;
}

interface About {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  /** The old way of saying it. */
  readonly licenses?: readonly { readonly type?: string }[];
}

const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

/** The folder of the package a source file belongs to; undefined for our own and for made-up ones. */
function packageOf(file: string): string | undefined {
  const folder = PACKAGE.exec(file)?.[0];
  return folder !== undefined && existsSync(path.join(folder, 'package.json')) ? folder : undefined;
}

function licenseOf({ license, licenses }: About): string {
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type ?? 'none').join(' OR ') ?? 'none';
}

/** The package of others in that folder. */
export function componentIn(folder: string): Component {
  const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as About;
  const { name = path.basename(folder), version = '0.0.0' } = about;
  return { name, version, license: licenseOf(about), folder };
}

/**
 * What is really inside, by the source maps of the bundles: a package that was installed and not used, or left out by
 * the bundler, is not there.
 */
export function componentsInside(
  parts: readonly string[] = ['main', 'preload', 'renderer'],
  bundles = inRoot('out'),
): readonly Component[] {
  const found = new Map<string, Component>();
  const maps = globSync(`{${parts.join(',')}}/**/*.map`, { cwd: bundles });
  for (const map of maps) {
    const { sources } = JSON.parse(readFileSync(path.join(bundles, map), 'utf8')) as { sources: string[] };
    for (const source of sources) {
      const folder = packageOf(path.resolve(bundles, path.dirname(map), source));
      if (folder === undefined) continue;
      const component = componentIn(folder);
      found.set(`${component.name}@${component.version}`, component);
    }
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
