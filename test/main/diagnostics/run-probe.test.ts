import { expect, test, vi } from 'vitest';
import { collected } from '../../../src/main/diagnostics/probe';
import { runProbe } from '../../../src/main/diagnostics/run-probe';
import { realClock } from '../../../src/main/time/real-clock';
import { FakeClock } from '../../support/fake-clock';
import { machine } from './machine-context';

test('facts of the wrong shape and exceptions become failures', async () => {
  const context = machine({});
  const probe = (run: () => Promise<never>) => ({
    key: 'uptime' as const,
    source: 's',
    deadlineMs: 100,
    run,
  });
  const wrong = await runProbe(
    probe(() => Promise.resolve(collected({ seconds: -1 }) as never)),
    context,
    realClock,
  );
  const thrown = await runProbe(
    probe(() => Promise.reject(new Error('boom'))),
    context,
    realClock,
  );
  expect(wrong).toMatchObject({ status: 'failed', reason: 'unreadable' });
  expect(thrown).toMatchObject({ status: 'failed', reason: 'crashed' });
  const atOnce = await runProbe(
    probe(() => {
      throw new Error('boom');
    }),
    context,
    realClock,
  );
  expect(atOnce).toMatchObject({ status: 'failed', reason: 'crashed' });
  const clock = new FakeClock();
  const silent = runProbe(
    probe(() => new Promise<never>(() => undefined)),
    context,
    clock,
  );
  await vi.waitFor(() => expect(clock.pending).toBe(1));
  clock.advance(100);
  expect(await silent).toMatchObject({ status: 'failed', reason: 'deadline', tookMs: 100 });
});
