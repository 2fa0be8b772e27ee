import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { outboxStore } from '../../../src/main/link/outbox-store';
import { nodeDisk } from '../../../src/main/storage/disk';
import { cutAfter, failing } from '../support/faulty-disk';
import { memoryLog } from '../support/memory-log';
import { commentRecord, ticketRecord } from '../support/records';
import { tempFolder } from '../support/temp-folder';

const PICTURE = new Uint8Array(2_000).fill(7);
/** Two atomic writes of three steps each: the picture, then the record. */
const STEPS = 6;

describe('a power cut while a record is saved', () => {
  for (let steps = 0; steps <= STEPS; steps += 1) {
    test(`before step ${steps}: said "saved" means it is there, else it is not`, async () => {
      const folder = await tempFolder();
      const { record, bytes } = ticketRecord(PICTURE);
      const saved = await outboxStore(cutAfter(steps), folder, memoryLog()).save(record, bytes);

      const after = outboxStore(nodeDisk, folder, memoryLog());
      const records = await after.open();

      expect(saved.ok).toBe(steps === STEPS);
      if (saved.ok) {
        expect(records).toEqual([record]);
        expect(await after.attachment(record, record.attachments[0]!)).toEqual(Buffer.from(PICTURE));
      } else {
        // Not promised, but if it made it to the disk it is whole.
        expect(records.length === 0 || JSON.stringify(records) === JSON.stringify([record])).toBe(true);
      }
      expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    });
  }

  test('the steps counted here are all there are', async () => {
    const disk = cutAfter(100);
    const { record, bytes } = ticketRecord(PICTURE);
    await outboxStore(disk, await tempFolder(), memoryLog()).save(record, bytes);
    expect(disk.taken).toBe(STEPS);
  });
});

test('a full disk and a broken one are told apart, and nothing is called saved', async () => {
  const folder = await tempFolder();
  const { record } = ticketRecord();
  const full = await outboxStore(failing('writeSynced', 'ENOSPC'), folder, memoryLog()).save(record);
  const broken = await outboxStore(failing('syncFolder', 'EIO'), folder, memoryLog()).save(record);
  expect(full).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
  expect(broken).toMatchObject({ ok: false, fault: { code: 'disk-failed' } });
});

test('what cannot be read is set aside and reported, the rest is sent', async () => {
  const folder = await tempFolder();
  const good = ticketRecord().record;
  await outboxStore(nodeDisk, folder, memoryLog()).save(good);
  const broken = [
    ['flipped', JSON.stringify({ ...good, version: 2 })],
    ['truncated', JSON.stringify(good).slice(0, 50)],
    ['empty', ''],
    ['foreign', JSON.stringify(good)],
  ] as const;
  for (const [name, text] of broken) await writeFile(path.join(folder, `${name}.json`), text);
  const log = memoryLog();

  expect(await outboxStore(nodeDisk, folder, log).open()).toEqual([good]);
  expect(log.lines.filter((line) => line.event === 'outbox.unreadable')).toHaveLength(broken.length);
  expect((await readdir(folder)).filter((name) => name.endsWith('.bad'))).toHaveLength(broken.length);
});

test('a picture that is not what it was is not sent', async () => {
  const folder = await tempFolder();
  const { record, bytes } = ticketRecord(PICTURE);
  const store = outboxStore(nodeDisk, folder, memoryLog());
  await store.save(record, bytes);
  const attachment = record.attachments[0]!;
  await writeFile(path.join(folder, `${record.id}.${attachment.id}.bin`), 'something else');
  expect(await store.attachment(record, attachment)).toBeNull();
});

test('removing leaves nothing behind', async () => {
  const folder = await tempFolder();
  const { record, bytes } = ticketRecord(PICTURE);
  const store = outboxStore(nodeDisk, folder, memoryLog());
  await store.save(record, bytes);
  await store.remove(record);
  expect(await readdir(folder)).toEqual([]);
});

test('is bounded', async () => {
  const folder = await tempFolder();
  const store = outboxStore(nodeDisk, folder, memoryLog());
  const { record, bytes } = ticketRecord(PICTURE);
  const attachment = { ...record.attachments[0]!, size: 60 * 1024 * 1024 };
  const refused = await store.save({ ...record, attachments: [attachment] }, bytes);
  expect(refused).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
  expect((await store.save(commentRecord(record.id))).ok).toBe(true);
});
