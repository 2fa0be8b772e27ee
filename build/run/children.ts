import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface ChildOptions {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly stdio?: StdioOptions;
  readonly graceMs?: number;
  /** As whom it runs, where we are root. */
  readonly as?: Account;
}

/** A user of this computer, by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: Error;
}

/** One program we started, with everything it started itself. It ends with `stop`, or when we are gone. */
export interface Child {
  readonly name: string;
  readonly process: ChildProcess;
  readonly ended: Promise<Ending>;
  stop(): Promise<void>;
}

const GRACE_MS = 5_000;
const LAST_WORDS_MS = 500;
const SETPRIV = '/usr/bin/setpriv';

/** On Linux the kernel ends the child when this process dies in whatever way, kill -9 included. */
function boundToUs(
  command: readonly [string, ...string[]],
  as: Account | undefined,
): readonly [string, ...string[]] {
  if (process.platform !== 'linux' || !existsSync(SETPRIV)) return command;
  const bound = [SETPRIV, '--pdeathsig', 'TERM', '--', ...command] as const;
  if (as === undefined) return bound;
  // First another user, then the bond: the kernel forgets it whenever a process changes its user.
  const { uid, gid } = as;
  return [SETPRIV, `--reuid=${uid}`, `--regid=${gid}`, '--init-groups', '--', ...bound];
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' }).once('error', () =>
      child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // The whole group may have ended by itself in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

export function startChild(options: ChildOptions): Child {
  const [file, ...args] = boundToUs(options.command, options.as);
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: options.stdio ?? 'ignore',
    // A group of its own: Ctrl-C reaches us alone, and we stop things in their order, grandchildren included.
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('close', (code, signal) => resolve({ code, signal }));
    // A helper it left behind may hold its pipes open; the rest of its output is not worth waiting for it.
    child.once('exit', (code, signal) => setTimeout(() => resolve({ code, signal }), LAST_WORDS_MS).unref());
  });
  return {
    name: options.name,
    process: child,
    ended,
    async stop() {
      signalGroup(child, 'SIGTERM');
      const late = setTimeout(() => signalGroup(child, 'SIGKILL'), options.graceMs ?? GRACE_MS);
      await ended;
      clearTimeout(late);
      // Helpers of a program that ended badly may still be there.
      signalGroup(child, 'SIGKILL');
    },
  };
}

export function describeEnding(ending: Ending): string {
  if (ending.error) return ending.error.message;
  return ending.signal
    ? `it was ended by ${ending.signal}`
    : `it ended with exit code ${String(ending.code)}`;
}
