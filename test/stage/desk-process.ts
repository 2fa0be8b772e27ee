import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeEnding, startChild, type Child } from '../../build/run/children.ts';
import { ROOT } from './run-folder.ts';

const BUNDLE = join(ROOT, 'out/desk/index.mjs');
const READY_WITHIN_MS = 20_000;
const exec = promisify(execFile);

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
  const child = startChild({
    name: 'desk',
    command: [process.execPath, BUNDLE],
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(options.dataDir, '..', 'desk.log'), { flags: 'a' });
  child.process.stdout?.pipe(log, { end: false });
  child.process.stderr?.pipe(log, { end: false });
  const ready = await readyOf(child);

  return {
    url: ready.url,
    setupUrl: ready.setupUrl,
    pid: child.process.pid ?? 0,
    async issueEnrollmentToken() {
      const { stdout } = await exec(process.execPath, [BUNDLE, 'enroll-token', '--label', 'stage'], { env });
      return stdout.trim();
    },
    async stop() {
      child.process.kill('SIGTERM');
      const ending = await child.ended;
      log.end();
      return ending.code;
    },
    async kill() {
      child.process.kill('SIGKILL');
      await child.ended;
      log.end();
    },
  };
}

async function readyOf(child: Child): Promise<Ready> {
  const failed = child.ended.then((ending): never => {
    throw new Error(`the desk was not ready: ${describeEnding(ending)}; its log stands in desk.log`);
  });
  failed.catch(() => undefined);
  const message = once(child.process, 'message', { signal: AbortSignal.timeout(READY_WITHIN_MS) });
  return Promise.race([message.then(([value]) => value as Ready), failed]);
}
