import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/shared/model/ids';
import type { Assist } from '../../src/shared/model/assist';
import type { ToConsole, ToDevice } from '../../src/shared/contract/wire';
import { startTestDesk, type TestDesk } from '../support/desk';

describe('the main job at the desk', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await startTestDesk();
  });
  afterEach(() => desk.close());

  it('goes from a filed request to signals between both ends', async () => {
    const device = await desk.device();
    const technician = await desk.person('technician');
    const agent = await desk.connectDevice(device);
    const console = await desk.connectConsole(technician);
    expect((await agent.next<ToDevice['hello']>('hello')).organization).toBe('Example Corp IT');
    await console.next('hello');

    const filed = await device.file();
    expect(filed.number).toBe('DS-1001');
    const news = await console.next<ToConsole['ticket:changed']>('ticket:changed');
    expect(news).toMatchObject({ seq: 1, ticket: { id: filed.id, priority: 3, device: { online: true } } });

    const assistId = newId();
    const asked = await technician.get('askAssist', { params: { id: filed.id }, body: { id: assistId } });
    expect(asked.state).toBe('requested');
    const invitation = await agent.next<ToDevice['assist:requested']>('assist:requested');
    expect(invitation).toMatchObject({
      assistId,
      ticketNumber: 'DS-1001',
      technician: { title: 'IT support' },
    });
    expect(await technician.get('ticket', { params: { id: 'ds-1001' } })).toMatchObject({
      status: 'in-progress',
      assignee: { name: 'Tom Technician' },
      assistId,
    });

    expect(await agent.send('assist:started', { assistId })).toEqual({ ok: true });
    await console.next<ToConsole['assist:changed']>(
      'assist:changed',
      ({ assist }) => assist.state === 'live',
    );

    const participantId = newId();
    const join = { params: { id: assistId }, body: { id: participantId } };
    const joined = await technician.get('joinAssist', join);
    expect(joined.assist.participants).toHaveLength(1);
    await agent.next<ToDevice['assist:joined']>('assist:joined');

    const offer = { type: 'offer' as const, sdp: 'v=0' };
    const signal = { assistId, participantId, generation: 0, signal: offer };
    // The offer is faster than the page: it waits for it.
    expect(await agent.send('signal', signal)).toEqual({ ok: true });
    expect(await console.send('assist:attach', { assistId, participantId })).toEqual({ ok: true });
    expect(await console.next('signal')).toEqual(signal);
    const answer = { ...signal, signal: { type: 'answer', sdp: 'v=0' } };
    expect(await console.send('signal', answer)).toEqual({ ok: true });
    expect(await agent.next('signal')).toEqual(answer);

    expect(await agent.send('assist:paused', { assistId, paused: true })).toEqual({ ok: true });
    const leave = { params: { id: assistId, participantId } };
    const left: Assist = await technician.get('leaveAssist', leave);
    expect(left).toMatchObject({ state: 'paused', participants: [] });
    await agent.next('assist:left');
    expect(await agent.send('assist:ended', { assistId, reason: 'requester-ended' })).toEqual({ ok: true });
    const over = await technician.get('assist', { params: { id: assistId } });
    expect(over).toMatchObject({ state: 'ended', endReason: 'requester-ended' });
    expect((await technician.get('ticket', { params: { id: filed.id } })).assistId).toBeNull();
  });
});
