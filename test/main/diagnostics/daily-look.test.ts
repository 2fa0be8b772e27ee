import { beforeEach, expect, test } from 'vitest';
import { DailyLook } from '../../../src/main/diagnostics/daily-look';
import { FakeClock } from '../../support/fake-clock';
import { memoryLog, type MemoryLog } from '../support/memory-log';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let clock: FakeClock;
let log: MemoryLog;
let looks: number[];
let last: number | null;
let hindrance: string | null;
let remembers: boolean;
let daily: DailyLook;

beforeEach(() => {
  clock = new FakeClock();
  log = memoryLog();
  looks = [];
  last = null;
  hindrance = null;
  remembers = true;
  daily = new DailyLook({
    collect() {
      looks.push(clock.now());
      if (remembers) last = clock.now();
      return Promise.resolve();
    },
    lastLookAt: () => Promise.resolve(last),
    hindrance: () => Promise.resolve(hindrance),
    clock,
    log,
  });
  daily.start();
});

/** Goes on step by step, so that what is asked in between can be answered. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10 * MINUTE_MS) {
    clock.advance(Math.min(left, 10 * MINUTE_MS));
    while (clock.pending === 0) await Promise.resolve();
  }
}

test('ten minutes after the start, then once a day', async () => {
  const start = clock.now();
  await pass(10 * MINUTE_MS - 1);
  expect(looks).toEqual([]);
  await pass(1);
  expect(looks).toEqual([start + 10 * MINUTE_MS]);
  await pass(23 * HOUR_MS);
  expect(looks).toHaveLength(1);
  await pass(2 * HOUR_MS);
  expect(looks).toHaveLength(2);
});

test('not where the day was looked at already, by whoever asked for help', async () => {
  last = clock.now() - 2 * HOUR_MS;
  await pass(2 * HOUR_MS);
  expect(looks).toEqual([]);
});

test('put off while something stands in the way, and done soon after', async () => {
  hindrance = 'the screen is shared';
  await pass(3 * HOUR_MS);
  expect(looks).toEqual([]);
  expect(log.has('daily-look.put-off')).toBe(true);
  hindrance = null;
  await pass(30 * MINUTE_MS);
  expect(looks).toHaveLength(1);
});

test('a look from the future is none', async () => {
  last = clock.now() + 100 * HOUR_MS;
  await pass(10 * MINUTE_MS);
  expect(looks).toHaveLength(1);
});

test('once a day also where nothing can be remembered, for example on a full disk', async () => {
  remembers = false;
  await pass(23 * HOUR_MS);
  expect(looks).toHaveLength(1);
  await pass(2 * HOUR_MS);
  expect(looks).toHaveLength(2);
});

test('after the end there are none, and nothing is left waiting', async () => {
  daily.stop();
  clock.advance(48 * HOUR_MS);
  await Promise.resolve();
  expect(looks).toEqual([]);
  expect(clock.pending).toBe(0);
});
