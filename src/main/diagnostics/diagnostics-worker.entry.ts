import { readFile } from 'node:fs/promises';
import { realClock } from '../time/real-clock';
import { platformOf } from './platform';
import type { AnyProbe, ProbeContext } from './probe';
import { runProbe, type Runnable } from './run-probe';
import { runProgram } from './run-program';
import { WORKER_PROBES } from './worker-probes';
import type { SectionKey } from '../../shared/model/diagnostics';

/**
 * The collecting process: starts, sends each section as it is ready, says it is done and waits to be ended. What it
 * breaks or blocks is its own; the main process kills it with everything it started.
 */
const context: ProbeContext = {
  platform: platformOf(process.platform),
  run: runProgram,
  readText: (file) => readFile(file, 'utf8').catch(() => null),
};

// In Electron's utility process there is `parentPort`, in a plain child of Node the IPC channel.
const parentPort = 'parentPort' in process ? process.parentPort : null;
const send = (message: unknown) => {
  if (parentPort) parentPort.postMessage(message);
  else process.send?.(message);
};

async function collectAll(probes: readonly AnyProbe[]): Promise<void> {
  await Promise.all(
    probes.map(async (probe) => {
      const section = await runProbe(probe as Runnable<SectionKey>, context, realClock);
      send({ type: 'section', section });
    }),
  );
  send({ type: 'done' });
}

void collectAll(WORKER_PROBES);
