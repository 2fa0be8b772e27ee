export interface PsRow {
  pid: number;
  parent: number;
  state: string;
  /** Of one processor. */
  cpuPercent: number;
  memoryBytes: number;
  name: string;
}

/** `ps -Aceo pid=,ppid=,state=,pcpu=,rss=,comm=` of macOS; the decimal sign follows the locale. */
export function parsePs(output: string): PsRow[] {
  const rows = output.matchAll(/^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\d+(?:[.,]\d+)?)\s+(\d+)\s+(.+?)\s*$/gm);
  return [...rows].map(([, pid, parent, state = '', cpu = '', rss, name = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    state,
    cpuPercent: Number(cpu.replace(',', '.')),
    memoryBytes: Number(rss) * 1024,
    name,
  }));
}
