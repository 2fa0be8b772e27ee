import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
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
  const parents = await parentsOfAll();
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

async function parentsOfAll(): Promise<Map<number, number>> {
  return process.platform === 'linux' ? parentsFromProc() : parentsFromPs();
}

async function parentsFromProc(): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const name of pids) {
    // "pid (name) state ppid …": the name may hold anything, also spaces and brackets.
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = /^\d+ \(.*\) \S (\d+) /s.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  return parents;
}

function parentsFromPs(): Promise<Map<number, number>> {
  return new Promise((resolve) => {
    execFile('/bin/ps', ['-A', '-o', 'pid=,ppid='], (_error, output) => {
      const rows = output.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm);
      resolve(new Map([...rows].map((row) => [Number(row[1]), Number(row[2])])));
    });
  });
}
