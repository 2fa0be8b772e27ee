import { mem, memLayout } from 'systeminformation';
import type { SectionData } from '../../../shared/model/diagnostics';
import { parseMeminfo } from '../parse/meminfo';
import { parseUdevMemory } from '../parse/udev-memory';
import {
  always,
  amount,
  collected,
  DEADLINE_MS,
  failed,
  said,
  type Found,
  type Probe,
  type ProbeContext,
} from '../probe';

type Memory = SectionData<'memory'>;

export const memoryProbe: Probe<'memory'> = {
  key: 'memory',
  source:
    'Linux: /proc/meminfo, /proc/pressure/memory, /run/udev/data/+dmi:id; else systeminformation mem(), memLayout()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run(context) {
    return context.platform === 'linux' ? readFiles(context) : askLibrary();
  },
};

async function readFiles({ readText }: ProbeContext): Promise<Found<Memory>> {
  const [meminfo, pressure, udev] = await Promise.all([
    readText('/proc/meminfo'),
    readText('/proc/pressure/memory'),
    readText('/run/udev/data/+dmi:id'),
  ]);
  const use = parseMeminfo(meminfo ?? '', pressure);
  if (use === null) return failed('unreadable', '/proc/meminfo names no total');
  return collected({ ...use, modules: parseUdevMemory(udev ?? '') });
}

async function askLibrary(): Promise<Found<Memory>> {
  const [known, layout] = await Promise.all([mem(), memLayout()]);
  return collected({
    totalBytes: known.total,
    availableBytes: known.available,
    swapTotalBytes: known.swaptotal,
    swapUsedBytes: known.swapused,
    pressurePercent: null,
    modules: layout
      .filter((module) => module.size > 0 && (module.type !== '' || module.partNum !== ''))
      .slice(0, 64)
      .map((module) => ({
        slot: said(module.bank, 80),
        sizeBytes: module.size,
        type: said(module.type, 40),
        speedMhz: amount(module.clockSpeed) || null,
        manufacturer: said(module.manufacturer, 80),
        partNumber: said(module.partNum, 80),
      })),
  });
}
