import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../../build/setup/root.ts';
import { runQuietly } from '../../../build/setup/run-quietly.ts';

export type BuiltTarget = 'deb' | 'rpm' | 'appimage' | 'tar.gz' | 'dir' | 'desk';

export interface BuildOptions {
  readonly version: string;
  /** A folder laid over the program before it is packed, such as one with a broken `out/main/index.js`. */
  readonly overlay?: string;
}

const ENDINGS: Readonly<Record<BuiltTarget, string>> = {
  deb: '.deb',
  rpm: '.rpm',
  appimage: '.AppImage',
  'tar.gz': '.tar.gz',
  dir: '-unpacked',
  desk: '.tar.gz',
};

const BUILD_MS = 170_000;
/** One time for all, so that a commit in between makes no package anew. */
export const SOURCE_DATE_EPOCH = '1795000000';

/**
 * The package of that version as `npm run package` makes it, its feed files (`latest-linux.yml`) beside it. Made once for
 * the same sources, whoever asks; every version and overlay has a folder of its own.
 */
export async function builtPackage(target: BuiltTarget, options: BuildOptions): Promise<string> {
  const { version, overlay } = options;
  const out = inRoot(
    '.cache/package/built',
    overlay === undefined ? 'whole' : path.basename(overlay),
    version,
  );
  mkdirSync(out, { recursive: true });
  await runQuietly(
    [
      process.execPath,
      inRoot('build/launch.mjs'),
      'build/package/package.ts',
      target,
      '--version',
      version,
      '--out',
      out,
      ...(overlay === undefined ? [] : ['--overlay', overlay]),
    ],
    { cwd: inRoot(), timeoutMs: BUILD_MS, env: { ...process.env, SOURCE_DATE_EPOCH } },
  );
  const ofDesk = (name: string) => name.startsWith('deskside-desk-');
  const file = readdirSync(out).find(
    (name) => name.endsWith(ENDINGS[target]) && ofDesk(name) === (target === 'desk'),
  );
  if (file === undefined) throw new Error(`npm run package -- ${target} left nothing in ${out}`);
  return path.join(out, file);
}

/** The AppImage of that version. */
export function buildAppImage(options: BuildOptions): Promise<string> {
  return builtPackage('appimage', options);
}
