import { always, DEADLINE_MS, notApplicable, type Probe } from '../probe';

export const vpnProbe: Probe<'vpn'> = {
  key: 'vpn',
  source: 'not read yet',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: () => Promise.resolve(notApplicable('not read yet')),
};
