import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Kills a process and everything it started, also what is in process groups of its own. */
export async function killTree(pid: number): Promise<void> {
  if (process.platform === 'win32') {
    const taskkill = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    await new Promise<void>((resolve) => {
      execFile(taskkill, ['/pid', String(pid), '/T', '/F'], () => resolve());
    });
    return;
  }
  // Stopped, it starts nothing more while its children are looked for.
  signal(pid, 'SIGSTOP');
  const parents = process.platform === 'linux' ? parentsFromProc() : await parentsFromPs();
  for (const victim of [pid, ...descendants(pid, parents)]) {
    // The group as well: a program may have started another one since that look.
    signal(-victim, 'SIGKILL');
    signal(victim, 'SIGKILL');
  }
}

function signal(target: number, name: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(target, name);
  } catch {
    // Gone by itself, or no group of its own.
  }
}

export function descendants(pid: number, parents: ReadonlyMap<number, number>): number[] {
  const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendants(child, parents)]);
}

/** Without waiting in between: should the agent end meanwhile, the stopped process would stand there for ever. */
function parentsFromProc(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // "pid (name) state ppid …": the name may hold anything, also spaces and brackets.
    const parent = /^\d+ \(.*\) \S (\d+) /s.exec(statOf(name))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  return parents;
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended since the folder was read.
    return '';
  }
}

function parentsFromPs(): Promise<Map<number, number>> {
  return new Promise((resolve) => {
    execFile('/bin/ps', ['-A', '-o', 'pid=,ppid='], (_error, output) => {
      const rows = output.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm);
      resolve(new Map([...rows].map((row) => [Number(row[1]), Number(row[2])])));
    });
  });
}
