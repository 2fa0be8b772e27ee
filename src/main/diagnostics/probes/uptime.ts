import { uptime } from 'node:os';
import { iso } from '../../../shared/base/clock';
import { always, collected, DEADLINE_MS, type Probe } from '../probe';

export const uptimeProbe: Probe<'uptime'> = {
  key: 'uptime',
  source: 'os.uptime()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run() {
    const seconds = Math.round(uptime());
    return Promise.resolve(collected({ seconds, bootedAt: iso(Date.now() - seconds * 1000) }));
  },
};
