import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBreak } from '../../src/desk/features/audit/chain';
import { DESK } from '../../src/desk/features/audit/actors';
import type { Storage, Stores } from '../../src/desk/features/storage';
import type { NewTicket, StoredTicket } from '../../src/desk/features/tickets/ticket-store';
import { fail, ok } from '../../src/shared/base/result';
import type { Assist } from '../../src/shared/model/assist';
import { newId, type Id } from '../../src/shared/model/ids';
import type { Person } from '../../src/shared/model/person';
import type { ReportRef } from '../../src/shared/model/ticket';
import { AT, LATER, newDevice, token } from './storage-rows';

/** What every storage must do, whatever engine is behind it. */
export function storageSuite(
  engine: string,
  open: () => Promise<{ storage: Storage; remove(): Promise<void> }>,
) {
  describe(`storage on ${engine}`, () => {
    let storage: Storage;
    let remove: () => Promise<void>;
    beforeEach(async () => {
      ({ storage, remove } = await open());
    });
    afterEach(async () => {
      await storage.close();
      await remove();
    });

    const write = async <T>(work: (stores: Stores) => Promise<T>): Promise<T> => {
      const done = await storage.write(async (stores) => ok(await work(stores)));
      if (!done.ok) throw new Error(done.fault.code);
      return done.value;
    };

    it('keeps nothing of a write that answers with a fault', async () => {
      const person = staff('technician');
      const refused = await storage.write(async ({ people }) => {
        await people.insert(person, null, null);
        return fail('stale');
      });
      expect(refused).toMatchObject({ ok: false, fault: { code: 'stale' } });
      expect(await write(({ people }) => people.byId(person.id))).toBeNull();
    });

    it('keeps nothing of a write that throws, and goes on', async () => {
      const person = staff('technician');
      const broken = storage.write(async ({ people }) => {
        await people.insert(person, null, null);
        throw new Error('a bug');
      });
      await expect(broken).rejects.toThrow('a bug');
      expect(await write(({ people }) => people.byId(person.id))).toBeNull();
    });

    it('numbers tickets from DS-1001 without gaps or repeats, however many are written at once', async () => {
      const at = await write(scene);
      const tickets = Array.from({ length: 20 }, () => ticket(at));
      await Promise.all(tickets.map((entry) => write((stores) => stores.tickets.insert(entry))));
      const numbers = await write(async (stores) => {
        const all = await stores.tickets.ofDevice(at.deviceId, 100);
        return all.map(({ number }) => number).sort();
      });
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => `DS-${1001 + index}`));
    });

    it('uses a number again that a refused write had drawn', async () => {
      const at = await write(scene);
      await storage.write(async ({ tickets }) => {
        await tickets.insert(ticket(at));
        return fail('stale');
      });
      const kept = ticket(at);
      await write((stores) => stores.tickets.insert(kept));
      expect(await write((stores) => stores.tickets.byNumber('DS-1001'))).toMatchObject({ id: kept.id });
    });

    it('orders the queue by urgency, then age, and pages through it without loss', async () => {
      const at = await write(scene);
      const wanted: Id[] = [];
      await write(async ({ tickets }) => {
        const rows = [1, 2, 3].flatMap((priority) =>
          [0, 1, 2].map((hour) =>
            ticket(at, { priority: priority as 1, createdAt: `2026-11-21T0${hour}:00:00.000Z` }),
          ),
        );
        wanted.push(...rows.map(({ id }) => id));
        for (const row of rows.toReversed()) await tickets.insert(row);
      });
      const seen: Id[] = [];
      let last: StoredTicket | undefined;
      do {
        const after = last && { priority: last.priority, createdAt: last.createdAt, id: last.id };
        const query = { view: 'open' as const, technicianId: at.technicianId, after, limit: 4 };
        const page = await write(({ tickets }) => tickets.queue(query));
        seen.push(...page.map(({ id }) => id));
        last = page.length === 4 ? page.at(-1) : undefined;
      } while (last);
      expect(seen).toEqual(wanted);
    });

    it('puts each ticket in its views and counts them', async () => {
      const at = await write(scene);
      const { technicianId } = at;
      const [mine, , resolved, canceled] = await write(async ({ tickets }) => {
        const rows = [ticket(at), ticket(at), ticket(at), ticket(at)];
        for (const row of rows) await tickets.insert(row);
        await tickets.change(rows[0]!.id, { assigneeId: technicianId, status: 'in-progress' }, LATER, true);
        await tickets.change(rows[2]!.id, { status: 'resolved' }, LATER, true);
        await tickets.change(rows[3]!.id, { status: 'canceled' }, LATER, true);
        return rows;
      });
      const counts = await write(({ tickets }) => tickets.counts(technicianId, undefined));
      expect(counts).toEqual({ open: 2, mine: 1, unassigned: 1, resolved: 1, all: 4 });
      const inView = async (view: 'mine' | 'resolved') => {
        const rows = await write(({ tickets }) => tickets.queue({ view, technicianId, limit: 9 }));
        return rows.map(({ id }) => id);
      };
      expect(await inView('mine')).toEqual([mine!.id]);
      expect(await inView('resolved')).toEqual([resolved!.id]);
      expect(canceled).toBeDefined();
    });

    it('looks for what was typed as it stands, wildcards included', async () => {
      const at = await write(scene);
      const { technicianId } = at;
      await write(async ({ tickets }) => {
        await tickets.insert(ticket(at, { subject: 'Disk is 100% full' }));
        await tickets.insert(ticket(at, { subject: 'Printer_2 is jammed' }));
      });
      const find = (search: string) =>
        write(async ({ tickets }) => {
          const rows = await tickets.queue({ view: 'all', technicianId, search, limit: 9 });
          expect((await tickets.counts(technicianId, search)).all).toBe(rows.length);
          return rows.map(({ subject }) => subject);
        });
      expect(await find('%')).toEqual(['Disk is 100% full']);
      expect(await find('_')).toEqual(['Printer_2 is jammed']);
      expect(await find('ds-1002')).toEqual(['Printer_2 is jammed']);
      expect(await find('\\')).toEqual([]);
      expect(await find('jane')).toHaveLength(2);
    });

    it('raises the version with each change, and shows the requester only what they may see', async () => {
      const at = await write(scene);
      const row = ticket(at);
      await write(({ tickets }) => tickets.insert(row));
      await write(({ tickets }) => tickets.change(row.id, { impact: 1, priority: 2 }, LATER, false));
      expect(await write(({ tickets }) => tickets.byId(row.id))).toMatchObject({
        version: 2,
        updatedAt: LATER,
        requesterUpdatedAt: AT,
        impact: 1,
      });
    });

    it('keeps what was counted in the diagnostics of a ticket, and that nothing was', async () => {
      const at = await write(scene);
      const counted = ticket(at, { findings: { critical: 2, warning: 0 } });
      const bare = ticket(at);
      await write(async ({ tickets }) => {
        await tickets.insert(counted);
        await tickets.insert(bare);
        await tickets.change(counted.id, { impact: 1 }, LATER, false);
      });
      const query = { view: 'open' as const, technicianId: at.technicianId, limit: 9 };
      const rows = await write(({ tickets }) => tickets.queue(query));
      const findings = Object.fromEntries(rows.map((row) => [row.id, row.findings]));
      expect(findings).toEqual({ [counted.id]: { critical: 2, warning: 0 }, [bare.id]: null });
    });

    it('lists the reports of one device, the one filed last first, and gives each back as it came', async () => {
      const at = await write(scene);
      const elsewhere = await write(scene);
      const filed = ['07', '09', '08'].map((hour) =>
        ticket(at, { createdAt: `2026-11-21T${hour}:00:00.000Z`, subject: `at ${hour}` }),
      );
      const foreign = ticket(elsewhere);
      await write(async ({ tickets }) => {
        for (const row of [...filed, foreign]) {
          await tickets.insert(row);
          await tickets.addReport(row.id, reportRef(), `{"of": "${row.id}"}`);
        }
        await tickets.insert(ticket(at));
      });
      const listed = await write(({ tickets }) => tickets.deviceReports(at.deviceId, 9));
      expect(listed.map(({ subject }) => subject)).toEqual(['at 09', 'at 08', 'at 07']);
      expect(listed[0]).toEqual({
        ticketId: filed[1]!.id,
        number: 'DS-1002',
        subject: 'at 09',
        collectedAt: AT,
      });
      expect(await write(({ tickets }) => tickets.deviceReports(at.deviceId, 2))).toHaveLength(2);
      const json = await write(({ tickets }) => tickets.reportJson(foreign.id));
      expect(json).toBe(`{"of": "${foreign.id}"}`);
      expect(await write(({ tickets }) => tickets.reportJson(newId()))).toBeNull();
    });

    it('refuses a second open assist of one device', async () => {
      const at = await write(scene);
      const row = ticket(at);
      await write(({ tickets }) => tickets.insert(row));
      const first = assist(at, row);
      await write(({ assists }) => assists.insert(first));
      await expect(write(({ assists }) => assists.insert(assist(at, row)))).rejects.toThrow();
      await write(({ assists }) => assists.end(first.id, 'denied', LATER));
      await write(({ assists }) => assists.insert(assist(at, row)));
      expect(await write(({ assists }) => assists.open())).toHaveLength(1);
    });

    it('takes an e-mail address once, whatever its case', async () => {
      const person = staff('technician', 'Same@Example.org');
      expect(await write(({ people }) => people.insert(person, 'hash', null))).toBe(true);
      const twin = staff('technician', 'same@example.ORG');
      expect(await write(({ people }) => people.insert(twin, 'hash', null))).toBe(false);
      const found = await write(({ people }) => people.byEmail(' SAME@example.org'));
      expect(found?.person.id).toBe(person.id);
    });

    it('chains the audit trail', async () => {
      for (let count = 0; count < 5; count += 1) {
        const details = { count, text: 'ä"\\\u2028' };
        await write(({ audit }) =>
          audit.append({ at: AT, actor: DESK, action: 'ticket.created', subject: 's', details }),
        );
      }
      expect(await write(({ audit }) => findBreak(audit, 2))).toBeNull();
      const page = await write(({ audit }) => audit.page(4, 2));
      expect(page.map(({ seq }) => seq)).toEqual([3, 2]);
    });
  });
}

