import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    // The program's name may hold spaces and brackets; the fields begin behind its last one.
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent) found.set(Number(name), Number(parent));
  }
  return found;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null; // the process ended between the listing and the look
  }
}

/** The process and everything below it. */
export function treeOf(root: number): number[] {
  const all = parents();
  const tree = [root];
  for (const [pid] of all) {
    for (let up = all.get(pid); up; up = all.get(up)) {
      if (up !== root) continue;
      tree.push(pid);
      break;
    }
  }
  return tree;
}

/** Proportional set size of the whole tree, in MB of 2^20 bytes. */
export function pssOf(root: number): number {
  let kilobytes = 0;
  for (const pid of treeOf(root))
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0);
  return Math.round((kilobytes / 1024) * 10) / 10;
}

/** Resident set size of one process, in MB. */
export function rssOf(pid: number): number {
  return (
    Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0) / 102.4) / 10
  );
}

/** Processor time of the whole tree so far, in seconds. */
export function cpuSecondsOf(root: number): number {
  let ticks = 0;
  for (const pid of treeOf(root)) {
    const stat = read(`/proc/${pid}/stat`);
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks / TICKS_PER_SECOND;
}
