import { describe, expect, it } from 'vitest';
import { openLog } from '../../../src/desk/app/log';
import { newSecret } from '../../../src/desk/features/secret';

describe('the log', () => {
  it('is one line of JSON an event, at its level, without secrets, also those it was bound to', () => {
    const lines: string[] = [];
    const log = openLog('info', { write: (line) => void lines.push(line) });
    const secret = newSecret();
    log.debug('desk.whispered', { count: 1 });
    log.info('desk.said', { count: 1, error: new Error(`no such token: ${secret}`) });
    log.child({ cookie: secret, part: 'tickets' }).error('desk.cried');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 30, event: 'desk.said', count: 1, error: { message: 'no such token: [redacted]' } },
      { level: 50, event: 'desk.cried', cookie: '[redacted]', part: 'tickets' },
    ]);
    expect(lines.join('')).not.toContain(secret);
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  });
});
