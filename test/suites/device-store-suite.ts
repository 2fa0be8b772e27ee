import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDevice } from '../../src/desk/features/devices/device-store';
import type { Storage, Stores } from '../../src/desk/features/storage';
import { ok } from '../../src/shared/base/result';
import { newId } from '../../src/shared/model/ids';
import { AT, newDevice, token } from './storage-rows';

/** What every storage must do for lists of devices and the policy, whatever engine is behind it. */
export function deviceStoreSuite(
  engine: string,
  open: () => Promise<{ storage: Storage; remove(): Promise<void> }>,
) {
  describe(`devices and policy on ${engine}`, () => {
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

    it('pages through devices without loss, and counts and finds the same ones', async () => {
      const tokenId = (await write(token)).id;
      const rows = ['b', 'B', 'a', 'A', '%', '_'].flatMap((name) =>
        (['pending', 'active', 'revoked'] as const).map((status) =>
          newDevice(tokenId, { name, status, site: `in ${name}`, tags: [`tag ${status}`] }),
        ),
      );
      await write(async ({ devices }) => {
        for (const row of rows) await devices.insert(row);
      });
      const seen: StoredDevice[] = [];
      for (;;) {
        const last = seen.at(-1);
        const after = last && { waits: last.status === 'pending', name: last.name, id: last.id };
        const page = await write(({ devices }) => devices.page({}, after, 5));
        seen.push(...page);
        if (page.length < 5) break;
      }
      expect(seen.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
      expect(seen.slice(0, 6).every(({ status }) => status === 'pending')).toBe(true);
      const listed = seen.slice(6).map(({ name }) => name.toLowerCase());
      expect(listed).toEqual(listed.toSorted());
      for (const [search, expected] of [
        ['in %', 3],
        ['_', 3],
        ['in b', 6],
        ['tag pend', 6],
        ['"', 0],
      ] as const) {
        const found = await write(({ devices }) => devices.page({ search }, undefined, 99));
        expect(found, search).toHaveLength(expected);
        const counts = await write(({ devices }) => devices.counts({ search }));
        expect(counts.pending + counts.active + counts.revoked, search).toBe(expected);
      }
      expect(await write(({ devices }) => devices.counts({}))).toEqual({ pending: 6, active: 6, revoked: 6 });
    });

    it('gives a device back as it came, with what it told later', async () => {
      const tokenId = (await write(token)).id;
      const machine = { tag: 'a'.repeat(32), hardware: ['b'.repeat(32)] };
      const original = newDevice(tokenId, { machine, machineTag: machine.tag });
      const row = newDevice(tokenId, { copyOf: original.id, cameBy: 'copy', tags: ['"', ','], osUser: 'ä' });
      await write(async ({ devices }) => {
        await devices.insert(original);
        await devices.insert(row);
      });
      expect(await write(({ devices }) => devices.byId(row.id))).toEqual({ ...row, tokenLabel: 'test' });
      const [known] = await write(({ devices }) => devices.activeOn(machine.tag));
      expect(known).toMatchObject({ id: original.id, machine });
      const told = { inventory: null, machine, machineTag: machine.tag, site: 'Ulm', tags: ['x'] };
      await write(({ devices }) => devices.told(row.id, { ...told, agentVersion: '2', osName: 'OS' }));
      expect(await write(({ devices }) => devices.byId(row.id))).toMatchObject({
        ...told,
        agentVersion: '2',
        osName: 'OS',
        copyOf: original.id,
      });
      expect(await write(({ devices }) => devices.activeOn(machine.tag))).toHaveLength(2);
    });

    it('approves those that wait, and no others', async () => {
      const tokenId = (await write(token)).id;
      const [waits, active, revoked] = (['pending', 'active', 'revoked'] as const).map((status) =>
        newDevice(tokenId, { status }),
      );
      const all = [waits!, active!, revoked!];
      await write(async ({ devices }) => {
        for (const row of all) await devices.insert(row);
      });
      const ids = [...all.map(({ id }) => id), newId()];
      const approved = await write(({ devices }) => devices.approve(ids));
      expect(approved).toEqual([{ id: waits!.id, name: 'test-pc' }]);
      expect(await write(({ devices }) => devices.counts({}))).toEqual({ pending: 0, active: 2, revoked: 1 });
    });

    it('keeps one policy: the one written last', async () => {
      expect(await write(({ policy }) => policy.current())).toBeNull();
      const first = { revision: 1, settings: { TRAY: false }, changedAt: AT, changedBy: 'Ada' };
      const second = { ...first, revision: 2, settings: { CHECK_HOSTS: ['a'], HOTKEY: null } };
      await write(({ policy }) => policy.replace(first));
      await write(({ policy }) => policy.replace(second));
      expect(await write(({ policy }) => policy.current())).toEqual(second);
    });
  });
}
