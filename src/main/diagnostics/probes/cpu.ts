import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { cpu } from 'systeminformation';
import type { SectionData } from '../../../shared/model/diagnostics';
import { percentOf } from '../json-value';
import { always, amount, collected, DEADLINE_MS, failed, said, type Probe } from '../probe';
import { readCpu } from './linux/cpu';

const SAMPLE_MS = 250;

export const cpuProbe: Probe<'cpu'> = {
  key: 'cpu',
  source:
    'Linux: /proc/cpuinfo, /proc/pressure/cpu, /sys/devices/system/cpu, /sys/class/hwmon; else systeminformation cpu(); load: os.cpus()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const [known, loadPercent] = await Promise.all([
      context.platform === 'linux' ? readCpu(context) : askLibrary(),
      context.targets.loadPercent ?? sampleLoad(),
    ]);
    if (known === null) return failed('unreadable', '/proc/cpuinfo names no processor');
    return collected({ ...known, loadPercent });
  },
};

async function askLibrary(): Promise<Omit<SectionData<'cpu'>, 'loadPercent'>> {
  const known = await cpu();
  const parts = { family: known.family, model: known.model, stepping: known.stepping };
  const stepping = Object.entries(parts).flatMap(([name, value]) => (value ? `${name} ${value}` : []));
  const l1 = [known.cache.l1d, known.cache.l1i].flatMap((size) => amount(size) ?? []);
  return {
    model: said(`${known.manufacturer} ${known.brand}`),
    cores: known.cores,
    physicalCores: known.physicalCores,
    sockets: known.processors || null,
    stepping: said(stepping.join(', '), 80) || null,
    cacheBytes: {
      l1: l1.length > 0 ? l1.reduce((sum, size) => sum + size, 0) : null,
      l2: amount(known.cache.l2) || null,
      l3: amount(known.cache.l3) || null,
    },
    speedGhz: amount(known.speed) || null,
    maxGhz: amount(known.speedMax) || null,
    pressurePercent: null,
    // Windows tells it to administrators only, macOS to no program that is not in the kernel.
    temperatureC: null,
    throttled: null,
  };
}

async function sampleLoad(): Promise<number | null> {
  const before = times();
  await delay(SAMPLE_MS);
  const after = times();
  const total = after.total - before.total;
  return total > 0 ? percentOf(100 * Math.max(0, 1 - (after.idle - before.idle) / total)) : null;
}

function times(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const core of cpus()) {
    idle += core.times.idle;
    total += Object.values(core.times).reduce((sum, value) => sum + value, 0);
  }
  return { idle, total };
}
