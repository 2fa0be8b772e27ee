import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ToConsole, ToDevice } from '../../../src/shared/contract/wire';
import type { Assist, EndReason } from '../../../src/shared/model/assist';
import { newId, type Id } from '../../../src/shared/model/ids';
import { startTestDesk, type TestDesk } from '../../support/desk';
import type { DeskClient } from '../../support/desk-client';
import { FakeClock } from '../../support/fake-clock';
import type { FakeDevice } from '../../support/fake-device';
import type { LiveSocket } from '../../support/live-socket';

describe('assists', () => {
  let desk: TestDesk;
  let clock: FakeClock;
  let device: FakeDevice;
  let agent: LiveSocket;
  let technician: DeskClient;
  let console: LiveSocket;
  let ticketId: Id;
  beforeEach(async () => {
    clock = new FakeClock();
    desk = await startTestDesk({ clock });
    device = await desk.device();
    agent = await desk.connectDevice(device);
    technician = await desk.person('technician');
    console = await desk.connectConsole(technician);
    ({ id: ticketId } = await device.file());
  });
  afterEach(() => desk.close());

  const ask = (id = newId(), client = technician) =>
    client.call('askAssist', { params: { id: ticketId }, body: { id } });
  const live = async (): Promise<Id> => {
    const id = newId();
    await ask(id);
    expect(await agent.send('assist:started', { assistId: id })).toEqual({ ok: true });
    return id;
  };
  const join = (assistId: Id, id = newId(), client = technician) =>
    client.call('joinAssist', { params: { id: assistId }, body: { id } });
  const read = (id: Id): Promise<Assist> => technician.get('assist', { params: { id } });
  const changedTo = (fits: (assist: Assist) => boolean, on = console) =>
    on.next<ToConsole['assist:changed']>('assist:changed', ({ assist }) => fits(assist));
  const code = (answer: { problem: { code: string } | null }): string | undefined => answer.problem?.code;

  it('asks once, and one at a time', async () => {
    const id = newId();
    const first = await ask(id);
    expect((await ask(id)).value).toEqual(first.value);
    expect(code(await ask())).toBe('assist-open');
    const other = await desk.person('technician', 'Uma Other');
    expect(code(await ask(id, other))).toBe('already-exists');
    await agent.next('assist:requested');
    expect(agent.received.filter(({ event }) => event === 'assist:requested')).toEqual([]);
  });

  it('does not ask where nobody is', async () => {
    agent.close();
    await console.next<ToConsole['device:presence']>('device:presence', ({ online }) => !online);
    const answer = await ask();
    expect(code(answer)).toBe('device-offline');
    expect(answer.status).toBe(409);
  });

  it('cannot be joined before the requester has agreed', async () => {
    const id = newId();
    await ask(id);
    expect(code(await join(id))).toBe('wrong-state');
    await agent.send('assist:ended', { assistId: id, reason: 'denied' });
    expect(code(await join(id))).toBe('wrong-state');
    expect(await read(id)).toMatchObject({ state: 'ended', endReason: 'denied' });
  });

  it('takes silence for a no', async () => {
    const id = newId();
    await ask(id);
    clock.advance(44_999);
    expect((await read(id)).state).toBe('requested');
    clock.advance(1);
    await changedTo(({ state }) => state === 'ended');
    expect((await read(id)).endReason).toBe('consent-timeout');
    await agent.next('assist:ended');
    const late = await agent.send('assist:started', { assistId: id });
    expect(late).toMatchObject({ ok: false, fault: { code: 'wrong-state' } });
  });

  it('can be taken back while it is asked, and ended for all while it runs', async () => {
    const asked = newId();
    await ask(asked);
    await technician.get('endAssist', { params: { id: asked } });
    expect(await agent.next('assist:ended')).toEqual({ assistId: asked, reason: 'canceled' });
    const running = await live();
    await technician.get('endAssist', { params: { id: running } });
    expect(await agent.next('assist:ended')).toEqual({ assistId: running, reason: 'technician-ended' });
    const again = await technician.get('endAssist', { params: { id: running } });
    expect(again.endReason).toBe('technician-ended');
  });

  it('believes a device only what a device can know', async () => {
    const id = await live();
    for (const reason of ['technician-ended', 'canceled', 'device-revoked'] satisfies EndReason[]) {
      const answer = await agent.send('assist:ended', { assistId: id, reason });
      expect(answer).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
    }
    const stranger = await desk.connectDevice(await desk.device());
    for (const event of ['assist:started', 'assist:ended'] as const) {
      const payload = { assistId: id, ...(event === 'assist:ended' ? { reason: 'requester-ended' } : {}) };
      const answer = await stranger.send(event, payload);
      expect(answer).toMatchObject({ ok: false, fault: { code: 'not-found' } });
    }
    expect((await read(id)).state).toBe('live');
  });

  it('passes signals only between its own device and the page of that participant', async () => {
    const assistId = await live();
    const mine = newId();
    await join(assistId, mine);
    await console.send('assist:attach', { assistId, participantId: mine });
    const other = await desk.person('technician', 'Uma Other');
    const otherConsole = await desk.connectConsole(other);
    const stranger = await desk.connectDevice(await desk.device());
    const signal = { generation: 0, signal: { type: 'renew' as const } };
    const refused = { ok: false, fault: { code: 'not-a-participant' } };

    const forged = { assistId, participantId: mine, ...signal };
    expect(await stranger.send('signal', forged), 'a foreign device').toMatchObject(refused);
    expect(await otherConsole.send('signal', forged), 'a page that is not attached').toMatchObject(refused);
    const stolen = await otherConsole.send('assist:attach', { assistId, participantId: mine });
    expect(stolen, 'somebody else’s participant').toMatchObject(refused);
    const elsewhere = { ...forged, assistId: newId() };
    expect(await agent.send('signal', elsewhere), 'another assist').toMatchObject(refused);
    expect(await console.send('signal', elsewhere), 'another assist').toMatchObject(refused);
    expect(await agent.send('signal', { ...forged, participantId: newId() })).toMatchObject(refused);

    expect(await agent.send('signal', forged)).toEqual({ ok: true });
    expect(await console.next('signal')).toEqual(forged);
    expect([...stranger.received, ...otherConsole.received].some(({ event }) => event === 'signal')).toBe(
      false,
    );
    const administrator = await desk.administrator();
    const trail = await administrator.get('audit', { query: { limit: 200 } });
    const noted = trail.filter(({ action, subject }) => action === 'access.refused' && subject === assistId);
    expect(noted.map(({ actor }) => actor.kind).sort()).toEqual(['device', 'technician']);
  });

  it('passes no signal once it is over, or once one has left', async () => {
    const assistId = await live();
    const [first, second] = [newId(), newId()];
    for (const participantId of [first, second]) {
      await join(assistId, participantId);
      await console.send('assist:attach', { assistId, participantId });
    }
    const signalOf = (participantId: Id) => ({
      assistId,
      participantId,
      generation: 0,
      signal: { type: 'renew' },
    });
    await technician.get('leaveAssist', { params: { id: assistId, participantId: first } });
    expect(await console.send('signal', signalOf(first))).toMatchObject({ ok: false });
    expect(await agent.send('signal', signalOf(first))).toMatchObject({ ok: false });
    expect(await console.send('signal', signalOf(second))).toEqual({ ok: true });
    await agent.send('assist:ended', { assistId, reason: 'requester-ended' });
    expect(await console.send('signal', signalOf(second))).toMatchObject({ ok: false });
    expect(await agent.send('signal', signalOf(second))).toMatchObject({ ok: false });
  });

  it('has room for two technicians, each of whom may leave and join anew', async () => {
    const assistId = await live();
    const other = await desk.person('technician', 'Uma Other');
    const first = await join(assistId);
    const second = await join(assistId, newId(), other);
    expect(second.value.assist.participants.map(({ technician: { name } }) => name)).toEqual([
      'Tom Technician',
      'Uma Other',
    ]);
    const foreign = { params: { id: assistId, participantId: second.value.participant.id } };
    expect(code(await technician.call('leaveAssist', foreign)), 'only oneself').toBe('not-found');
    const own = { params: { id: assistId, participantId: first.value.participant.id } };
    const left = await technician.get('leaveAssist', own);
    expect(await technician.get('leaveAssist', own)).toEqual(left);
    expect(left).toMatchObject({ state: 'live', participants: [{ technician: { name: 'Uma Other' } }] });
    expect(code(await join(assistId, first.value.participant.id)), 'the same page again').toBe('wrong-state');
    expect((await join(assistId)).value.assist.participants).toHaveLength(2);
  });

  it('gives up a page that stays away for 20 seconds, not one that returns', async () => {
    const assistId = await live();
    const participantId = newId();
    const attach = { assistId, participantId };
    await join(assistId, participantId);
    await console.send('assist:attach', attach);
    const watcher = await desk.connectConsole(await desk.administrator());
    console.close();
    await watcher.send('assist:attach', { assistId: newId(), participantId: newId() });
    clock.advance(19_000);
    const back = await desk.connectConsole(technician);
    expect(await back.send('assist:attach', attach)).toEqual({ ok: true });
    clock.advance(60_000);
    expect((await read(assistId)).participants).toHaveLength(1);
    const timers = clock.pending;
    back.close();
    // The desk has seen it go once it began to count.
    await until(async () => clock.pending > timers);
    clock.advance(20_000);
    await changedTo(({ participants }) => participants.length === 0, watcher);
    expect(await agent.next('assist:left')).toEqual(attach);
    expect((await read(assistId)).state).toBe('live');
  });

  it('gives up one who joined and never came', async () => {
    const assistId = await live();
    await join(assistId);
    clock.advance(20_000);
    await changedTo(({ participants, state }) => state === 'live' && participants.length === 0);
  });

  it('lets go at once of one who logs out', async () => {
    const assistId = await live();
    const participantId = newId();
    await join(assistId, participantId);
    await console.send('assist:attach', { assistId, participantId });
    const closed = console.closed();
    await technician.call('logOut', {});
    await closed;
    expect(await agent.next('assist:left')).toEqual({ assistId, participantId });
  });

  it('cuts the sockets of a session that is over, but not of one that watches', async () => {
    const idle = await desk.person('technician', 'Ida Idle');
    const idleConsole = await desk.connectConsole(idle);
    const closed = idleConsole.closed();
    const assistId = await live();
    const participantId = newId();
    await join(assistId, participantId);
    await console.send('assist:attach', { assistId, participantId });
    for (let minutes = 0; minutes < 40; minutes += 1) {
      clock.advance(60_000);
      // The sweep reads the store; the next minute must not begin before it is done.
      await until(async () => clock.pending > 0);
    }
    await closed;
    expect(console.socket.connected).toBe(true);
    expect((await read(assistId)).participants).toHaveLength(1);
  });

  it('ends with its device', async () => {
    const assistId = await live();
    const administrator = await desk.administrator();
    await administrator.get('revokeDevice', { params: { id: device.id } });
    expect(await agent.next('assist:ended')).toEqual({ assistId, reason: 'device-revoked' });
    expect((await read(assistId)).endReason).toBe('device-revoked');
  });

  it('gives TURN credentials that end soon, to those who take part', async () => {
    await desk.close();
    const config = {
      turnUrls: ['turn:turn.example.org'],
      turnSecret: 'a secret of sixteen',
      stunUrls: ['stun:s'],
    };
    desk = await startTestDesk({ clock, config });
    device = await desk.device();
    agent = await desk.connectDevice(device);
    technician = await desk.person('technician');
    ({ id: ticketId } = await device.file());
    const assistId = await live();
    const { iceServers } = (await join(assistId)).value;
    expect(iceServers[0]).toEqual({ urls: ['stun:s'] });
    const [expiry, session] = (iceServers[1]?.username ?? '').split(':');
    expect(session).toBe(assistId);
    expect(Number(expiry) - clock.now() / 1000).toBeLessThanOrEqual(600);
    expect(iceServers[1]?.credential).toMatch(/^[A-Za-z0-9+/]{27}=$/);
    const told = await agent.next<ToDevice['assist:joined']>('assist:joined');
    expect(told.iceServers).toHaveLength(2);
  });

  it('gives both ends fresh TURN credentials when a page joins again, and nobody joins twice', async () => {
    await desk.close();
    const config = { turnUrls: ['turn:turn.example.org'], turnSecret: 'a secret of sixteen' };
    desk = await startTestDesk({ clock, config });
    device = await desk.device();
    agent = await desk.connectDevice(device);
    technician = await desk.person('technician');
    ({ id: ticketId } = await device.file());
    const assistId = await live();
    const participantId = newId();
    await join(assistId, participantId);
    console = await desk.connectConsole(technician);
    await console.send('assist:attach', { assistId, participantId });
    await agent.next('assist:joined');
    clock.advance(9 * 60_000);
    const again = (await join(assistId, participantId)).value;
    const expiry = (username = '') => Number(username.split(':')[0]) - clock.now() / 1000;
    expect(expiry(again.iceServers[0]?.username)).toBe(600);
    const told = await agent.next<ToDevice['assist:joined']>('assist:joined');
    expect(told.participant.id).toBe(participantId);
    expect(expiry(told.iceServers[0]?.username)).toBe(600);
    expect(again.assist.participants).toHaveLength(1);
    await agent.send('assist:ended', { assistId, reason: 'requester-ended' });
    expect(code(await join(assistId, participantId)), 'none once it is over').toBe('wrong-state');
  });

  describe('after the desk or the device was away', () => {
    const restart = async (): Promise<void> => {
      const { dataDir } = desk;
      await desk.desk.stop();
      desk = await startTestDesk({ clock, dataDir });
      Object.assign(device, { url: desk.url });
      technician = await desk.adoptAdministrator();
      console = await desk.connectConsole(technician);
    };

    it('goes on when the device says so, with everybody told who is there', async () => {
      const administrator = await desk.administrator();
      technician = administrator;
      console = await desk.connectConsole(administrator);
      const assistId = await live();
      const [stays, leaves] = [newId(), newId()];
      expect((await join(assistId, stays)).status).toBe(201);
      expect((await join(assistId, leaves)).status).toBe(201);
      await restart();
      expect((await read(assistId)).state).toBe('live');
      expect(await console.send('assist:attach', { assistId, participantId: stays })).toEqual({ ok: true });
      await technician.get('leaveAssist', { params: { id: assistId, participantId: leaves } });
      agent = await desk.connectDevice(device, { assistId, state: 'paused' });
      const joined = await agent.next<ToDevice['assist:joined']>('assist:joined');
      expect(joined.participant.id).toBe(stays);
      expect(await agent.next('assist:left')).toEqual({ assistId, participantId: leaves });
      expect((await read(assistId)).state).toBe('paused');
      const signal = { assistId, participantId: stays, generation: 1, signal: { type: 'renew' } };
      expect(await console.send('signal', signal)).toEqual({ ok: true });
      expect(await agent.next('signal')).toEqual(signal);
    });

    it('ends what the device no longer knows', async () => {
      const assistId = await live();
      agent.close();
      agent = await desk.connectDevice(device, null);
      expect(await read(assistId)).toMatchObject({ state: 'ended', endReason: 'agent-stopped' });
    });

    it('learns of a consent that was given meanwhile', async () => {
      const assistId = newId();
      await ask(assistId);
      agent.close();
      agent = await desk.connectDevice(device, { assistId, state: 'live' });
      expect((await read(assistId)).state).toBe('live');
    });

    it('tells a device that goes on alone that it is over', async () => {
      const assistId = await live();
      agent.close();
      await technician.get('endAssist', { params: { id: assistId } });
      agent = await desk.connectDevice(device, { assistId, state: 'live' });
      expect(await agent.next('assist:ended')).toEqual({ assistId, reason: 'technician-ended' });
      const unknown = newId();
      agent.close();
      agent = await desk.connectDevice(device, { assistId: unknown, state: 'live' });
      expect(await agent.next('assist:ended')).toMatchObject({ assistId: unknown });
    });

    it('keeps the deadline of a question over a restart', async () => {
      const assistId = newId();
      await ask(assistId);
      await restart();
      clock.advance(45_000);
      await changedTo(({ state }) => state === 'ended');
      expect((await read(assistId)).endReason).toBe('consent-timeout');
    });

    it('ends an assist whose device never returns', async () => {
      const assistId = await live();
      await restart();
      clock.advance(15 * 60_000);
      await changedTo(({ id, state }) => id === assistId && state === 'ended');
    });
  });
});

/** Lets everything else run until the condition holds; the test's own time-out is the limit. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise<void>((resolve) => setImmediate(resolve));
}
