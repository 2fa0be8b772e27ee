import { open } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { nodeDisk, writeAtomic, type Disk } from '../../../src/main/storage/disk';
import { tempFolder } from '../support/temp-folder';

/** Counts what really waits for the disk: no other test can tell a written file from a durable one. */
async function syncs(folder: string) {
  const handle = await open(folder, 'r');
  const spy = vi.spyOn(Object.getPrototypeOf(handle) as { sync(): Promise<void> }, 'sync');
  await handle.close();
  onTestFinished(() => spy.mockRestore());
  return spy;
}

test('a file is on the disk when it is said to be, and its name with it', async () => {
  const folder = await tempFolder();
  const sync = await syncs(folder);
  await nodeDisk.writeSynced(path.join(folder, 'a'), 'bytes');
  expect(sync).toHaveBeenCalledTimes(1);
  await nodeDisk.syncFolder(folder);
  expect(sync).toHaveBeenCalledTimes(process.platform === 'win32' ? 1 : 2);
});

test('a durable write is: beside it, in its place, and the folder', async () => {
  const steps: string[] = [];
  const note =
    (step: string) =>
    (...names: unknown[]) => {
      steps.push([step, ...names.slice(0, step === 'rename' ? 2 : 1)].join(' '));
      return Promise.resolve();
    };
  const disk: Disk = {
    ...nodeDisk,
    writeSynced: note('write'),
    rename: note('rename'),
    syncFolder: note('folder'),
  };
  await writeAtomic(disk, '/x/a', 'bytes');
  expect(steps).toEqual(['write /x/a.tmp', 'rename /x/a.tmp /x/a', 'folder /x']);
});
