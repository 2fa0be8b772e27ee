import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { setAside } from '../../../src/main/link/set-aside';
import { nodeDisk } from '../../../src/main/storage/disk';
import { cutAfter, failing } from '../support/faulty-disk';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

const AT = Date.parse('2026-11-22T08:00:00.000Z');

async function profile(): Promise<string> {
  const folder = await tempFolder();
  await mkdir(path.join(folder, 'outbox'));
  await mkdir(path.join(folder, 'baseline'));
  await writeFile(path.join(folder, 'outbox', 'one.json'), 'unsent');
  await writeFile(path.join(folder, 'draft.json'), 'draft');
  await writeFile(path.join(folder, 'settings.json'), 'mine');
  return folder;
}

test('what was written on the other computer is moved as it is; what the person set stays', async () => {
  const folder = await profile();
  const log = memoryLog();
  expect(await setAside(nodeDisk, folder, AT, log)).toEqual({ ok: true });
  expect((await readdir(folder)).toSorted()).toEqual(['copied-2026-11-22', 'settings.json']);
  const kept = path.join(folder, 'copied-2026-11-22');
  expect((await readdir(kept)).toSorted()).toEqual(['baseline', 'draft.json', 'outbox']);
  expect(await readFile(path.join(kept, 'outbox', 'one.json'), 'utf8')).toBe('unsent');
  expect(log.lines).toMatchObject([{ event: 'data.set-aside', fields: { folder: 'copied-2026-11-22' } }]);
});

test('a second time on one day goes beside the first, and without anything there is nothing', async () => {
  const folder = await profile();
  await setAside(nodeDisk, folder, AT, memoryLog());
  expect(await setAside(nodeDisk, folder, AT, memoryLog())).toEqual({ ok: true });
  await writeFile(path.join(folder, 'draft.json'), 'later');
  await setAside(nodeDisk, folder, AT, memoryLog());
  expect(await readFile(path.join(folder, 'copied-2026-11-22-2', 'draft.json'), 'utf8')).toBe('later');
  expect((await readdir(folder)).toSorted()).toEqual([
    'copied-2026-11-22',
    'copied-2026-11-22-2',
    'settings.json',
  ]);
});

test('after a power cut at any step nothing is lost, and the next start moves the rest', async () => {
  for (let steps = 0; ; steps += 1) {
    const folder = await profile();
    const disk = cutAfter(steps);
    const first = await setAside(disk, folder, AT, memoryLog());
    await setAside(nodeDisk, folder, AT, memoryLog());
    const files = (await readdir(folder, { recursive: true })).map((name) => path.basename(name));
    expect(files.filter((name) => ['one.json', 'draft.json', 'settings.json'].includes(name))).toHaveLength(
      3,
    );
    expect(await readdir(folder)).not.toContain('outbox');
    if (first.ok) break;
    expect(steps).toBeLessThan(20);
  }
});

test('a disk that refuses is said: the copy must not go on as if all were out of the way', async () => {
  const log = memoryLog();
  const moved = await setAside(failing('rename', 'ENOSPC'), await profile(), AT, log);
  expect(moved).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
  expect(log.has('data.not-set-aside')).toBe(true);
});
