import { spawn } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ProbeFailure } from '../../shared/model/diagnostics';
import { killTree } from './kill-tree';

export type ProgramOutcome =
  { ok: true; output: string; exitCode: number } | { ok: false; reason: ProbeFailure; detail: string };

export interface RunLimits {
  timeoutMs: number;
  outputBytes: number;
}

/** As long as one program may take, unless its probe says otherwise. */
export const PROGRAM_MS = 4_000;
const LIMITS: RunLimits = { timeoutMs: PROGRAM_MS, outputBytes: 1024 * 1024 };

/**
 * Runs one program: absolute path, arguments as they are, no shell, no input, English output where it can be had.
 * Too slow or too loud and it is killed with its children. A non-zero exit is an outcome; the caller may still read
 * the output.
 */
export async function runProgram(
  name: string,
  args: readonly string[],
  limits: Partial<RunLimits> = {},
): Promise<ProgramOutcome> {
  const program = await findProgram(name, process.env);
  if (program === null) return { ok: false, reason: 'program-missing', detail: name };
  return runFile(program, args, { ...LIMITS, ...limits });
}

/** The first executable file of that name on the PATH; on Windows the system's own folders come first. */
export async function findProgram(name: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const windows = process.platform === 'win32';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  if (windows && env['SystemRoot']) {
    const system = path.join(env['SystemRoot'], 'System32');
    folders.unshift(system, path.join(system, 'WindowsPowerShell', 'v1.0'));
  }
  // A few programs of the system are in no folder of the PATH; their probes name them by where they always are.
  const files = path.isAbsolute(name)
    ? [name]
    : folders
        .filter((folder) => path.isAbsolute(folder))
        .map((folder) => path.join(folder, windows ? `${name}.exe` : name));
  for (const file of files) {
    if (await isProgram(file)) return file;
  }
  return null;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    // Folders may be "executed" as well.
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function runFile(program: string, args: readonly string[], limits: RunLimits): Promise<ProgramOutcome> {
  try {
    return await started(program, args, limits);
  } catch (error) {
    // The system takes no argument with a NUL in it, nor too many of them.
    return { ok: false, reason: 'program-failed', detail: `${program}: ${String(error)}` };
  }
}

function started(program: string, args: readonly string[], limits: RunLimits): Promise<ProgramOutcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      shell: false,
      windowsHide: true,
      // A group of its own, so that killing it reaches what it started.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (outcome: ProgramOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const stop = (reason: ProbeFailure, detail: string) => {
      if (child.pid !== undefined) void killTree(child.pid);
      child.stdout.destroy();
      finish({ ok: false, reason, detail });
    };
    const timer = setTimeout(() => stop('deadline', `${program} took too long`), limits.timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.outputBytes) stop('too-much-output', program);
      else chunks.push(chunk);
    });
    child.on('error', (error) => finish({ ok: false, reason: 'program-failed', detail: error.message }));
    child.on('close', (code, signal) => {
      if (code === null) finish({ ok: false, reason: 'program-failed', detail: `${program}: ${signal}` });
      else finish({ ok: true, output: Buffer.concat(chunks).toString('utf8'), exitCode: code });
    });
  });
}