interface Scene {
  deviceId: Id;
  requesterId: Id;
  technicianId: Id;
}

async function scene(stores: Stores): Promise<Scene> {
  const { people, devices } = stores;
  const enrolledWith = (await token(stores)).id;
  const device = newDevice(enrolledWith);
  await devices.insert(device);
  const requester: Person = { ...staff('requester'), name: 'Jane Doe', email: null };
  await people.insert(requester, null, device.id);
  const technician = staff('technician');
  await people.insert(technician, null, null);
  return { deviceId: device.id, requesterId: requester.id, technicianId: technician.id };
}

function staff(role: Person['role'], email = `${newId()}@example.org`): Person {
  return { id: newId(), name: 'Tom', email, title: '', role, createdAt: AT };
}

function ticket({ deviceId, requesterId }: Scene, fields: Partial<NewTicket> = {}): NewTicket {
  return {
    id: newId(),
    subject: 'Something is wrong',
    description: 'Something is wrong',
    canWork: 'yes',
    affected: 'me',
    impact: 3,
    urgency: 3,
    priority: 5,
    createdAt: AT,
    contentHash: 'hash',
    findings: null,
    requesterId,
    deviceId,
    ...fields,
  };
}

function reportRef(): ReportRef {
  return { collectedAt: AT, bytes: 2, sha256: '0'.repeat(64), removed: [], failed: [] };
}

function assist({ deviceId, technicianId }: Scene, { id: ticketId }: NewTicket): Assist {
  return {
    id: newId(),
    ticketId,
    ticketNumber: 'DS-1001',
    deviceId,
    state: 'requested',
    grants: ['view'],
    requestedBy: { id: technicianId, name: 'Tom' },
    requestedAt: AT,
    answerBy: LATER,
    startedAt: null,
    endedAt: null,
    endReason: null,
    participants: [],
  };
}
