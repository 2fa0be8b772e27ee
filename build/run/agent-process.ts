import type { StdioOptions } from 'node:child_process';
import { inRoot } from '../setup/root.ts';
import { whyNoSandbox } from '../setup/sandbox.ts';
import { say } from '../setup/step.ts';
import { startChild, type Child } from './children.ts';

export interface AgentOptions {
  readonly binary: string;
  readonly env: NodeJS.ProcessEnv;
  readonly args: readonly string[];
  /** By environment, because a process list is read by everyone. */
  readonly token?: string | undefined;
  readonly stdio: StdioOptions;
}

/** Starts the bundled agent on the development runtime. */
export function startAgent(options: AgentOptions): Child {
  const why = whyNoSandbox();
  if (why) say(`The agent runs with --no-sandbox, because ${why}. (A packaged agent refuses to.)`);
  const env: NodeJS.ProcessEnv = { ...options.env };
  // Editors built on Electron leave this behind in their terminals; with it Electron is a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  if (options.token !== undefined) env['DESKSIDE_ENROLL_TOKEN'] = options.token;
  return startChild({
    name: 'agent',
    command: [options.binary, inRoot(), ...(why ? ['--no-sandbox'] : []), ...options.args],
    env,
    cwd: inRoot(),
    stdio: options.stdio,
  });
}
