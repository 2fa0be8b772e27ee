import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleDesk as bundleInto } from '../../build/bundle-parts.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface ProcessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The desk as operators run it: one bundle, built for the test, in processes of its own that can be killed. */
export class DeskBundle {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs to its end, or until `killed`, which nothing of it outlives. */
  async run(
    args: string[],
    env: Record<string, string> = {},
    killed?: AbortSignal,
  ): Promise<ProcessExit & { stdout: string; stderr: string }> {
    const child = this.#spawn(args, env);
    killed?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
    const [stdout, stderr, exit] = await Promise.all([
      text(child, 'stdout'),
      text(child, 'stderr'),
      exitOf(child),
    ]);
    return { ...exit, stdout, stderr };
  }

  /** Resolves when it listens. */
  async serve(env: Record<string, string> = {}): Promise<DeskProcess> {
    const child = this.#spawn([], env);
    const exit = exitOf(child);
    const errors = text(child, 'stderr');
    child.stdout?.resume();
    const ready = new Promise<{ url: string; setupUrl: string | null }>((resolve) => {
      child.once('message', (message) => resolve(message as { url: string; setupUrl: string | null }));
    });
    const failed = exit.then(async ({ code }) => {
      throw new Error(`the desk ended with ${code}: ${await errors}`);
    });
    const { url, setupUrl } = await Promise.race([ready, failed]);
    failed.catch(() => undefined);
    return {
      url,
      setupUrl,
      exit,
      kill: (signal) => {
        child.kill(signal);
        return exit;
      },
    };
  }

  #spawn(args: string[], env: Record<string, string>): ChildProcess {
    return spawn(process.execPath, [join(this.folder, 'index.mjs'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        DESKSIDE_PORT: '0',
        DESKSIDE_DATA_DIR: this.dataDir,
        DESKSIDE_LOG_LEVEL: 'warn',
        ...env,
      },
    });
  }
}

export interface DeskProcess {
  url: string;
  setupUrl: string | null;
  exit: Promise<ProcessExit>;
  kill(signal: NodeJS.Signals): Promise<ProcessExit>;
}

export async function bundleDesk(): Promise<DeskBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-bundle-'));
  await bundleInto(folder);
  await mkdir(join(folder, 'node_modules'));
  await symlink(join(ROOT, 'node_modules/@node-rs'), join(folder, 'node_modules/@node-rs'));
  return new DeskBundle(folder);
}

function exitOf(child: ChildProcess): Promise<ProcessExit> {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
}

async function text(child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> {
  let collected = '';
  for await (const chunk of child[stream] ?? []) collected += String(chunk);
  return collected;
}
