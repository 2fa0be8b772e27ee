import { battery } from 'systeminformation';
import { always, amount, collected, DEADLINE_MS, notApplicable, type Probe } from '../probe';

export const batteryProbe: Probe<'battery'> = {
  key: 'battery',
  source: 'systeminformation battery()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const known = await battery();
    if (!known.hasBattery) return notApplicable('no battery');
    const designed = amount(known.designedCapacity) ?? 0;
    const holds = amount(known.maxCapacity) ?? 0;
    return collected({
      percent: Math.min(100, Math.max(0, known.percent)),
      charging: known.isCharging,
      healthPercent: designed > 0 && holds > 0 ? Math.min(100, Math.round((100 * holds) / designed)) : null,
      cycles: amount(known.cycleCount) || null,
    });
  },
};
