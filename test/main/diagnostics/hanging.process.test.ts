import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startCollection } from '../../../src/main/diagnostics/collect';
import { NO_TARGETS } from '../../../src/main/diagnostics/probe';
import { realClock } from '../../../src/main/time/real-clock';
import { sectionOf } from '../support/collecting';
import { fakePrograms, running } from '../support/fake-programs';
import { memoryLog } from '../support/memory-log';
import { bundleWorker, forkWorker } from '../support/worker';

let folder: string;
let workerFile: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'deskside-hanging-'));
  workerFile = await bundleWorker(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(process.platform !== 'linux')('a collecting process with a program that hangs', () => {
  /** A name of its own for each test and each run of it. */
  async function hanging(number: number) {
    const seconds = `${300_000 + process.pid}${number}`;
    const env = await fakePrograms(path.join(folder, seconds), ['ip'], `exec sleep ${seconds}`);
    const sleeping = () => running(`sleep ${seconds}`);
    const started = () =>
      vi.waitFor(async () => expect(await sleeping()).not.toEqual([]), { timeout: 5_000, interval: 20 });
    return { env, sleeping, started };
  }

  test('cut short, takes it along', async () => {
    const { env, sleeping, started } = await hanging(1);
    const { done, cutShort } = startCollection(
      {
        platform: 'linux',
        targets: () => Promise.resolve(NO_TARGETS),
        startWorker: forkWorker(workerFile, env),
        mainProbes: [],
        derive: () => Promise.resolve([]),
        clock: realClock,
        log: memoryLog(),
        only: ['gateway'],
      },
      () => undefined,
    );
    await started();
    cutShort();
    expect(sectionOf(await done, 'gateway')).toMatchObject({ status: 'failed', reason: 'canceled' });
    // Sooner than the program's own time would be up.
    await vi.waitFor(async () => expect(await sleeping()).toEqual([]), { timeout: 500, interval: 20 });
  });

  test('ends when the agent is gone, without waiting for it', async () => {
    const { env, started } = await hanging(2);
    const worker = fork(workerFile, ['together', JSON.stringify(NO_TARGETS), 'gateway'], {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    await started();
    const startedAt = performance.now();
    worker.disconnect();
    expect(await ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
