import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findProgram } from '../../../src/main/diagnostics/run-program';

const SOURCES = path.resolve(import.meta.dirname, '../../../src/main/diagnostics');

/**
 * The names of all programs that probes start: every name handed to a `run`, and every other word of their sources
 * that is a program of this system, in case it finds its way there through a variable.
 */
export async function startedPrograms(): Promise<string[]> {
  const files = (await readdir(SOURCES, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(files.map((name) => readFile(path.join(SOURCES, name), 'utf8')));
  const text = sources.join('\n');
  const named = [...text.matchAll(/\brun\w*\(\s*(?:\w+,\s*)?'([a-z][\w-]*)'/g)].map(
    (found) => found[1] ?? '',
  );
  const words = [...text.matchAll(/'([a-z][a-z0-9_-]{1,30})'/g)].map((found) => found[1] ?? '');
  const programs = await Promise.all(
    words.map(async (word) => ((await findProgram(word, process.env)) ? word : '')),
  );
  return [...new Set([...named, ...programs])].filter((name) => name !== '');
}

/** A folder of programs that all do the same, as the environment in which they stand first on the PATH. */
export async function fakePrograms(
  bin: string,
  names: readonly string[],
  script: string,
): Promise<NodeJS.ProcessEnv> {
  await mkdir(bin, { recursive: true });
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(bin, name);
      await writeFile(file, `#!/bin/sh\n${script}\n`);
      await chmod(file, 0o755);
    }),
  );
  return { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
}

/** Command lines of running processes that hold `marker`. */
export async function running(marker: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.map((line) => line.replaceAll('\0', ' ')).filter((line) => line.includes(marker));
}

/** The most memory a process ever held, in MB; 0 where it is gone. */
export async function peakMemory(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}
