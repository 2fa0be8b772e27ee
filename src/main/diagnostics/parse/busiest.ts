import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';

export interface ProcessUse {
  name: string;
  pid: number;
  /** Of all processors together. */
  cpuPercent: number;
  memoryBytes: number;
}

const BY_EACH = 10;

/** The hungriest by processor, then by memory, each once. Names only: command lines hold secrets. */
export function busiest(list: readonly ProcessUse[]): SectionData<'processes'>['top'] {
  const byCpu = list
    .filter((entry) => entry.cpuPercent > 0)
    .toSorted((a, b) => b.cpuPercent - a.cpuPercent)
    .slice(0, BY_EACH);
  const byMemory = list.toSorted((a, b) => b.memoryBytes - a.memoryBytes).slice(0, BY_EACH);
  const chosen = new Map([...byCpu, ...byMemory].map((entry) => [entry.pid, entry]));
  return [...chosen.values()].map((entry) => ({
    name: said(entry.name),
    pid: entry.pid,
    cpuPercent: Math.round(Math.max(0, entry.cpuPercent) * 10) / 10,
    memoryBytes: Math.max(0, entry.memoryBytes),
  }));
}
