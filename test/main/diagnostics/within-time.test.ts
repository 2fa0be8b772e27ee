import { expect, test } from 'vitest';
import { withinTime } from '../../../src/main/diagnostics/within-time';
import { PROGRAM_MS, type RunLimits } from '../../../src/main/diagnostics/run-program';
import { machine } from './machine-context';

function timed(ms: number) {
  const given: Partial<RunLimits>[] = [];
  const context = withinTime(
    {
      ...machine({}),
      run: (_program, _args, limits = {}) => {
        given.push(limits);
        return Promise.resolve({ ok: true, output: '', exitCode: 0 });
      },
    },
    ms,
  );
  return { context, given };
}

test('a program gets its own time where there is enough, and never more than is left for all', async () => {
  const long = timed(60_000);
  await long.context.run('a', []);
  await long.context.run('b', [], { timeoutMs: 700, outputBytes: 5 });
  expect(long.given).toEqual([{ timeoutMs: PROGRAM_MS }, { timeoutMs: 700, outputBytes: 5 }]);
  const short = timed(1_000);
  await short.context.run('a', []);
  await short.context.run('b', [], { timeoutMs: 20 });
  expect(short.given[0]?.timeoutMs).toBeGreaterThan(0);
  expect(short.given[0]?.timeoutMs).toBeLessThanOrEqual(1_000);
  expect(short.given[1]).toEqual({ timeoutMs: 20 });
});

test('when the time is up no program is started, and that is said', async () => {
  const { context, given } = timed(0);
  expect(await context.run('late', [])).toEqual({
    ok: false,
    reason: 'deadline',
    detail: 'no time was left for late',
  });
  expect(given).toEqual([]);
});
