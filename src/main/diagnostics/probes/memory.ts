import { mem } from 'systeminformation';
import { always, collected, DEADLINE_MS, type Probe } from '../probe';

export const memoryProbe: Probe<'memory'> = {
  key: 'memory',
  source: 'systeminformation mem()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const known = await mem();
    return collected({
      totalBytes: known.total,
      availableBytes: known.available,
      swapTotalBytes: known.swaptotal,
      swapUsedBytes: known.swapused,
    });
  },
};
