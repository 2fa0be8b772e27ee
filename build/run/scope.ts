import { explain } from '../setup/step.ts';

/** What a command has opened; all of it is closed in reverse order, however the command ends. */
export interface Scope {
  defer(close: () => Promise<void> | void): void;
  /** True once everything is being closed: what ends from now on ends because we said so. */
  readonly closing: () => boolean;
}

/** Ctrl-C, a service manager's TERM, a closed terminal, or the npm script above us gone. */
function stopRequested(): Promise<'stop'> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = () => {
      // Asked twice, a person means now: the kernel ends our children with us.
      if (asked) process.exit(130);
      asked = true;
      resolve('stop');
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    if (process.channel) {
      process.once('disconnect', () => {
        if (!asked) ask();
      });
      process.channel.unref();
    }
  });
}

/**
 * Runs a command to its end or until it is asked to stop, closes what it opened, and sets the exit code. Being stopped
 * is how a server ends; for a test it is a failure, which `whenStopped` says.
 */
export async function runCommand(work: (scope: Scope) => Promise<number>, whenStopped = 0): Promise<void> {
  const closers: (() => Promise<void> | void)[] = [];
  const stop = stopRequested();
  let code = 0;
  let closing = false;
  const scope: Scope = { defer: (close) => closers.push(close), closing: () => closing };
  try {
    const result = await Promise.race([work(scope), stop]);
    code = result === 'stop' ? whenStopped : result;
  } catch (error) {
    explain(error);
    code = 1;
  }
  closing = true;
  for (const close of closers.reverse()) await close();
  // Not merely set: a step that was interrupted must not go on behind our back.
  process.exit(code);
}
