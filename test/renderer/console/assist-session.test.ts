import { describe, expect, it } from 'vitest';
import { createAssistSession } from '../../../src/renderer/console/assist/assist-session';
import { stepOf } from '../../../src/renderer/console/assist/assist-step';
import { fault } from '../../../src/shared/base/fault';
import { assist, MARIA, participant } from './fixtures';
import { fakeServices } from './stage';

/** Lets everything that is already decided happen. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function open(handlers: Parameters<typeof fakeServices>[0] = {}) {
  const live = assist({ state: 'live' });
  const fake = fakeServices({
    assist: () => live,
    joinAssist: ({ body }) => ({ assist: live, participant: participant(MARIA, body.id), iceServers: [] }),
    leaveAssist: () => live,
    ...handlers,
  });
  fake.live.start();
  const { services } = fake;
  const session = createAssistSession({ assistId: live.id, ...services });
  const attached = () =>
    fake.socket.sent.filter(({ event }) => event === 'assist:attach').map(({ payload }) => payload);
  const joined = () => fake.client.of('joinAssist').map(({ body }) => body.id);
  return { ...fake, assist: live, session, attached, joined };
}

describe('this page’s part in an assist', () => {
  it('joins, ties the socket to itself, and hands signals both ways', async () => {
    const { session, socket, viewer, assist: live, joined, attached } = open();
    socket.up();
    session.start();
    await settled();
    const [participantId] = joined();
    expect(attached()).toEqual([{ assistId: live.id, participantId }]);
    expect(session.snapshot().phase).toEqual({ kind: 'joined', attached: true });
    const signal = { type: 'offer', sdp: 'v=0' } as const;
    socket.push('signal', { assistId: live.id, participantId, generation: 0, signal });
    socket.push('signal', { assistId: live.id, participantId: live.id, generation: 0, signal });
    expect(viewer.signals).toEqual([[0, signal]]);
    viewer.opened[0]?.send(0, { type: 'renew' });
    expect(socket.sent.at(-1)).toEqual({
      event: 'signal',
      payload: { assistId: live.id, participantId, generation: 0, signal: { type: 'renew' } },
    });
  });

  it('ties itself again as the same participant after each loss, and keeps its viewer', async () => {
    const { session, socket, viewer, joined, attached } = open();
    socket.up();
    session.start();
    await settled();
    socket.down();
    expect(session.snapshot().phase).toEqual({ kind: 'joined', attached: false });
    socket.up();
    await settled();
    expect(joined()).toHaveLength(1);
    expect(attached()).toHaveLength(2);
    expect(new Set(attached().map((each) => JSON.stringify(each))).size).toBe(1);
    expect(viewer.closed()).toBe(0);
  });

  it('waits for the live connection when that is not there yet', async () => {
    const { session, socket, attached } = open();
    session.start();
    await settled();
    expect(attached()).toHaveLength(0);
    expect(stepOf(session.snapshot(), false).step).toBe('attaching');
    socket.up();
    await settled();
    expect(attached()).toHaveLength(1);
    expect(stepOf(session.snapshot(), false).step).toBe('waiting-for-offer');
  });

  it('joins anew when the desk has given the participant up', async () => {
    const { session, socket, viewer, joined } = open();
    socket.up();
    session.start();
    await settled();
    socket.down();
    let refusals = 1;
    socket.answer = () =>
      refusals-- > 0 ? { ok: false, fault: { code: 'not-a-participant' } } : { ok: true };
    socket.up();
    await settled();
    expect(joined()).toHaveLength(2);
    expect(joined()[0]).not.toBe(joined()[1]);
    expect(viewer.closed()).toBe(1);
    expect(session.snapshot().phase).toEqual({ kind: 'joined', attached: true });
  });

  it('ends with the assist, also when it learns of it late', async () => {
    const { session, socket, viewer, client, assist: live } = open();
    socket.up();
    session.start();
    await settled();
    client.handle({ assist: () => ({ ...live, state: 'ended', endReason: 'requester-ended' }) });
    socket.down();
    socket.answer = () => ({ ok: false, fault: { code: 'not-a-participant' } });
    client.handle({ joinAssist: () => fault('wrong-state') });
    socket.up();
    await settled();
    expect(session.snapshot()).toMatchObject({
      phase: { kind: 'ended', reason: 'requester-ended' },
      stream: null,
    });
    expect(viewer.closed()).toBeGreaterThan(0);
    await session.leave();
    expect(client.of('leaveAssist')).toHaveLength(0);
  });

  it('says why it may not join', async () => {
    const { session, socket } = open({
      joinAssist: () => fault('wrong-state'),
      assist: () => assist({ state: 'requested' }),
    });
    socket.up();
    session.start();
    await settled();
    expect(session.snapshot()).toMatchObject({
      phase: { kind: 'refused', fault: { code: 'wrong-state' } },
      assist: { state: 'requested' },
    });
  });

  it('keeps relay credentials fresh while it is joined, without joining twice', async () => {
    let given = 0;
    const { session, socket, viewer, clock, joined } = open({
      joinAssist: ({ body }) => ({
        assist: assist({ state: 'live' }),
        participant: participant(MARIA, body.id),
        iceServers: [{ urls: ['turn:a'], username: 'u', credential: `number ${++given}` }],
      }),
    });
    socket.up();
    session.start();
    await settled();
    const now = () => viewer.opened[0]?.iceServers()[0]?.credential;
    expect(now()).toBe('number 1');
    for (const expected of ['number 2', 'number 3']) {
      clock.advance(4 * 60_000);
      await settled();
      expect(now()).toBe(expected);
    }
    expect(new Set(joined()).size).toBe(1);
    expect(viewer.opened).toHaveLength(1);
    await session.leave();
    clock.advance(60 * 60_000);
    await settled();
    expect(joined()).toHaveLength(3);
  });

  it('leaves once, as itself, and is silent afterwards', async () => {
    const { session, socket, viewer, client, assist: live, joined } = open();
    socket.up();
    session.start();
    await settled();
    const before = session.snapshot();
    await session.leave();
    await session.leave();
    expect(client.of('leaveAssist')).toEqual([{ params: { id: live.id, participantId: joined()[0] } }]);
    expect(viewer.closed()).toBe(1);
    socket.push('assist:changed', { seq: 1, assist: { ...live, state: 'paused' } });
    expect(session.snapshot()).toBe(before);
  });
});

describe('the step that is shown', () => {
  it.each([
    ['paused by the requester', 'paused', 'connected', true, 'paused'],
    ['with a picture', 'live', 'connected', true, 'live'],
    ['connected without a picture', 'live', 'connected', false, 'connected'],
    ['looking for a path', 'live', 'checking', false, 'checking'],
    ['asking again', 'live', 'renewing', true, 'renewing'],
  ] as const)('%s', (_, state, step, seen, expected) => {
    const viewer = { step, since: 7, generation: 0, failures: 0, detail: '' };
    const snapshot = {
      phase: { kind: 'joined', attached: true } as const,
      since: 1,
      assist: assist({ state }),
      viewer,
      stream: null,
    };
    expect(stepOf(snapshot, seen)).toEqual({ step: expected, since: 7 });
  });
});
