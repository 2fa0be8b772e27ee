import { join } from 'node:path';
import { issueEnrollToken, startDesk as start } from '../../build/run/desk-process.ts';

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

let starts = 0;

export async function startDesk(options: DeskOptions): Promise<DeskProcess> {
  const env = {
    ...process.env,
    DESKSIDE_HOST: '127.0.0.1',
    DESKSIDE_PORT: String(options.port ?? 0),
    DESKSIDE_DATA_DIR: options.dataDir,
    DESKSIDE_ORGANIZATION: 'Example GmbH',
    ...options.env,
  };
  const { url, setupUrl, child } = await start(env, join(options.dataDir, '..', `desk-${++starts}.log`));
  return {
    url,
    setupUrl,
    pid: child.process.pid ?? 0,
    issueEnrollmentToken: () => issueEnrollToken(env),
    async stop() {
      child.process.kill('SIGTERM');
      return (await child.ended).code;
    },
    async kill() {
      child.process.kill('SIGKILL');
      await child.ended;
    },
  };
}
