/** One process as `/proc/<pid>/stat` tells it. */
export interface ProcStat {
  pid: number;
  name: string;
  /** One letter: R running, S sleeping, D waiting for a disk, Z dead and not yet collected, I idle kernel thread. */
  state: string;
  parent: number;
  /** Processor time since its start, in hundredths of a second. */
  ticks: number;
  /** When it started, in hundredths of a second after the system. */
  startTicks: number;
  residentPages: number;
}

export const TICKS_PER_SECOND = 100;

/** `pid (name) state ppid …`: the name may hold anything, also spaces and brackets. */
export function parseProcStat(text: string): ProcStat | null {
  const [, pid, name = '', state = '', rest = ''] = /^(\d+) \((.*)\) (\S) (.*)$/s.exec(text) ?? [];
  const fields = rest.trim().split(' ').map(Number);
  const [parent, utime, stime, startTicks, rss] = [fields[0], fields[10], fields[11], fields[18], fields[20]];
  if (pid === undefined || parent === undefined || utime === undefined || stime === undefined) return null;
  return {
    pid: Number(pid),
    name,
    state,
    parent,
    ticks: utime + stime,
    startTicks: startTicks ?? 0,
    residentPages: Math.max(0, rss ?? 0),
  };
}
