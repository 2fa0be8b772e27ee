import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { GatewayAnswer } from '../../../src/main/watch/gateway-ping';
import { LoadMeter } from '../../../src/main/watch/load-meter';
import { MinuteWatch } from '../../../src/main/watch/minute-watch';
import { SECTION_DATA } from '../../../src/shared/model/diagnostics';
import { FakeClock } from '../../support/fake-clock';
import { memoryLog } from '../support/memory-log';

const MINUTE_MS = 60_000;

let clock: FakeClock;
let cpu: { busy: number; idle: number };
let answer: () => Promise<GatewayAnswer>;
let load: LoadMeter;
let watch: MinuteWatch;
const log = memoryLog();

beforeEach(() => {
  clock = new FakeClock();
  cpu = { busy: 0, idle: 0 };
  answer = () => Promise.resolve({ gatewayMs: 2, gatewayLost: false });
  load = new LoadMeter(() => [{ times: { user: cpu.busy, nice: 0, sys: 0, idle: cpu.idle, irq: 0 } }]);
  watch = new MinuteWatch({
    gateway: () => answer(),
    signalDbm: () => Promise.resolve(-50),
    memoryUsedPercent: () => 40,
    load,
    clock,
    log,
  });
  watch.start();
});

function work(busyMs: number, idleMs: number): void {
  cpu.busy += busyMs;
  cpu.idle += idleMs;
}

/** Minutes with the answers of each arrived before the next. */
async function minutes(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const before = watch.minutes.at(-1)?.at;
    clock.advance(MINUTE_MS);
    while (watch.minutes.at(-1)?.at === before) await Promise.resolve();
  }
}

test('one a minute, oldest first, at most an hour, as the report takes them', async () => {
  work(30_000, 30_000);
  await minutes(65);
  expect(watch.minutes).toHaveLength(60);
  const data = { minutes: watch.minutes, filesystems: [] };
  expect(SECTION_DATA.history.safeParse(data).error).toBeUndefined();
  expect(watch.minutes.map(({ at }) => at)).toEqual(watch.minutes.map(({ at }) => at).toSorted());
});

test('nothing that is older than an hour, and nothing from a clock that was wrong', async () => {
  await minutes(5);
  watch.away('suspend');
  clock.advance(58 * MINUTE_MS);
  watch.back();
  await minutes(1);
  expect(watch.minutes).toHaveLength(2);
  clock.advance(8 * 60 * MINUTE_MS);
  expect(watch.minutes).toEqual([]);
  clock.now = () => Date.parse('2026-11-20T00:00:00.000Z');
  expect(watch.minutes).toEqual([]);
});

test('a look that fails costs its minute', async () => {
  answer = () => Promise.reject(new Error('no ping'));
  clock.advance(MINUTE_MS);
  await vi.waitFor(() => expect(log.has('watch.minute-lost')).toBe(true));
  answer = () => Promise.resolve({ gatewayMs: null, gatewayLost: true });
  await minutes(1);
  expect(watch.minutes).toMatchObject([{ gatewayLost: true, memoryUsedPercent: 40, signalDbm: -50 }]);
});

describe('rests', () => {
  test('while the computer sleeps', async () => {
    watch.away('suspend');
    clock.advance(60 * MINUTE_MS);
    expect(watch.minutes).toEqual([]);
    watch.back();
    await minutes(1);
    expect(watch.minutes).toHaveLength(1);
  });

  test('when it is locked for long, not when for a moment', async () => {
    watch.away('lock-screen');
    await minutes(2);
    watch.back();
    watch.back();
    await minutes(15);
    expect(watch.minutes).toHaveLength(17);
    watch.away('lock-screen');
    clock.advance(60 * MINUTE_MS);
    await vi.waitFor(() => expect(watch.minutes.length).toBeLessThanOrEqual(17 + 10));
    expect(clock.pending).toBe(0);
  });

  test('for good after the end', () => {
    watch.away('lock-screen');
    watch.stop();
    watch.back();
    expect(clock.pending).toBe(0);
  });
});

describe('load', () => {
  test('is the share of the minute that runs, once enough of it is over', async () => {
    work(15_000, 45_000);
    await minutes(1);
    expect(watch.minutes[0]?.loadPercent).toBe(25);
    work(3_000, 0);
    clock.advance(3_000);
    expect(watch.loadPercent).toBe(25);
    work(15_000, 2_000);
    clock.advance(17_000);
    expect(watch.loadPercent).toBe(90);
  });

  test('never counts what we do ourselves', () => {
    work(1_000, 9_000);
    const resume = load.pause();
    const again = load.pause();
    work(50_000, 0);
    expect(load.percent).toBe(10);
    resume();
    resume();
    work(50_000, 0);
    again();
    work(1_000, 9_000);
    expect(load.percent).toBe(10);
  });

  test('is not known of a moment', () => {
    expect(load.percent).toBeNull();
    work(100, 100);
    expect(load.percent).toBeNull();
  });
});
