import { beforeEach, expect, test, vi } from 'vitest';
import { collecting, type Collecting } from '../../../src/main/watch/collecting';
import { LoadMeter } from '../../../src/main/watch/load-meter';
import type { Report, SectionKey } from '../../../src/shared/model/diagnostics';
import { HEALTHY, reportOf } from '../../support/report';

let cpu: { busy: number; idle: number };
let load: LoadMeter;
let remembered: Report[];
let started: { only: readonly SectionKey[] | undefined; loadPercent: number | null }[];
let finish: ((report?: Report) => void)[];
let everyone: Collecting;

beforeEach(() => {
  cpu = { busy: 0, idle: 0 };
  load = new LoadMeter(() => [{ times: { user: cpu.busy, nice: 0, sys: 0, idle: cpu.idle, irq: 0 } }]);
  remembered = [];
  started = [];
  finish = [];
  everyone = collecting({
    start(_onSection, only, loadPercent) {
      started.push({ only, loadPercent });
      const done = new Promise<Report>((resolve) => finish.push((report = reportOf()) => resolve(report)));
      return { sections: [], done, cutShort: () => undefined };
    },
    load,
    loadPercent: () => load.percent,
    remember(report) {
      remembered.push(report);
      return Promise.resolve();
    },
  });
});

const collect = (only?: readonly SectionKey[]) => everyone.collect(() => undefined, only);

test('is told the load there was before, and makes none that counts', async () => {
  Object.assign(cpu, { busy: 1_000, idle: 9_000 });
  collect();
  expect(started).toEqual([{ only: undefined, loadPercent: 10 }]);
  cpu.busy += 50_000;
  finish[0]?.();
  await vi.waitFor(() => expect(everyone.busy).toBe(false));
  Object.assign(cpu, { busy: cpu.busy + 3_000, idle: cpu.idle + 7_000 });
  expect(load.percent).toBe(20);
});

test('is busy until the last of several is over', async () => {
  collect();
  collect(['system']);
  finish[0]?.();
  await vi.waitFor(() => expect(remembered).toHaveLength(1));
  expect(everyone.busy).toBe(true);
  finish[1]?.();
  await vi.waitFor(() => expect(everyone.busy).toBe(false));
});

test('a look at everything is remembered, one at a few parts is not', async () => {
  collect(['system']);
  finish[0]?.();
  await vi.waitFor(() => expect(everyone.busy).toBe(false));
  expect(remembered).toEqual([]);
  collect();
  finish[1]?.();
  await vi.waitFor(() => expect(remembered).toEqual([reportOf()]));
});

test('knows where the gateway was last, also when it was not found since', async () => {
  expect(everyone.gateway).toBeNull();
  collect();
  finish[0]?.();
  await vi.waitFor(() => expect(everyone.gateway).toBe(HEALTHY.gateway.address));
  collect();
  finish[1]?.(reportOf({ gateway: null }));
  await vi.waitFor(() => expect(everyone.busy).toBe(false));
  expect(everyone.gateway).toBe(HEALTHY.gateway.address);
});
