import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/desk/adapters/sqlite/node-dialect';
import { migrate } from '../../../src/desk/adapters/sqlite/migrations';
import { openSqliteStorage } from '../../../src/desk/adapters/sqlite/sqlite-storage';
import { storageFault } from '../../../src/desk/adapters/storage-faults';
import { DESK } from '../../../src/desk/features/audit/actors';
import { findBreak } from '../../../src/desk/features/audit/chain';
import { ok } from '../../../src/shared/base/result';

describe('the SQLite database', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-sqlite-'));
    path = join(folder, 'deskside.db');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('commits durably and checks references', () => {
    const database = openDatabase(path);
    const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('busy_timeout')).toBe(5000);
    database.close();
  });

  it('is migrated once, and refused by a desk that is older than it', () => {
    const database = openDatabase(path);
    migrate(database);
    migrate(database);
    database.exec('pragma user_version = 999');
    expect(() => migrate(database)).toThrow('version 999');
    database.close();
  });

  it('keeps the tickets, devices and tokens of a desk of the first version', async () => {
    const database = openDatabase(path);
    migrate(database, 1);
    database.exec(`
      insert into enrollment_tokens values ('token', 'hash', '', 1, '', '', 0);
      insert into devices values ('device', 'key', 'token', 'pc', 'linux', '', '', 'file', 'active', '', null);
      insert into people values ('jane', 'Jane Doe', null, null, '', 'requester', null, 'device', '');
      insert into tickets values ('old', 1001, 'Old', '', 'yes', 'me', 'new', 3, 3, 5, 'jane', 'device', null, '', '', '', 1, '');
    `);
    database.close();
    const storage = openSqliteStorage(path);
    const old = await storage.read(async ({ tickets }) => ok(await tickets.byNumber('DS-1001')));
    expect(old).toMatchObject({ ok: true, value: { subject: 'Old', findings: null } });
    const known = await storage.read(async ({ devices }) => ok(await devices.byId('device')));
    expect(known).toMatchObject({
      value: { name: 'pc', status: 'active', cameBy: 'token', machine: null, inventory: null, tags: [] },
    });
    const admits = await storage.read(async ({ devices }) => ok(await devices.tokenById('token')));
    expect(admits).toMatchObject({
      value: { approve: 'all', networks: [], site: null, othersOnComputer: false },
    });
    await storage.close();
  });

  it('says when it is full', () => {
    const database = openDatabase(path);
    migrate(database);
    // A limit on pages behaves like a full disk.
    const pages = Number(database.prepare('pragma page_count').get()?.['page_count']);
    database.exec(`pragma max_page_count = ${pages + 1}`);
    const fault = caught(() => {
      database.exec('create table filler (bytes blob)');
      database.exec('insert into filler values (zeroblob(100000))');
    });
    expect(storageFault(fault)).toEqual({ code: 'storage-full' });
    database.close();
  });

  it('says that it is busy while another process writes for long, and goes on afterwards', async () => {
    const storage = openSqliteStorage(path, 50);
    const append = () =>
      storage.write(async ({ audit }) => {
        const at = '2026-11-21T08:00:00.000Z';
        await audit.append({ at, actor: DESK, action: 'ticket.created', subject: 'x', details: {} });
        return ok();
      });
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    expect(await append()).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
    expect(await storage.read(async ({ people }) => ok(await people.administrators()))).toEqual(ok(0));
    other.exec('commit');
    other.close();
    expect(await append()).toEqual(ok());
    await storage.close();
  });

  it('finds the entry of the audit trail that was tampered with', async () => {
    const storage = openSqliteStorage(path);
    for (const subject of ['a', 'b', 'c', 'd']) {
      await storage.write(async ({ audit }) => {
        const at = '2026-11-21T08:00:00.000Z';
        await audit.append({ at, actor: DESK, action: 'ticket.created', subject, details: {} });
        return ok();
      });
    }
    const broken = async () => {
      const found = await storage.read(async ({ audit }) => ok(await findBreak(audit)));
      return found.ok ? found.value : 'unreadable';
    };
    expect(await broken()).toBeNull();
    const intruder = new DatabaseSync(path);
    expect(() => intruder.exec("update audit set subject = 'x' where seq = 3")).toThrow('append-only');
    expect(() => intruder.exec('delete from audit where seq = 3')).toThrow('append-only');
    intruder.exec('drop trigger audit_unchanged; drop trigger audit_kept');
    intruder.exec("update audit set subject = 'x' where seq = 3");
    expect(await broken()).toBe(3);
    intruder.exec("update audit set subject = 'c' where seq = 3");
    expect(await broken()).toBeNull();
    intruder.exec('delete from audit where seq = 2');
    expect(await broken()).toBe(3);
    intruder.close();
    await storage.close();
  });
});

function caught(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
