import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { cpu } from 'systeminformation';
import { always, amount, collected, DEADLINE_MS, said, type Probe } from '../probe';

const SAMPLE_MS = 400;

export const cpuProbe: Probe<'cpu'> = {
  key: 'cpu',
  source: 'systeminformation cpu(); os.cpus() twice',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const before = times();
    const [known] = await Promise.all([cpu(), delay(SAMPLE_MS)]);
    const after = times();
    const total = after.total - before.total;
    return collected({
      model: said(`${known.manufacturer} ${known.brand}`),
      cores: known.cores,
      physicalCores: known.physicalCores,
      speedGhz: amount(known.speed) || null,
      loadPercent: total > 0 ? round(100 * (1 - (after.idle - before.idle) / total)) : null,
    });
  },
};

function times(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const core of cpus()) {
    idle += core.times.idle;
    total += Object.values(core.times).reduce((sum, value) => sum + value, 0);
  }
  return { idle, total };
}

function round(percent: number): number {
  return Math.round(Math.min(100, Math.max(0, percent)) * 10) / 10;
}
