import { fork } from 'node:child_process';
import { startCollection } from '../../../src/main/diagnostics/collect';
import { deskProbes } from '../../../src/main/diagnostics/desk-probes';
import { collected, DEADLINE_MS, type ProbeTargets } from '../../../src/main/diagnostics/probe';
import type { Logger } from '../../../src/shared/base/logger';
import { realClock } from '../../../src/main/time/real-clock';

/** The product's own bundle; the lab puts its path here. */
declare const WORKER: string;

/**
 * One real collection as the agent makes it, with plain Node for Electron, inside whatever the test has built around
 * this process: a network, a wrong clock, a full disk. Prints the report.
 */
const targets = JSON.parse(process.argv[2] ?? '{}') as ProbeTargets;
const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => silent };
function nothing(): void {
  // The report itself says what failed.
}

const { done } = startCollection(
  {
    platform: 'linux',
    targets: () => Promise.resolve(targets),
    startWorker(keys, pace, given) {
      const child = fork(WORKER, [pace, JSON.stringify(given), ...keys], {
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      return {
        pid: child.pid,
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.on('exit', listener),
        kill: () => void child.kill('SIGKILL'),
      };
    },
    mainProbes: [
      ...deskProbes(
        (url, init) => fetch(url, init),
        realClock,
        () => targets.deskUrl,
      ),
      {
        key: 'displays' as const,
        source: 'none here',
        deadlineMs: DEADLINE_MS,
        run: () => Promise.resolve(collected([])),
      },
    ],
    derive: () => Promise.resolve([]),
    clock: realClock,
    log: silent,
  },
  nothing,
);
// An orderly exit would wait for names that are still being looked up.
void done.then((report) =>
  process.stdout.write(`${JSON.stringify(report)}\n`, () => process.kill(process.pid, 'SIGKILL')),
);
