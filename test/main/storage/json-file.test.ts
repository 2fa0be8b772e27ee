import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { nodeDisk, type Disk } from '../../../src/main/storage/disk';
import { jsonFile } from '../../../src/main/storage/json-file';
import { cutAfter, failing } from '../support/faulty-disk';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

const schema = z.strictObject({ text: z.string() });
const OLD = { text: 'old' };
const NEW = { text: 'new, and longer than before' };

function fileIn(folder: string, disk: Disk = nodeDisk) {
  return jsonFile(disk, path.join(folder, 'state.json'), schema, memoryLog());
}

test.for([0, 1, 2, 3])('a power cut before step %i leaves the old value or the new one', async (steps) => {
  const folder = await tempFolder();
  await fileIn(folder).save(OLD);
  const saved = await fileIn(folder, cutAfter(steps)).save(NEW);
  const found = await fileIn(folder).load();
  if (saved.ok) expect(found).toEqual(NEW);
  else expect([OLD, NEW]).toContainEqual(found);
});

test('saves one after the other: the last one stays', async () => {
  const file = fileIn(await tempFolder());
  await Promise.all(['a', 'b', 'c'].map((text) => file.save({ text })));
  expect(await file.load()).toEqual({ text: 'c' });
});

test('what cannot be read is set aside, never deleted; nothing there is nothing', async () => {
  const folder = await tempFolder();
  const file = fileIn(folder);
  expect(await file.load()).toBeNull();
  await writeFile(path.join(folder, 'state.json'), '{"text":1}');
  expect(await file.load()).toBeNull();
  expect(await readdir(folder)).toEqual(['state.json.bad']);
});

test('what is there and cannot be read now is not written over', async () => {
  const folder = await tempFolder();
  await fileIn(folder).save(OLD);
  let locked = true;
  const file = fileIn(folder, {
    ...nodeDisk,
    read: (name) =>
      locked ? Promise.reject(Object.assign(new Error('locked'), { code: 'EBUSY' })) : nodeDisk.read(name),
  });
  expect(await file.load()).toBeNull();
  expect(await file.save(NEW)).toMatchObject({ ok: false, fault: { code: 'disk-failed' } });
  locked = false;
  expect(await file.load()).toEqual(OLD);
  expect((await file.save(NEW)).ok).toBe(true);
  expect(await file.load()).toEqual(NEW);
});

test('a full disk is said, and the next save works again', async () => {
  const folder = await tempFolder();
  const full = await fileIn(folder, failing('writeSynced', 'ENOSPC')).save(NEW);
  expect(full).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
  expect((await fileIn(folder).save(NEW)).ok).toBe(true);
});
