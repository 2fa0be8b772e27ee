import { setTimeout as pause } from 'node:timers/promises';
import { inRoot } from '../setup/root.ts';
import { runQuietly } from '../setup/run-quietly.ts';
import { SetupError } from '../setup/step.ts';
import { describeEnding, startChild, type Child } from './children.ts';
import { keepLog, lastLines } from './log-file.ts';

const BUNDLE = inRoot('out/desk/index.mjs');
const READY_MS = 30_000;

export interface DeskReady {
  readonly url: string;
  /** The one-time link that makes the first administrator; null when there is one already. */
  readonly setupUrl: string | null;
}

export interface RunningDesk extends DeskReady {
  readonly child: Child;
}

function isReady(message: unknown): message is DeskReady {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'desk.ready'
  );
}

/** Starts the bundled desk and resolves when it listens. */
export async function startDesk(env: NodeJS.ProcessEnv, logFile: string): Promise<RunningDesk> {
  const child = startChild({
    name: 'desk',
    command: [process.execPath, BUNDLE, 'serve'],
    env,
    cwd: inRoot(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  keepLog(child.process, logFile);
  const ready = new Promise<DeskReady>((resolve) => {
    child.process.on('message', (message: unknown) => {
      if (isReady(message)) resolve(message);
    });
  });
  const failed = child.ended.then((ending): never => {
    throw new SetupError(
      `the desk did not start: ${describeEnding(ending)}.\n${lastLines(logFile)}`,
      `put right what the lines above name (the whole log is in ${logFile}).`,
    );
  });
  const deadline = new AbortController();
  const late = pause(READY_MS, undefined, { signal: deadline.signal }).then((): never => {
    throw new SetupError(`the desk was not ready within ${READY_MS / 1000} s.`, `read its log: ${logFile}`);
  });
  // An end later on is told by `child.ended`.
  failed.catch(() => {});
  late.catch(() => {});
  try {
    return { ...(await Promise.race([ready, failed, late])), child };
  } catch (error) {
    await child.stop();
    throw error;
  } finally {
    deadline.abort();
  }
}

/** A token that admits one device within the hour, from the desk's own command. */
export async function issueEnrollToken(env: NodeJS.ProcessEnv): Promise<string> {
  const command = [
    process.execPath,
    BUNDLE,
    'enroll-token',
    '--uses',
    '1',
    '--hours',
    '1',
    '--label',
    'npm start',
  ];
  return (await runQuietly(command, { env, cwd: inRoot() })).trim();
}
