import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { watchReplacedPackage } from '../../../src/main/update/replaced-package';
import { FakeClock } from '../../support/fake-clock';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

async function installed() {
  const folder = await tempFolder();
  const program = path.join(folder, 'deskside');
  await writeFile(program, 'version 1');
  const clock = new FakeClock();
  const state = { idle: true };
  const relaunch = vi.fn<() => void>();
  const stop = watchReplacedPackage({ program, clock, idle: () => state.idle, relaunch, log: memoryLog() });
  onTestFinished(stop);
  return { folder, program, clock, state, relaunch };
}

async function replace(program: string): Promise<void> {
  await writeFile(`${program}.dpkg-new`, 'version 2');
  await rename(`${program}.dpkg-new`, program);
}

it('starts anew once the package manager has finished', async () => {
  const { program, clock, relaunch } = await installed();
  await replace(program);
  await vi.waitFor(() => {
    clock.advance(5_000);
    expect(relaunch).toHaveBeenCalledOnce();
  });
});

it('waits until nothing is going on', async () => {
  const { program, clock, state, relaunch } = await installed();
  state.idle = false;
  await replace(program);
  await vi.waitFor(() => expect(clock.pending).toBe(1));
  clock.advance(5_000);
  await vi.waitFor(() => expect(clock.pending).toBe(1));
  expect(relaunch).not.toHaveBeenCalled();
  state.idle = true;
  await vi.waitFor(() => {
    clock.advance(30_000);
    expect(relaunch).toHaveBeenCalledOnce();
  });
});

it('goes without where nothing can be watched', () => {
  const log = memoryLog();
  const stop = watchReplacedPackage({
    program: '/nowhere/deskside',
    clock: new FakeClock(),
    idle: () => true,
    relaunch: () => undefined,
    log,
  });
  expect(log.has('package.not-watched')).toBe(true);
  stop();
});

it.each([
  ['something else beside it changes', async (folder: string) => mkdir(path.join(folder, 'locales'))],
  ['it is removed', async (folder: string) => rm(path.join(folder, 'deskside'))],
])('does nothing when %s', async (_name, change) => {
  const { folder, clock, relaunch } = await installed();
  await change(folder);
  await vi.waitFor(() => expect(clock.pending).toBe(1));
  clock.advance(5_000);
  await vi.waitFor(() => expect(clock.pending).toBe(0));
  expect(relaunch).not.toHaveBeenCalled();
});
