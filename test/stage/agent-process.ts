import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { eventOf, keepLog } from '../../build/run/log-file.ts';
import { ROOT } from './run-folder.ts';
import { until } from '../../build/run/until.ts';

export interface AgentOptions {
  /** Environment with DISPLAY and the session bus of the stage. */
  env: Readonly<Record<string, string | undefined>>;
  userData: string;
  deskUrl?: string;
  token?: string;
  args?: readonly string[];
}

/** The built agent on real Electron. Its windows are Playwright pages, found by what they are for. */
export interface Agent {
  readonly app: ElectronApplication;
  readonly pid: number;
  /** The open window of that kind, waiting for it to appear. */
  window(kind: 'help' | 'assist'): Promise<Page>;
  openWindows(): number;
  /** Waits until the log has told this event, for example `link.online`. */
  told(event: string): Promise<unknown>;
  quit(): Promise<void>;
  kill(): Promise<void>;
}

export async function startAgent(options: AgentOptions): Promise<Agent> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...options.env, DESKSIDE_ENROLL_TOKEN: options.token }))
    if (value !== undefined) env[name] = value;
  const args = [
    ROOT,
    '--no-sandbox',
    `--user-data-dir=${options.userData}`,
    ...(options.deskUrl ? ['--desk', options.deskUrl] : []),
    ...(options.args ?? []),
  ];
  const app = await _electron.launch({ args, env, cwd: ROOT, timeout: 30_000 });
  const child = app.process();
  const events: string[] = [];
  keepLog(child, `${options.userData}.${child.pid ?? 0}.log`, (line) => {
    const event = eventOf(line);
    if (event) events.push(event);
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  return {
    app,
    pid: child.pid ?? 0,
    window: (kind) =>
      until(`the ${kind} window`, async () =>
        app.windows().find((page) => !page.isClosed() && page.url().includes(`/agent/${kind}/`)),
      ),
    openWindows: () => app.windows().filter((page) => !page.isClosed()).length,
    told: (event) => until(`the agent's ${event}`, async () => events.includes(event) || undefined),
    quit: () => app.close(),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
