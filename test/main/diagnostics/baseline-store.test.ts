import { mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { baselineStore } from '../../../src/main/diagnostics/baseline-store';
import { nodeDisk } from '../../../src/main/storage/disk';
import type { Baseline } from '../../../src/shared/rules/changes/baseline';
import { day } from '../../shared/changes/baselines';
import { cutAfter, failing } from '../support/faulty-disk';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

let folder: string;
beforeEach(async () => {
  folder = path.join(await tempFolder(), 'baseline');
});

const on = (date: number, server = 'a'): Baseline =>
  day(
    { dns: { servers: [server], searchDomains: [] } },
    `2026-11-${String(date).padStart(2, '0')}T09:00:00.000Z`,
  );
const store = (disk = nodeDisk, log = memoryLog()) => baselineStore(disk, folder, log);

test('a folder that is not there yet holds no days', async () => {
  const log = memoryLog();
  expect(await store(nodeDisk, log).load()).toEqual([]);
  expect(log.lines).toEqual([]);
});

test('one file a day, the last look wins, for this user only', async () => {
  const kept = store();
  await kept.save(on(19));
  await kept.save(on(20, 'morning'));
  await kept.save(on(20, 'evening'));
  expect(await store().load()).toEqual([on(19), on(20, 'evening')]);
  const { mode } = await stat(path.join(folder, '2026-11-20.json'));
  expect(mode & 0o077).toBe(0);
});

test('at most fourteen days', async () => {
  const kept = store();
  for (let date = 1; date <= 17; date += 1) await kept.save(on(date));
  const days = await kept.load();
  expect(days).toHaveLength(14);
  expect(days[0]).toEqual(on(4));
});

test('at most two megabytes: the oldest go, the newest never', async () => {
  const kept = store();
  const large = (date: number): Baseline => {
    const versions = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`${'x'.repeat(150)}${index}`, '1.0'.repeat(30)]),
    );
    return { ...on(date), facts: { ...on(date).facts, software: { versions, whole: true } } };
  };
  for (let date = 1; date <= 5; date += 1) await kept.save(large(date));
  const days = await kept.load();
  expect(days.length).toBeGreaterThanOrEqual(1);
  expect(days.length).toBeLessThan(4);
  expect(days.at(-1)?.at).toBe(on(5).at);
  const sizes = await Promise.all((await readdir(folder)).map((name) => stat(path.join(folder, name))));
  expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(2 * 1024 * 1024);
});

test.for<[string, string]>([
  ['half a file', '{"version":1,"at":"2026-11-19T09'],
  ['another version', JSON.stringify({ ...on(19), version: 9 })],
  ['nothing', ''],
])('%s costs its own day, is set aside and said', async ([, text]) => {
  await store().save(on(18));
  await store().save(on(20));
  await writeFile(path.join(folder, '2026-11-19.json'), text);
  const log = memoryLog();
  expect(await store(nodeDisk, log).load()).toEqual([on(18), on(20)]);
  expect(log.has('storage.unreadable')).toBe(true);
  expect(await readdir(folder)).toContain('2026-11-19.json.bad');
  await store().save(on(21));
  expect(await readdir(folder)).not.toContain('2026-11-19.json.bad');
});

test('killed at any step, the day is the old look or the new one', async () => {
  await store().save(on(19));
  await store().save(on(20, 'old'));
  for (let steps = 0; ; steps += 1) {
    const disk = cutAfter(steps);
    await baselineStore(disk, folder, memoryLog()).save(on(20, 'new'));
    const [first, second, ...rest] = await store().load();
    expect(rest).toEqual([]);
    expect(first).toEqual(on(19));
    expect([on(20, 'old'), on(20, 'new')]).toContainEqual(second);
    if (disk.taken < steps) break;
  }
  expect(await readFile(path.join(folder, '2026-11-20.json'), 'utf8')).toBe(JSON.stringify(on(20, 'new')));
});

test('a full disk is said and costs nothing that was there', async () => {
  await store().save(on(19));
  const log = memoryLog();
  const saved = await store(failing('writeSynced', 'ENOSPC'), log).save(on(20));
  expect(saved).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
  expect(await store().load()).toEqual([on(19)]);
});

describe('what somebody else put into the folder', () => {
  beforeEach(() => store().save(on(19)));
  const put = (name: string) => path.join(folder, name);

  test.for<[string, () => Promise<unknown>]>([
    ['a file without an end', () => symlink('/dev/zero', put('2026-11-18.json'))],
    ['a link to the file of another day', () => symlink(put('2026-11-19.json'), put('2026-11-18.json'))],
    ['a folder', () => mkdir(put('2026-11-18.json'))],
    [
      'a huge file',
      async () => {
        await writeFile(put('2026-11-18.json'), '');
        await truncate(put('2026-11-18.json'), 2 ** 40);
      },
    ],
  ])('%s is not read, and stops nothing', async ([, make]) => {
    await make();
    const log = memoryLog();
    expect(await store(nodeDisk, log).load()).toEqual([on(19)]);
    expect(log.has('baseline.not-a-day')).toBe(true);
    expect(await store().save(on(20))).toMatchObject({ ok: true });
    expect(await store().load()).toEqual([on(19), on(20)]);
  });

  test('of a thousand days no more are read than are kept', async () => {
    let reads = 0;
    const counting = {
      ...nodeDisk,
      read(file: string) {
        reads += 1;
        return nodeDisk.read(file);
      },
    };
    await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        writeFile(put(`${1000 + index}-01-01.json`), JSON.stringify(on(1))),
      ),
    );
    expect(await store(counting).load()).toHaveLength(14);
    expect(reads).toBe(14);
    await store().save(on(20));
    expect(await readdir(folder)).toHaveLength(14);
  });
});

test('days of a clock that ran ahead give way to the days before them', async () => {
  const kept = store();
  for (let date = 10; date <= 25; date += 1) await kept.save(on(date));
  // The clock is right again, and it is the first.
  await kept.save(on(1));
  await kept.save(on(2));
  const days = (await kept.load()).map(({ at }) => at.slice(8, 10));
  expect(days.slice(0, 2)).toEqual(['01', '02']);
  expect(days).toHaveLength(14);
  expect(days.at(-1)).toBe('23');
});
