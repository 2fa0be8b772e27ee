import { expect, test } from 'vitest';
import { earlyLog } from '../../../src/main/app/early-log';
import { memoryLog } from '../support/memory-log';

test('what was said before there was a log is in it, once and first', () => {
  const early = earlyLog();
  early.warn('policy.broken', { source: 'machine' });
  early.child({}).info('policy.opened');
  const log = memoryLog();
  early.becomes(log);
  early.info('tray.shown');
  expect(log.lines.map(({ level, event }) => `${level} ${event}`)).toEqual([
    'warn policy.broken',
    'info policy.opened',
    'info tray.shown',
  ]);
  expect(log.lines[0]?.fields).toEqual({ source: 'machine' });
});
