import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import { fail, ok, type Result } from '../../shared/base/result';
import { diskFault, errorCode, writeAtomic, type Disk } from '../storage/disk';
import { parseJson } from '../storage/json-file';
import { outboxRecord, type OutboxAttachment, type OutboxRecord } from './outbox-record';

const LIMIT_BYTES = 50 * 1024 * 1024;

export interface OutboxStore {
  /** Every record that can be read, oldest first. What cannot is set aside as `.bad`. */
  open(): Promise<OutboxRecord[]>;
  /** Only when this answers ok may anybody say "saved". */
  save(record: OutboxRecord, bytes?: ReadonlyMap<string, Uint8Array>): Promise<Result<void>>;
  /** The bytes of an attachment, or null where they are gone or not what they were. */
  attachment(record: OutboxRecord, attachment: OutboxAttachment): Promise<Uint8Array | null>;
  remove(record: OutboxRecord): Promise<Result<void>>;
}

/**
 * `<id>.json` beside `<id>.<attachment>.bin` in one folder. The JSON file is written last and removed first: a record
 * exists exactly while its JSON file does.
 */
export function outboxStore(disk: Disk, folder: string, log: Logger): OutboxStore {
  const jsonFile = (record: OutboxRecord) => path.join(folder, `${record.id}.json`);
  const binFile = (record: OutboxRecord, attachmentId: string) =>
    path.join(folder, `${record.id}.${attachmentId}.bin`);
  const sizes = new Map<string, number>();

  async function readRecord(name: string): Promise<OutboxRecord | null> {
    const file = path.join(folder, name);
    try {
      const bytes = await disk.read(file);
      const parsed = outboxRecord.safeParse(parseJson(bytes.toString('utf8')));
      if (parsed.success && `${parsed.data.id}.json` === name) {
        sizes.set(parsed.data.id, sizeOf(parsed.data));
        return parsed.data;
      }
      await disk.rename(file, `${file}.bad`);
      log.error('outbox.unreadable', { name });
    } catch (error) {
      log.error('outbox.unread', { name, reason: String(error) });
    }
    return null;
  }

  async function removeLeftovers(names: readonly string[]): Promise<void> {
    const alive = new Set(names.map((name) => name.split('.')[0]).filter((id) => hasRecord(names, id)));
    for (const name of names) {
      const unfinished = name.endsWith('.tmp') || (name.endsWith('.bin') && !alive.has(name.split('.')[0]));
      if (unfinished) await disk.remove(path.join(folder, name));
    }
  }

  return {
    async open() {
      try {
        await disk.makeFolder(folder);
        const names = (await disk.list(folder)).sort();
        await removeLeftovers(names);
        const records: OutboxRecord[] = [];
        for (const name of names.filter((entry) => entry.endsWith('.json'))) {
          const record = await readRecord(name);
          if (record) records.push(record);
        }
        return records;
      } catch (error) {
        log.error('outbox.unopened', { reason: String(error) });
        return [];
      }
    },

    async save(record, bytes = new Map()) {
      const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      if (total - (sizes.get(record.id) ?? 0) + sizeOf(record) > LIMIT_BYTES) {
        return fail('disk-full', `more than ${LIMIT_BYTES} bytes wait to be sent`);
      }
      try {
        for (const [attachmentId, value] of bytes) {
          await writeAtomic(disk, binFile(record, attachmentId), value);
        }
        await writeAtomic(disk, jsonFile(record), JSON.stringify(record));
        sizes.set(record.id, sizeOf(record));
        return ok();
      } catch (error) {
        log.error('outbox.unsaved', { id: record.id, reason: String(error) });
        return diskFault(error);
      }
    },

    async attachment(record, attachment) {
      const file = binFile(record, attachment.id);
      try {
        const bytes = await disk.read(file);
        if (createHash('sha256').update(bytes).digest('hex') === attachment.sha256) return bytes;
        await disk.rename(file, `${file}.bad`);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') log.error('outbox.unread', { file, reason: String(error) });
      }
      log.error('outbox.attachment-lost', { id: record.id, attachment: attachment.id });
      return null;
    },

    async remove(record) {
      try {
        await disk.remove(jsonFile(record));
        await disk.syncFolder(folder);
        for (const { id } of record.kind === 'ticket' ? record.attachments : []) {
          await disk.remove(binFile(record, id));
        }
        sizes.delete(record.id);
        return ok();
      } catch (error) {
        log.error('outbox.not-removed', { id: record.id, reason: String(error) });
        return diskFault(error);
      }
    },
  };
}

function hasRecord(names: readonly string[], id: string | undefined): boolean {
  return names.includes(`${id}.json`) || names.includes(`${id}.json.bad`);
}

function sizeOf(record: OutboxRecord): number {
  const attached = record.kind === 'ticket' ? record.attachments : [];
  return JSON.stringify(record).length + attached.reduce((sum, entry) => sum + entry.size, 0);
}
