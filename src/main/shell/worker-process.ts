import { utilityProcess } from 'electron';

/** Names that nobody resolves hold a thread each for many seconds; libuv gives them no more than half of all. */
const THREADS = '16';

/** Starts the collecting process. It has no access to the network service and dies with the agent. */
export function startWorkerProcess(file: string, args: readonly string[]) {
  const child = utilityProcess.fork(file, [...args], {
    serviceName: 'Deskside diagnostics',
    stdio: 'ignore',
    env: { ...process.env, UV_THREADPOOL_SIZE: THREADS },
  });
  return {
    get pid() {
      return child.pid;
    },
    onMessage: (listener: (message: unknown) => void) => void child.on('message', listener),
    onExit: (listener: (code: number | null) => void) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
