import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './run-folder.ts';

const BUNDLE = join(ROOT, 'out/desk/index.mjs');
const READY_WITHIN_MS = 20_000;

interface Ready {
  type: 'desk.ready';
  url: string;
  setupUrl: string | null;
}

/** The built desk as its own process on loopback, as an operator runs it. Ends with `stop` or `kill`. */
export interface DeskProcess {
  readonly url: string;
  /** The one-time administrator link, while there is no administrator. */
  readonly setupUrl: string | null;
  readonly pid: number;
  issueEnrollmentToken(): Promise<string>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: as a power cut looks to the process. */
  kill(): Promise<void>;
}

export interface DeskOptions {
  dataDir: string;
  /** 0 = any free one; a restart passes the old one so that agents find the desk again. */
  port?: number;
  env?: Readonly<Record<string, string>>;
}

export async function startDesk(options: DeskOptions): Promise<DeskProcess> {
  const env = {
    ...process.env,
    DESKSIDE_HOST: '127.0.0.1',
    DESKSIDE_PORT: String(options.port ?? 0),
    DESKSIDE_DATA_DIR: options.dataDir,
    DESKSIDE_ORGANIZATION: 'Example GmbH',
    ...options.env,
  };
  const child = spawn(process.execPath, [BUNDLE], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const log = createWriteStream(join(options.dataDir, '..', 'desk.log'), { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ready = await readyOf(child);
  const issue = promisify(execFile);

  return {
    url: ready.url,
    setupUrl: ready.setupUrl,
    pid: child.pid ?? 0,
    async issueEnrollmentToken() {
      const { stdout } = await issue(process.execPath, [BUNDLE, 'enroll-token', '--label', 'stage'], { env });
      return stdout.trim();
    },
    async stop() {
      await end(child, 'SIGTERM');
      log.end();
      return child.exitCode;
    },
    async kill() {
      await end(child, 'SIGKILL');
      log.end();
    },
  };
}

async function readyOf(child: ChildProcess): Promise<Ready> {
  const signal = AbortSignal.timeout(READY_WITHIN_MS);
  const failed = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(
      `the desk ended with code ${String(code)} before it was ready; its log stands in desk.log`,
    );
  });
  const message = once(child, 'message', { signal }).then(([value]) => value as Ready);
  const ready = await Promise.race([message, failed]);
  failed.catch(() => undefined);
  return ready;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
