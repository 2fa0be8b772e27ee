import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Processor time of this process and of all its children that have ended, in seconds. */
export function cpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // The program's name may hold spaces and brackets; the fields begin behind its last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
}
