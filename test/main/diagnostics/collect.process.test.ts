import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startCollection, type CollectOptions } from '../../../src/main/diagnostics/collect';
import type { Worker } from '../../../src/main/diagnostics/lane';
import { collected, DEADLINE_MS, NO_TARGETS, type ProbeTargets } from '../../../src/main/diagnostics/probe';
import { realClock } from '../../../src/main/time/real-clock';
import { report as reportSchema, type Report, type Section } from '../../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../../src/shared/model/section-keys';
import { FakeClock } from '../../support/fake-clock';
import { memoryLog } from '../support/memory-log';
import { bundleWorker, forkWorker } from '../support/worker';

let folder: string;
let workerFile: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'deskside-worker-'));
  workerFile = await bundleWorker(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MAIN_PROBES = [
  {
    key: 'displays' as const,
    source: 'test',
    deadlineMs: DEADLINE_MS,
    run: () => Promise.resolve(collected([])),
  },
  {
    key: 'desk' as const,
    source: 'test',
    deadlineMs: DEADLINE_MS,
    run: () =>
      Promise.resolve(
        collected({ url: 'http://desk', reachable: true, status: 200, tookMs: 1, error: null }),
      ),
  },
  {
    key: 'clock' as const,
    source: 'test',
    deadlineMs: DEADLINE_MS,
    run: () => Promise.resolve(collected({ deviceTime: '2026-01-05T09:00:00.000Z', skewMs: 0 })),
  },
];

const OVER_TIME: Section[] = [
  { key: 'changes', status: 'not-applicable', tookMs: 1, source: 's', detail: '' },
  { key: 'history', status: 'not-applicable', tookMs: 1, source: 's', detail: '' },
];
const BASICS = {
  platform: 'linux' as const,
  targets: () => Promise.resolve(NO_TARGETS),
  mainProbes: MAIN_PROBES,
  derive: () => Promise.resolve(OVER_TIME),
};

function collectWith(startWorker: CollectOptions['startWorker']) {
  const sections: Section[] = [];
  const { done } = startCollection(
    { ...BASICS, startWorker, clock: realClock, log: memoryLog() },
    (section) => sections.push(section),
  );
  return { done, sections };
}

function of(report: Report, key: string): Section | undefined {
  return report.sections.find((section) => section.key === key);
}

/** A folder of programs that stand first on the PATH. */
async function fakePrograms(name: string, scripts: Record<string, string>): Promise<NodeJS.ProcessEnv> {
  const bin = path.join(folder, name);
  await mkdir(bin, { recursive: true });
  for (const [program, script] of Object.entries(scripts)) {
    await writeFile(path.join(bin, program), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(bin, program), 0o755);
  }
  return { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
}

async function alive(marker: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.includes(marker));
}

test('every section is there, in the order of the contract, and fits it', async () => {
  const { done, sections } = collectWith(forkWorker(workerFile));
  const report = await done;
  expect(report.sections.map((section) => section.key)).toEqual(SECTION_KEYS);
  expect(reportSchema.safeParse(report).success).toBe(true);
  expect(sections).toHaveLength(SECTION_KEYS.length);
  for (const key of ['cpu', 'memory', 'os', 'uptime', 'users', 'interfaces', 'filesystems', 'processes']) {
    expect(of(report, key), key).toMatchObject({ status: 'collected' });
  }
});

test.skipIf(process.platform !== 'linux')(
  'a program that hangs costs only the sections that need it, and is gone afterwards',
  async () => {
    // Unlike any other sleep on this machine, also of another run of this test.
    const seconds = String(100_000 + process.pid);
    const env = await fakePrograms('hang', { ip: `sleep ${seconds} & sleep ${seconds}` });
    const report = await collectWith(forkWorker(workerFile, env)).done;
    expect(of(report, 'gateway')).toMatchObject({ status: 'failed', reason: 'deadline' });
    for (const key of ['memory', 'cpu', 'os', 'filesystems', 'processes', 'interfaces', 'dns']) {
      expect(of(report, key), key).toMatchObject({ status: 'collected' });
    }
    const left = async () => expect(await alive(`sleep\0${seconds}`)).toEqual([]);
    await vi.waitFor(left, { timeout: 10_000 });
  },
  30_000,
);

test.skipIf(process.platform !== 'linux').for([
  ['flood', 'yes x | head -c 10000000', { status: 'failed', reason: 'too-much-output' }],
  ['zeros', 'head -c 5000 /dev/zero', { status: 'failed', reason: 'unreadable' }],
  ['exit', 'exit 1', { status: 'failed', reason: 'program-failed' }],
  ['canary', "echo 'default via $(touch /CANARY) dev eth0'", { status: 'collected' }],
] as const)('a program that prints %s', { timeout: 30_000 }, async ([name, script, expected]) => {
  const canary = path.join(folder, 'touched');
  const env = await fakePrograms(name, { ip: script.replace('/CANARY', canary), ping: 'exit 1' });
  const report = await collectWith(forkWorker(workerFile, env)).done;
  expect(of(report, 'gateway')).toMatchObject(expected);
  expect(reportSchema.safeParse(report).success).toBe(true);
  expect(await readdir(folder)).not.toContain('touched');
});

/** A process that does as it is told by the test. */
function puppet(act: (pace: string, keys: readonly string[], worker: Puppet) => void) {
  const started: Puppet[] = [];
  const startWorker = (keys: readonly string[], pace: string): Worker => {
    const worker: Puppet = { tell: () => undefined, exit: () => undefined, killed: false };
    started.push(worker);
    queueMicrotask(() => act(pace, keys, worker));
    return {
      pid: undefined,
      onMessage: (listener) => void (worker.tell = listener),
      onExit: (listener) => void (worker.exit = listener),
      kill: () => void (worker.killed = true),
    };
  };
  return { started, startWorker };
}
interface Puppet {
  tell(message: unknown): void;
  exit(code: number | null): void;
  killed: boolean;
}

const empty = (key: string) => ({ key, status: 'not-applicable', tookMs: 1, source: 's', detail: '' });

function collectPuppet(startWorker: CollectOptions['startWorker'], changes: Partial<CollectOptions> = {}) {
  const clock = new FakeClock();
  const log = memoryLog();
  const collection = startCollection({ ...BASICS, startWorker, clock, log, ...changes }, () => undefined);
  return { ...collection, clock, log };
}

test('a process that dies costs only the section it died of', async () => {
  const { startWorker, started } = puppet((pace, keys, worker) => {
    if (pace === 'together' && keys.includes('graphics')) return worker.exit(139);
    for (const key of keys) {
      if (key === 'graphics') return worker.exit(139);
      worker.tell(empty(key));
    }
  });
  const report = await collectPuppet(startWorker).done;
  const failed = report.sections.filter((section) => section.status === 'failed');
  expect(failed).toMatchObject([{ key: 'graphics', reason: 'crashed' }]);
  // Two lanes, one of them three times: all at once, up to the culprit, and after it.
  expect(started).toHaveLength(4);
});

test('a process that says nothing is killed, and what it hung on is named', async () => {
  const { startWorker, started } = puppet((pace, keys, worker) => {
    if (pace === 'together' && keys.includes('system')) return;
    for (const key of keys) {
      if (key === 'interfaces') return;
      worker.tell(empty(key));
    }
  });
  const { done, clock } = collectPuppet(startWorker);
  for (let silence = 1; silence <= 2; silence += 1) {
    await vi.waitFor(() => expect(started.length).toBe(silence + 1));
    await Promise.resolve();
    clock.advance(7_500);
  }
  const report = await done;
  const failed = report.sections.filter((section) => section.status === 'failed');
  expect(failed).toMatchObject([{ key: 'interfaces', reason: 'deadline' }]);
  await vi.waitFor(() => expect(started.every((worker) => worker.killed)).toBe(true));
  expect(clock.pending).toBe(0);
});

test('cut short, what is missing is named as canceled', async () => {
  const { startWorker } = puppet((_pace, keys, worker) => {
    if (keys.includes('dns')) for (const key of keys) worker.tell(empty(key));
  });
  const { done, cutShort, clock } = collectPuppet(startWorker);
  await vi.waitFor(() => expect(clock.pending).toBe(2));
  cutShort();
  const report = await done;
  expect(of(report, 'cpu')).toMatchObject({ status: 'failed', reason: 'canceled' });
  expect(of(report, 'dns')).toMatchObject({ status: 'not-applicable' });
  expect(clock.pending).toBe(0);
});

test('messages that are no sections, or not its own, are dropped', async () => {
  const { startWorker } = puppet((_pace, keys, worker) => {
    const lies = [null, 7, 'x', {}, { key: 'cpu' }, { key: '__proto__' }, empty('desk')];
    for (const message of lies) worker.tell(message);
    for (const key of keys) worker.tell(empty(key));
  });
  const { done, log } = collectPuppet(startWorker);
  expect(of(await done, 'desk')).toMatchObject({ status: 'collected' });
  expect(log.has('diagnostics.unreadable-message')).toBe(true);
});

/** Everything answers at once, so that only what is derived is left. */
function prompt() {
  return puppet((_pace, keys, worker) => {
    for (const key of keys) worker.tell(empty(key));
  });
}

describe('what the collecting processes are told', () => {
  test('the targets, once they are known', async () => {
    const told: ProbeTargets[] = [];
    const targets = { ...NO_TARGETS, deskUrl: 'https://desk.example', loadPercent: 7 };
    const { startWorker } = prompt();
    const { done } = collectPuppet(
      (keys, pace, known) => {
        told.push(known);
        return startWorker(keys, pace);
      },
      { targets: () => Promise.resolve(targets) },
    );
    await done;
    expect(told).toEqual([targets, targets]);
  });

  test.for([
    ['late', () => new Promise<ProbeTargets>(() => undefined), 'diagnostics.targets-late', 1_000],
    ['not to be had', () => Promise.reject(new Error('no proxy')), 'diagnostics.targets-unknown', 0],
  ] as const)('nothing, where the targets are %s', async ([, targets, event, waitMs]) => {
    const told: ProbeTargets[] = [];
    const { startWorker } = prompt();
    const { done, clock, log } = collectPuppet(
      (keys, pace, known) => {
        told.push(known);
        return startWorker(keys, pace);
      },
      { targets },
    );
    clock.advance(waitMs);
    await done;
    expect(told[0]).toEqual(NO_TARGETS);
    expect(log.has(event)).toBe(true);
    expect(clock.pending).toBe(0);
  });
});

describe('what is derived', () => {
  test('comes last, from everything else', async () => {
    const order: string[] = [];
    const { startWorker } = prompt();
    const collection = startCollection(
      {
        ...BASICS,
        startWorker,
        clock: new FakeClock(),
        log: memoryLog(),
        derive: (found) => {
          order.push(`derive from ${found.length}`);
          return Promise.resolve(OVER_TIME);
        },
      },
      ({ key }) => order.push(key),
    );
    const report = await collection.done;
    const others = SECTION_KEYS.length - OVER_TIME.length;
    expect(order.slice(others)).toEqual([`derive from ${others}`, 'changes', 'history']);
    expect(report.sections.map((section) => section.key)).toEqual(SECTION_KEYS);
  });

  test('is a failure by name where deriving throws, is wrong or incomplete', async () => {
    const wrong = { key: 'history', status: 'collected', tookMs: 1, source: 's', data: {} } as never;
    const derived = async (derive: CollectOptions['derive']) => {
      const report = await collectPuppet(prompt().startWorker, { derive }).done;
      return [of(report, 'changes'), of(report, 'history')];
    };
    expect(await derived(() => Promise.reject(new Error('disk')))).toMatchObject([
      { status: 'failed', reason: 'crashed', detail: expect.stringContaining('disk') as string },
      { status: 'failed', reason: 'crashed' },
    ]);
    expect(await derived(() => Promise.resolve([wrong]))).toMatchObject([
      { status: 'failed', reason: 'unreadable' },
      { status: 'failed', reason: 'unreadable' },
    ]);
  });

  test('is waited for a second, not longer', async () => {
    const { done, clock } = collectPuppet(prompt().startWorker, {
      derive: () => new Promise(() => undefined),
    });
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    clock.advance(1_000);
    expect(of(await done, 'changes')).toMatchObject({ status: 'failed', reason: 'deadline' });
    expect(clock.pending).toBe(0);
  });

  test('also from what there is when the time is up, within the total', async () => {
    const { startWorker } = puppet(() => undefined);
    const { done, clock } = collectPuppet(startWorker, { derive: () => new Promise(() => undefined) });
    clock.advance(20_000);
    const report = await done;
    expect(report.sections).toHaveLength(SECTION_KEYS.length);
    expect(of(report, 'os')).toMatchObject({ status: 'failed', reason: 'deadline' });
    expect(of(report, 'history')).toMatchObject({ status: 'failed', reason: 'deadline' });
    expect(clock.pending).toBe(0);
  });
});

test('only some sections, where only those are asked for', async () => {
  const { startWorker, started } = prompt();
  const report = await collectPuppet(startWorker, { only: ['os', 'desk'] }).done;
  expect(report.sections.map((section) => section.key)).toEqual(['os', 'desk']);
  expect(started).toHaveLength(1);
});
