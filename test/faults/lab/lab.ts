import { build } from 'esbuild';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NO_TARGETS, type ProbeTargets } from '../../../src/main/diagnostics/probe';
import { report as reportSchema, type Report } from '../../../src/shared/model/diagnostics';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const HERE = import.meta.dirname;

export const DESK_PORT = 7420;
export const DESK_URL = `http://desk.test:${DESK_PORT}`;
/** The addresses of the three computers: pc – router – net. */
export const ADDRESS = { pc: '10.77.1.2', router: '10.77.1.1', outside: '10.77.2.1', net: '10.77.2.10' };

/** What listens on the far side. */
export interface NetworkServices {
  dns?: { names: Record<string, string>; delayMs: number };
  portal?: { port: number; location: string };
  proxy?: { port: number };
  tls?: { port: number; keyFile: string; certificateFile: string; deskPort: number };
}

export interface CollectOptions {
  targets?: Partial<ProbeTargets>;
  /** What stands before the collecting process: `faketime`, a mount namespace. */
  wrapper?: readonly string[];
}

export type Place = 'pc' | 'router' | 'net';

/** A small network on this machine: a person's computer, a router, and behind it the desk, DNS and a relay. */
export interface Lab {
  readonly folder: string;
  /** Runs a program in one of the three places; its output. */
  at(place: Place, ...command: readonly [string, ...string[]]): string;
  /** Starts a program there and waits for a line that holds `ready`. */
  start(
    place: Place,
    ready: string,
    command: readonly [string, ...string[]],
    env?: NodeJS.ProcessEnv,
  ): Promise<void>;
  serve(services: NetworkServices): Promise<void>;
  startDesk(): Promise<void>;
  /** The nameservers the person's computer is told. */
  useDns(...servers: string[]): void;
  /** A report as the agent on the person's computer makes it, as a user without rights. */
  collect(options?: CollectOptions): Promise<Report>;
  remove(): Promise<void>;
}

export const labIsPossible = process.platform === 'linux' && process.getuid?.() === 0;

let labs = 0;

export function createLab(): Lab {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskside-lab-'));
  // The collecting account has no rights, but it must find its program.
  chmodSync(folder, 0o755);
  labs += 1;
  const tag = `ds${process.pid}x${labs}`;
  const name = (place: Place) => `${tag}${place[0]}`;
  const children: ChildProcess[] = [];
  const run = (...[program, ...args]: readonly [string, ...string[]]) =>
    execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const inside = (place: Place): [string, ...string[]] => ['ip', 'netns', 'exec', name(place)];
  const at: Lab['at'] = (place, ...command) => run(...inside(place), ...command);

  for (const place of ['pc', 'router', 'net'] as const) {
    run('ip', 'netns', 'add', name(place));
    at(place, 'ip', 'link', 'set', 'lo', 'up');
  }
  link(`${tag}a`, 'pc', 'eth0', `${ADDRESS.pc}/24`, 'router', 'lan', `${ADDRESS.router}/24`);
  link(`${tag}b`, 'net', 'eth0', `${ADDRESS.net}/24`, 'router', 'wan', `${ADDRESS.outside}/24`);
  at('pc', 'ip', 'route', 'add', 'default', 'via', ADDRESS.router);
  at('net', 'ip', 'route', 'add', 'default', 'via', ADDRESS.outside);
  at('router', 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
  const etc = path.join('/etc/netns', name('pc'));
  mkdirSync(etc, { recursive: true });

  function link(
    wire: string,
    left: Place,
    leftName: string,
    leftAddress: string,
    right: Place,
    rightName: string,
    rightAddress: string,
  ): void {
    run('ip', 'link', 'add', `${wire}0`, 'type', 'veth', 'peer', 'name', `${wire}1`);
    plug(`${wire}0`, left, leftName, leftAddress);
    plug(`${wire}1`, right, rightName, rightAddress);
  }

  function plug(wire: string, place: Place, as: string, address: string): void {
    run('ip', 'link', 'set', wire, 'netns', name(place), 'name', as);
    at(place, 'ip', 'address', 'add', address, 'dev', as);
    at(place, 'ip', 'link', 'set', as, 'up');
  }

  const start: Lab['start'] = (place, ready, command, env = process.env) => {
    const [program, ...args] = [...inside(place), ...command];
    // A group of its own, for what the program starts itself.
    const child = spawn(program ?? 'ip', args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    children.push(child);
    return new Promise((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(ready)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`${command[0]} ended with ${code}: ${said}`)));
    });
  };

  return {
    folder,
    at,
    start,
    async serve(services) {
      const script = await bundled('servers.entry.ts', folder);
      await start('net', 'ready', [process.execPath, script, JSON.stringify(services)]);
    },
    startDesk: () =>
      start('net', 'desk.ready', [process.execPath, path.join(ROOT, 'out/desk/index.mjs'), 'serve'], {
        ...process.env,
        DESKSIDE_HOST: '0.0.0.0',
        DESKSIDE_PORT: String(DESK_PORT),
        DESKSIDE_PUBLIC_URL: DESK_URL,
        DESKSIDE_DATA_DIR: path.join(folder, 'desk'),
      }),
    useDns: (...servers) =>
      writeFileSync(
        path.join(etc, 'resolv.conf'),
        servers.map((server) => `nameserver ${server}\n`).join(''),
      ),
    async collect({ targets = {}, wrapper = [] } = {}) {
      const script = await bundled('collect.entry.ts', folder);
      const wanted: ProbeTargets = { ...NO_TARGETS, deskUrl: DESK_URL, proxyRoute: 'DIRECT', ...targets };
      const output = await collectOutput([
        ...inside('pc'),
        ...wrapper,
        ...AS_NOBODY,
        process.execPath,
        script,
        JSON.stringify(wanted),
      ]);
      return reportSchema.parse(JSON.parse(output)) as Report;
    },
    async remove() {
      await Promise.all(children.map(ended));
      for (const place of ['pc', 'router', 'net'] as const) run('ip', 'netns', 'delete', name(place));
      rmSync(etc, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As a person's own account may: no right to raw sockets, other people's files or the hardware's secrets. */
const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

async function bundled(entry: string, folder: string): Promise<string> {
  const outfile = path.join(folder, entry.replace('.entry.ts', '.mjs'));
  await build({
    entryPoints: [path.join(HERE, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    banner: {
      js: "import { createRequire as __makeRequire } from 'node:module'; const require = __makeRequire(import.meta.url);",
    },
    define: { WORKER: JSON.stringify(path.join(ROOT, 'out/main/diagnostics-worker.js')) },
  });
  return outfile;
}

function collectOutput([program, ...args]: readonly [string, ...string[]]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
    let output = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    // It ends itself once it has said everything, the last line included.
    child.once('close', () => (output.endsWith('\n') ? resolve(output) : reject(new Error(complaint))));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  });
}
