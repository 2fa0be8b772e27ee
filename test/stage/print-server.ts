import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../../build/run/children.ts';
import { keepLog } from '../../build/run/log-file.ts';
import { until } from '../../build/run/until.ts';

const OPEN_TO_ALL = ['Order allow,deny', 'Allow all'];

/** A real CUPS with files of its own that believes it is 25 minutes earlier: what is printed now has waited that long. */
export interface PrintServer {
  readonly command: readonly [string, ...string[]];
  /** What it says when it is up. */
  readonly ready: string;
  /** For every program that should find it. */
  readonly env: { readonly CUPS_SERVER: string };
}

export function printServer(folder: string, address = '127.0.0.1:6631'): PrintServer {
  const file = (...names: string[]) => join(folder, 'cups', ...names);
  for (const name of ['etc', 'spool', 'cache', 'run', 'log']) mkdirSync(file(name), { recursive: true });
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(file('etc', name), `${lines.join('\n')}\n`);
  write('cupsd.conf', [
    `Listen ${address}`,
    'LogLevel info',
    'Browsing Off',
    'DefaultAuthType None',
    '<Location />',
    ...OPEN_TO_ALL,
    '</Location>',
    '<Policy default>',
    '<Limit All>',
    ...OPEN_TO_ALL,
    '</Limit>',
    '</Policy>',
  ]);
  write('cups-files.conf', [
    `ServerRoot ${file('etc')}`,
    `RequestRoot ${file('spool')}`,
    `CacheDir ${file('cache')}`,
    `StateDir ${file('run')}`,
    'ErrorLog stderr',
    `AccessLog ${file('log', 'access')}`,
    `PageLog ${file('log', 'page')}`,
    'FileDevice Yes',
  ]);
  const files = ['-c', file('etc', 'cupsd.conf'), '-s', file('etc', 'cups-files.conf')];
  return {
    command: ['faketime', '-f', '-25m', 'cupsd', '-f', ...files],
    ready: 'Full reload complete',
    env: { CUPS_SERVER: address },
  };
}

/** A printer by that name with so many jobs that wait; `run` runs a program where the server is. */
export function letJobsWait(
  name: string,
  jobs: number,
  run: (...command: readonly [string, ...string[]]) => unknown,
): void {
  run('lpadmin', '-p', name, '-E', '-v', 'file:///dev/null');
  run('lpadmin', '-d', name);
  for (let job = 0; job < jobs; job++) run('lp', '-d', name, '-H', 'hold', '/etc/hostname');
}

/** Starts it here, with jobs that wait on a printer, as its own process. Ends with `stop`. */
export async function startPrintServer(folder: string, printer: string, jobs: number) {
  const server = printServer(folder);
  const child = startChild({ name: 'cups', command: server.command, stdio: ['ignore', 'pipe', 'pipe'] });
  let ready = false;
  keepLog(child.process, join(folder, 'cups.log'), (line) => (ready ||= line.includes(server.ready)));
  await until('the print server', async () => ready || undefined);
  const env = { ...process.env, ...server.env };
  letJobsWait(printer, jobs, (program, ...args) => execFileSync(program, args, { stdio: 'ignore', env }));
  return { env: server.env, stop: () => child.stop() };
}
