import { always, DEADLINE_MS, notApplicable, type Probe } from '../probe';

export const camerasProbe: Probe<'cameras'> = {
  key: 'cameras',
  source: 'not read yet',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: () => Promise.resolve(notApplicable('not read yet')),
};
