import { processes, type Systeminformation } from 'systeminformation';
import { always, amount, collected, DEADLINE_MS, said, type Probe } from '../probe';

const BY_CPU = 10;
const BY_MEMORY = 10;
const KILOBYTE = 1024;

export const processesProbe: Probe<'processes'> = {
  key: 'processes',
  source: 'systeminformation processes()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const known = await processes();
    // What the collecting itself started is not what slows this computer down.
    const others = known.list.filter((entry) => entry.parentPid !== process.pid);
    return collected({ total: known.all, top: busiest(others) });
  },
};

/** The hungriest by processor, then by memory, each once. Names only: command lines hold secrets. */
export function busiest(
  list: readonly Systeminformation.ProcessesProcessData[],
): { name: string; pid: number; cpuPercent: number; memoryBytes: number }[] {
  const byCpu = list.toSorted((a, b) => b.cpu - a.cpu).slice(0, BY_CPU);
  const byMemory = list.toSorted((a, b) => b.memRss - a.memRss).slice(0, BY_MEMORY);
  const chosen = new Map([...byCpu, ...byMemory].map((entry) => [entry.pid, entry]));
  return [...chosen.values()].map((entry) => ({
    name: said(entry.name),
    pid: entry.pid,
    cpuPercent: Math.round((amount(entry.cpu) ?? 0) * 10) / 10,
    memoryBytes: (amount(entry.memRss) ?? 0) * KILOBYTE,
  }));
}
