import { readdir, realpath } from 'node:fs/promises';
import type { SectionKey } from '../../shared/model/diagnostics';
import { realClock } from '../time/real-clock';
import { platformOf } from './platform';
import { readText } from './read-text';
import { DEADLINE_MS, type ProbeContext, type ProbeTargets } from './probe';
import { runProbe, type Runnable } from './run-probe';
import { runProgram } from './run-program';
import { withinTime } from './within-time';
import { WORKER_PROBES } from './worker-probes';

/**
 * A collecting process: is told by its arguments at which pace, against what and what to collect, sends each section as it is ready
 * and waits to be ended. What it breaks or blocks is its own; the main process kills it with everything it started.
 */
const [pace, targets = '{}', ...keys] = process.argv.slice(2);
const machine: ProbeContext = {
  platform: platformOf(process.platform),
  run: runProgram,
  // Its own parent wrote it.
  targets: JSON.parse(targets) as ProbeTargets,
  readText: (file) => readText(file),
  list: (folder) => readdir(folder).catch(() => []),
  resolvePath: (file) => realpath(file).catch(() => null),
  env: (name) => process.env[name],
  now: () => realClock.now(),
};

// In Electron's utility process there is `parentPort`, in a plain child of Node the IPC channel.
const parentPort = 'parentPort' in process ? process.parentPort : null;
const send = (message: unknown) => {
  if (parentPort) parentPort.postMessage(message);
  else process.send?.(message);
};

/** Less than a probe has: what its programs left it with still has to be told. */
const PROGRAMS_MS = DEADLINE_MS - 400;

async function collect(probe: Runnable<SectionKey>, context: ProbeContext): Promise<void> {
  send(await runProbe(probe, context, realClock));
}

const wanted = Object.values(WORKER_PROBES).filter(({ key }) => keys.includes(key)) as Runnable<SectionKey>[];

async function collectAll(): Promise<void> {
  if (pace === 'one-by-one') {
    for (const probe of wanted) await collect(probe, withinTime(machine, PROGRAMS_MS));
    return;
  }
  // One for all: what several sections need is found out once for each context.
  const context = withinTime(machine, PROGRAMS_MS);
  await Promise.all(wanted.map((probe) => collect(probe, context)));
}

// Nothing ends this process but its parent: a lost parent must not leave it behind.
process.on('disconnect', () => process.exit(0));
void collectAll();
