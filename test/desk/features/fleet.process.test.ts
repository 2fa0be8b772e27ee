import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../src/shared/base/result';
import type { ToConsole } from '../../../src/shared/contract/wire';
import type { AuditEntry } from '../../../src/shared/model/audit';
import type { Device } from '../../../src/shared/model/device';
import { newId, type Id } from '../../../src/shared/model/ids';
import { startTestDesk, type TestDesk } from '../../support/desk';
import { DeskClient } from '../../support/desk-client';
import { FakeClock } from '../../support/fake-clock';
import { FakeDevice, type EnrollBody } from '../../support/fake-device';
import type { LiveSocket } from '../../support/live-socket';

describe('the fleet', () => {
  let desk: TestDesk;
  let clock: FakeClock;
  let administrator: DeskClient;
  beforeEach(async () => {
    clock = new FakeClock();
    desk = await startTestDesk({ clock });
    administrator = await desk.administrator();
  });
  afterEach(() => desk.close());

  const named = (name: string): Pick<EnrollBody, 'facts'> => ({
    facts: { name, platform: 'linux', osName: 'Debian 12', agentVersion: '0.1.0', keyProtection: 'file' },
  });
  const device = (token: string, name: string, fields: Partial<EnrollBody> = {}): Promise<FakeDevice> =>
    new FakeDevice(desk.url).enroll(token, { ...named(name), ...fields });
  const list = (query: Record<string, unknown> = {}) => administrator.get('devices', { query });
  const names = async (query: Record<string, unknown>): Promise<string[]> =>
    (await list(query)).devices.map(({ name }) => name);
  const one = (id: Id): Promise<Device> => administrator.get('device', { params: { id } });
  const trail = async (action: AuditEntry['action']): Promise<AuditEntry[]> =>
    (await administrator.get('audit', { query: { limit: 200 } })).filter((entry) => entry.action === action);
  const changedTo = (console: LiveSocket, deviceId: Id) =>
    console.next<ToConsole['device:changed']>('device:changed', (news) => news.deviceId === deviceId);

  it('is listed with those that wait first, then by name whatever its case, page by page without loss', async () => {
    const free = await desk.enrollToken(20);
    const asking = await desk.enrollToken(20, { approve: 'none' });
    for (const name of ['beta', 'Alpha', 'gamma', 'alpha', 'Ärger', 'x'.repeat(120)])
      await device(free, name);
    for (const name of ['zeta', 'Eta']) await device(asking, name);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list({ limit: 3, ...(cursor ? { cursor } : {}) });
      expect(page.counts).toEqual({ pending: 2, active: 6, revoked: 0 });
      seen.push(...page.devices.map(({ name }) => name));
      cursor = page.next;
    } while (cursor);
    expect(seen.slice(0, 2)).toEqual(['Eta', 'zeta']);
    expect(seen.slice(2).map((name) => name.toLowerCase())).toEqual([
      'alpha',
      'alpha',
      'beta',
      'gamma',
      'x'.repeat(120),
      'ärger',
    ]);
    expect(await names({ status: 'pending' })).toEqual(['Eta', 'zeta']);
    for (const wrong of ['', 'x', 'known.x', `known.${newId()}`, 'a.b.c']) {
      const answer = await administrator.call('devices', { query: { cursor: wrong } });
      expect(answer.problem?.code, wrong).toBe('invalid-input');
    }
  });

  it('loses nobody when those that wait are admitted between two pages', async () => {
    const asking = await desk.enrollToken(9, { approve: 'none' });
    const waiting = [await device(asking, 'a'), await device(asking, 'b'), await device(asking, 'c')];
    const first = await list({ limit: 2 });
    await administrator.get('approveDevices', { body: { ids: waiting.slice(0, 2).map(({ id }) => id) } });
    expect(await names({ cursor: first.next ?? '' })).toEqual(['c', 'a', 'b']);
  });

  it('is searched by what was typed as it stands, wildcards and quotes included', async () => {
    const token = await desk.enrollToken(9, { tags: ['fleet'] });
    await device(token, 'PC_1', { site: 'Köln 100%', tags: ['front desk'], osUser: 'jane' });
    await device(token, 'PCX1', { site: 'Bonn', tags: ['"]', "o'neil"], osUser: 'tom' });
    await device(token, 'back\\slash', { tags: ['x'] });
    expect(await names({ search: 'pc_1' })).toEqual(['PC_1']);
    expect(await names({ search: '%' })).toEqual(['PC_1']);
    expect(await names({ search: '\\' })).toEqual(['back\\slash']);
    expect(await names({ search: "o'NEIL" })).toEqual(['PCX1']);
    expect(await names({ search: '"]' })).toEqual(['PCX1']);
    // The quotes and commas of how tags are kept are in none of them.
    expect(await names({ search: '","' })).toEqual([]);
    expect(await names({ search: 'front' })).toEqual(['PC_1']);
    expect(await names({ search: 'TOM' })).toEqual(['PCX1']);
    expect(await names({ search: ' bonn ' })).toEqual(['PCX1']);
    expect(await names({ search: "' or 1=1 --" })).toEqual([]);
    expect(await names({ search: 'fleet' })).toHaveLength(3);
    expect((await list({ search: 'pc' })).counts).toEqual({ pending: 0, active: 2, revoked: 0 });
  });

  it('is narrowed to one computer, and to how it stands with updates, with the counts of that', async () => {
    const token = await desk.enrollToken(9, { othersOnComputer: true });
    const first = await device(token, 'first');
    const second = Object.assign(new FakeDevice(desk.url), { machine: first.machine });
    await second.enroll(null, { osUser: 'tom', ...named('second') });
    await device(token, 'third');
    expect(await names({ machine: first.machine.tag })).toEqual(['first', 'second']);
    const agent = await desk.connectDevice(second);
    expect(await agent.send('device:inventory', second.inventory())).toEqual({ ok: true });
    expect(await names({ update: 'no-release' })).toEqual(['second']);
    const silent = await list({ update: 'not-heard', limit: 1 });
    expect(silent).toMatchObject({ devices: [{ name: 'first' }], counts: { active: 2 } });
    expect(await names({ update: 'not-heard', cursor: silent.next ?? '' })).toEqual(['third']);
    expect(await list({ update: 'paused' })).toMatchObject({
      devices: [],
      next: null,
      counts: { active: 0 },
    });
  });

  it('shows of a device where it came from and what it told, and nothing secret', async () => {
    const token = await desk.enrollToken(1, { site: 'Ulm', tags: ['sales'] });
    const laptop = await device(token, 'laptop', { osUser: 'CORP\\jane' });
    expect(await one(laptop.id)).toEqual({
      id: laptop.id,
      ...named('laptop').facts,
      status: 'active',
      online: false,
      enrolledAt: '2026-11-21T08:00:00.000Z',
      lastSeenAt: null,
      source: '127.0.0.1',
      enrolledWith: 'test',
      site: 'Ulm',
      tags: ['sales'],
      osUser: 'CORP\\jane',
      machineTag: laptop.machine.tag,
      copyOf: null,
      inventory: null,
      update: 'not-heard',
    });
    const agent = await desk.connectDevice(laptop);
    const told = laptop.inventory({ agentVersion: '0.2.0', site: 'Elsewhere', tags: ['lent'], osName: 'X' });
    await agent.send('device:inventory', told);
    expect(await one(laptop.id)).toMatchObject({
      inventory: told,
      agentVersion: '0.2.0',
      osName: 'X',
      site: 'Ulm',
      tags: ['sales', 'lent'],
      update: 'no-release',
    });
    const missing = await administrator.call('device', { params: { id: newId() } });
    expect(missing.problem?.code).toBe('not-found');
  });

  it('lets a device that waits do nothing at all until it is approved, and tells consoles', async () => {
    const console = await desk.connectConsole(administrator);
    const token = await desk.enrollToken(3, { approve: 'none' });
    const waiting = await device(token, 'waiting');
    const other = await device(token, 'other');
    expect(waiting.status).toBe('pending');
    await changedTo(console, waiting.id);
    const proof = await waiting.prove('api');
    const refused = await new DeskClient(desk.url).call('deviceToken', { body: proof });
    expect(refused).toMatchObject({ status: 403, problem: { code: 'device-pending' } });
    await expect(waiting.connect()).rejects.toMatchObject({ data: { code: 'device-pending' } });
    expect(await trail('device.refused'), 'asking again is no offence').toEqual([]);

    const technician = await desk.person('technician');
    const ids = [waiting.id, newId()];
    const notAllowed = await technician.call('approveDevices', { body: { ids } });
    expect(notAllowed.problem?.code).toBe('forbidden');
    clock.advance(1000);
    expect(await administrator.get('approveDevices', { body: { ids } })).toEqual({ approved: 1 });
    expect(await administrator.get('approveDevices', { body: { ids } })).toEqual({ approved: 0 });
    await changedTo(console, waiting.id);
    expect(await trail('device.approved')).toMatchObject([
      { subject: waiting.id, actor: { name: 'Ada Admin' } },
    ]);
    expect((await waiting.file()).number).toBe('DS-1001');

    await administrator.get('revokeDevice', { params: { id: other.id } });
    const gone = await new DeskClient(desk.url).call('deviceToken', { body: await other.prove('api') });
    expect(gone.problem?.code).toBe('device-revoked');
    await administrator.get('approveDevices', { body: { ids: [other.id] } });
    expect((await one(other.id)).status, 'approval never brings back').toBe('revoked');
  });

  it('takes nothing from a revoked device, not even over a connection that is not cut yet', async () => {
    const gone = await device(await desk.enrollToken(), 'gone');
    const socket = await desk.connectDevice(gone);
    const client = await gone.client();
    await desk.desk.storage.write(async ({ devices }) => ok(await devices.revoke(gone.id)));
    const refused = { ok: false, fault: expect.objectContaining({ code: 'device-revoked' }) };
    expect(await socket.send('device:inventory', gone.inventory())).toEqual(refused);
    const asking = { version: '0.1.0', platform: 'linux', arch: 'x64', package: 'appimage' } as const;
    const query = { ...asking, channel: 'stable', ring: 'auto', updates: 'automatic' } as const;
    expect((await client.call('ownUpdate', { query })).problem?.code).toBe('device-revoked');
    expect((await one(gone.id)).inventory).toBeNull();
  });

  it('notices a copied disk, tells it so, and leaves the original as it was', async () => {
    const console = await desk.connectConsole(administrator);
    const original = await device(await desk.enrollToken(), 'original');
    const agent = await desk.connectDevice(original);
    await agent.send('device:inventory', original.inventory());
    const before = await one(original.id);
    const elsewhere = { tag: original.machine.tag, hardware: [randomBytes(16).toString('hex')] };

    // The same profile on other hardware: the same id, the same key.
    const clone = await desk.connectDevice(original);
    clock.advance(2000);
    console.received.length = 0;
    for (let count = 0; count < 3; count += 1) {
      const answer = await clone.send('device:inventory', original.inventory({ machine: elsewhere }));
      expect(answer).toMatchObject({ ok: false, fault: { code: 'device-copied' } });
    }
    await changedTo(console, original.id);
    expect(await one(original.id)).toMatchObject({ inventory: before.inventory, copyOf: null });
    expect(await trail('device.copied')).toMatchObject([{ subject: original.id }]);

    const copy = Object.assign(new FakeDevice(desk.url), { machine: elsewhere });
    await copy.enroll(null, { copyOf: original.copyProof(copy) });
    expect(await one(copy.id)).toMatchObject({ copyOf: original.id, enrolledWith: null, status: 'active' });
    const own = await desk.connectDevice(copy);
    expect(await own.send('device:inventory', copy.inventory())).toEqual({ ok: true });
    const back = await desk.connectDevice(original);
    expect(await back.send('device:inventory', original.inventory())).toEqual({ ok: true });
  });

  it('remembers the computer by the first inventory of a device that was enrolled before it could be told', async () => {
    const old = await device(await desk.enrollToken(), 'old');
    const { id } = old;
    await desk.desk.storage.write(async ({ devices }) => {
      const stored = await devices.byId(id);
      if (stored) await devices.told(id, { ...stored, machine: null, machineTag: null });
      return ok();
    });
    expect((await one(id)).machineTag).toBeNull();
    const agent = await desk.connectDevice(old);
    expect(await agent.send('device:inventory', old.inventory())).toEqual({ ok: true });
    expect((await one(id)).machineTag).toBe(old.machine.tag);
    const other = old.inventory({ machine: { tag: 'f'.repeat(32), hardware: [] } });
    expect(await agent.send('device:inventory', other)).toMatchObject({ fault: { code: 'device-copied' } });
  });

  it('tells consoles at most once a second of a device that talks without end', async () => {
    const talker = await device(await desk.enrollToken(), 'talker');
    const console = await desk.connectConsole(administrator);
    const agent = await desk.connectDevice(talker);
    clock.advance(5000);
    for (let count = 0; count < 40; count += 1) {
      const told = await agent.send('device:inventory', talker.inventory({ tags: [`${count}`] }));
      expect(told).toEqual({ ok: true });
    }
    const rest = Array.from({ length: 30 }, () => agent.send('device:inventory', talker.inventory()));
    expect((await Promise.all(rest)).filter((answer) => !answer.ok)).toHaveLength(10);
    await agent.send('device:inventory', talker.inventory({ tags: ['too late'] }));
    const heard = () => console.received.filter(({ event }) => event === 'device:changed').length;
    await changedTo(console, talker.id);
    clock.advance(1000);
    await changedTo(console, talker.id);
    clock.advance(10_000);
    // What was sent is in order: once the presence is here, nothing else is on its way.
    agent.close();
    await console.next<ToConsole['device:presence']>('device:presence', ({ online }) => !online);
    expect(heard()).toBe(0);
    expect((await one(talker.id)).tags).toEqual([]);
    const same = await desk.connectDevice(talker);
    await same.send('device:inventory', talker.inventory());
    same.close();
    await console.next<ToConsole['device:presence']>('device:presence', ({ online }) => !online);
    expect(heard(), 'nothing new').toBe(0);
  });
});
