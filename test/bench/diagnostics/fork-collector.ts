import { fork } from 'node:child_process';
import type { Worker } from '../../../src/main/diagnostics/lane';
import type { ProbeTargets } from '../../../src/main/diagnostics/probe';

/** The collecting process as it ships, as a plain child of Node; `exited` when its time can be counted. */
export function forkCollector(
  file: string,
  keys: readonly string[],
  pace: string,
  targets: ProbeTargets,
): { worker: Worker; exited: Promise<void> } {
  const child = fork(file, [pace, JSON.stringify(targets), ...keys], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  });
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const worker: Worker = {
    pid: child.pid,
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
  return { worker, exited };
}
