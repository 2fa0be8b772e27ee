import { build } from 'esbuild';
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Worker } from '../../../src/main/diagnostics/lane';
import { NO_TARGETS, type ProbeTargets } from '../../../src/main/diagnostics/probe';
import type { SectionKey } from '../../../src/shared/model/diagnostics';

const SOURCE = path.resolve(import.meta.dirname, '../../../src/main/diagnostics/diagnostics-worker.entry.ts');

/** The real collecting process as a plain child of Node, bundled as it ships. */
export async function bundleWorker(folder: string): Promise<string> {
  const file = path.join(folder, 'diagnostics-worker.cjs');
  await build({
    entryPoints: [SOURCE],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['osx-temperature-sensor'],
    logLevel: 'silent',
  });
  return file;
}

export function forkWorker(
  file: string,
  env: NodeJS.ProcessEnv = process.env,
  targets: ProbeTargets = NO_TARGETS,
) {
  return (keys: readonly SectionKey[], pace: string): Worker => {
    const child = fork(file, [pace, JSON.stringify(targets), ...keys], {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    return {
      pid: child.pid,
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
