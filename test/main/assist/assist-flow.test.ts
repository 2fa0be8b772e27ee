import { beforeEach, describe, expect, test } from 'vitest';
import { AssistFlow } from '../../../src/main/assist/assist-flow';
import type { AssistNotice } from '../../../src/main/assist/assist-state';
import { iso } from '../../../src/shared/base/clock';
import { ok } from '../../../src/shared/base/result';
import type { ShareSource } from '../../../src/shared/contract/ipc';
import type { Invitation, Participant } from '../../../src/shared/model/assist';
import { newId } from '../../../src/shared/model/ids';
import { FakeClock } from '../../support/fake-clock';
import { memoryLog } from '../support/memory-log';

const SCREEN: ShareSource = { id: 'screen:1:0', kind: 'screen', name: 'Screen', thumbnail: new Uint8Array() };
const MARIA = { id: newId(), name: 'Maria Novak', title: 'IT support', role: 'technician' as const };

function invitation(): Invitation {
  return {
    assistId: newId(),
    ticketId: newId(),
    ticketNumber: 'DS-1042',
    subject: 'Outlook',
    technician: MARIA,
    organization: 'Example GmbH',
    answerBy: '2026-01-05T09:00:30.000Z',
  };
}
const participant = (): Participant => ({
  id: newId(),
  technician: MARIA,
  joinedAt: '2026-01-05T09:00:00.000Z',
});

let clock: FakeClock;
let flow: AssistFlow;
let said: string[];
let sent: { name: string; payload: unknown; settled?: () => void }[];
let pushed: { name: string; value: unknown }[];
let armed: string | null;
let notice: AssistNotice;
let windowOpen: boolean;

beforeEach(() => {
  clock = new FakeClock();
  said = [];
  sent = [];
  pushed = [];
  armed = null;
  windowOpen = false;
  flow = new AssistFlow({
    window: {
      open: () => {
        windowOpen = true;
        said.push('open');
      },
      becomeBar: () => void said.push('bar'),
      fit: () => void said.push('fit'),
      close: () => {
        windowOpen = false;
        said.push('close');
      },
    },
    push: (name, value) => void pushed.push({ name, value }),
    link: {
      online: true,
      send: (name, payload, settled) => void sent.push({ name, payload, ...(settled ? { settled } : {}) }),
    },
    sources: () => Promise.resolve(ok([SCREEN])),
    arm: (sourceId) => {
      armed = sourceId;
    },
    disarm: () => {
      armed = null;
    },
    notice: (value) => {
      notice = value;
    },
    language: 'en',
    clock,
    log: memoryLog(),
  });
});

const ended = () =>
  sent.filter((message) => message.name === 'assist:ended').map((message) => message.payload);

async function asking(): Promise<Invitation> {
  const invited = invitation();
  flow.fromDesk.requested(invited);
  await flow.handlers['assist:state'](undefined);
  return invited;
}
async function live(): Promise<Invitation> {
  const invited = await asking();
  clock.advance(1_500);
  expect(flow.handlers['assist:allow']({ sourceId: SCREEN.id })).toMatchObject({ ok: true });
  void flow.handlers['assist:sharing'](undefined);
  return invited;
}

describe('the question', () => {
  test('is asked with the time that is left on this computer', async () => {
    const invited = invitation();
    flow.fromDesk.requested(invited);
    clock.advance(4_000);
    const state = await flow.handlers['assist:state'](undefined);
    expect(state.serverNow).toBe(iso(clock.now()));
    expect(state.invitation.answerBy).toBe(iso(clock.now() + 30_000));
    expect(state.sources).toEqual([SCREEN]);
    expect(flow.status()).toEqual({ assist: { assistId: invited.assistId, state: 'asking' } });
    expect(notice).toEqual({ kind: 'asking', name: 'Maria Novak' });
  });

  test('without an answer in 30 s is a no', async () => {
    const { assistId } = await asking();
    clock.advance(29_999);
    expect(ended()).toEqual([]);
    clock.advance(1);
    expect(ended()).toEqual([{ assistId, reason: 'consent-timeout' }]);
    expect(windowOpen).toBe(false);
    expect(flow.handlers['assist:allow']({ sourceId: SCREEN.id })).toMatchObject({ ok: false });
    expect(armed).toBeNull();
  });

  test('cannot be drawn out by asking for its state again', async () => {
    await asking();
    clock.advance(20_000);
    await flow.handlers['assist:state'](undefined);
    clock.advance(10_000);
    expect(ended()).toHaveLength(1);
  });

  test('a window that never shows its page ends as no answer too', () => {
    flow.fromDesk.requested(invitation());
    clock.advance(30_000);
    expect(ended()).toMatchObject([{ reason: 'consent-timeout' }]);
  });

  test('is not set off by the page of the question before', async () => {
    flow.fromDesk.requested(invitation());
    const late = Promise.resolve(flow.handlers['assist:state'](undefined));
    flow.windowLost();
    flow.fromDesk.requested(invitation());
    await expect(late).rejects.toThrow();
    clock.advance(2_000);
    expect(flow.handlers['assist:allow']({ sourceId: SCREEN.id })).toMatchObject({ ok: false });
    expect(armed).toBeNull();
  });

  test('cannot be answered within its first second', async () => {
    await asking();
    clock.advance(999);
    expect(flow.handlers['assist:allow']({ sourceId: SCREEN.id })).toMatchObject({ ok: false });
    expect(armed).toBeNull();
  });

  test('a source that was not offered is refused', async () => {
    await asking();
    clock.advance(2_000);
    expect(flow.handlers['assist:allow']({ sourceId: 'window:7:0' })).toMatchObject({ ok: false });
    expect(armed).toBeNull();
  });

  test('no, closing the window, and the desk taking it back all close it', async () => {
    const first = await asking();
    void flow.handlers['assist:deny'](undefined);
    const second = await asking();
    flow.windowLost();
    const third = await asking();
    flow.fromDesk.ended({ assistId: third.assistId, reason: 'canceled' });
    expect(ended()).toEqual([
      { assistId: first.assistId, reason: 'denied' },
      { assistId: second.assistId, reason: 'denied' },
    ]);
    expect(pushed.at(-1)).toEqual({ name: 'assist:ended', value: { by: 'technician' } });
    clock.advance(3_000);
    expect(windowOpen).toBe(false);
    expect(clock.pending).toBe(0);
  });

  test('a second one while the first is open is a no, and changes nothing', async () => {
    const first = await live();
    const second = invitation();
    flow.fromDesk.requested(second);
    expect(ended()).toEqual([{ assistId: second.assistId, reason: 'denied' }]);
    expect(flow.status().assist).toEqual({ assistId: first.assistId, state: 'live' });
  });
});

describe('the capture', () => {
  test('is armed for the allowed source and starts the assist', async () => {
    const { assistId } = await asking();
    clock.advance(1_000);
    void flow.handlers['assist:allow']({ sourceId: SCREEN.id });
    expect(armed).toBe(SCREEN.id);
    expect(flow.status().assist).toEqual({ assistId, state: 'asking' });
    void flow.handlers['assist:sharing'](undefined);
    expect(sent.map((message) => message.name)).toEqual(['assist:started']);
    expect(said).toEqual(['open', 'bar']);
    expect(clock.pending).toBe(0);
  });

  test('that never starts, or fails, ends it', async () => {
    await asking();
    clock.advance(1_000);
    void flow.handlers['assist:allow']({ sourceId: SCREEN.id });
    clock.advance(15_000);
    expect(ended()).toMatchObject([{ reason: 'capture-failed' }]);
    expect(armed).toBeNull();
    await asking();
    clock.advance(1_000);
    void flow.handlers['assist:allow']({ sourceId: SCREEN.id });
    void flow.handlers['assist:capture-failed']({ detail: 'no' });
    expect(ended()).toHaveLength(2);
  });

  test('sharing without having been allowed does nothing', async () => {
    await asking();
    void flow.handlers['assist:sharing'](undefined);
    expect(sent).toEqual([]);
    expect(said).not.toContain('bar');
  });
});

describe('a live assist', () => {
  test('passes participants and signals on, both ways, for itself only', async () => {
    const { assistId } = await live();
    const who = participant();
    const signal = { type: 'renew' as const };
    flow.fromDesk.signal({ assistId: newId(), participantId: who.id, generation: 0, signal });
    void flow.handlers['assist:signal']({ participantId: who.id, generation: 0, signal });
    expect(sent.filter((message) => message.name === 'signal')).toEqual([]);
    expect(pushed.filter((entry) => entry.name === 'assist:signal')).toEqual([]);

    flow.fromDesk.joined({ assistId, participant: who, iceServers: [] });
    flow.fromDesk.signal({ assistId, participantId: who.id, generation: 0, signal });
    void flow.handlers['assist:signal']({ participantId: who.id, generation: 0, signal });
    flow.fromDesk.left({ assistId, participantId: who.id });
    flow.fromDesk.joined({ assistId: newId(), participant: participant(), iceServers: [] });
    expect(pushed.map((entry) => entry.name).slice(-3)).toEqual([
      'assist:joined',
      'assist:signal',
      'assist:left',
    ]);
    expect(sent.at(-1)).toMatchObject({ name: 'signal', payload: { assistId, participantId: who.id } });
  });

  test('pauses and goes on; the tray and the desk know', async () => {
    const { assistId } = await live();
    void flow.handlers['assist:pause']({ paused: true });
    void flow.handlers['assist:pause']({ paused: true });
    expect(flow.status().assist).toEqual({ assistId, state: 'paused' });
    expect(notice.kind).toBe('paused');
    void flow.handlers['assist:pause']({ paused: false });
    expect(sent.filter((message) => message.name === 'assist:paused')).toHaveLength(2);
    expect(notice.kind).toBe('live');
  });

  test('ends here at once; the desk is told the truth until it has heard of it', async () => {
    const { assistId } = await live();
    void flow.handlers['assist:end'](undefined);
    expect(pushed.at(-1)).toEqual({ name: 'assist:ended', value: { by: 'requester' } });
    expect(notice.kind).toBe('none');
    // So that the desk records why it ended instead of "the agent forgot it".
    expect(flow.status().assist).toEqual({ assistId, state: 'live' });
    sent.at(-1)?.settled?.();
    expect(flow.status().assist).toBeNull();
    clock.advance(3_000);
    expect(windowOpen).toBe(false);
  });

  test('ends when its bar is lost', async () => {
    const { assistId } = await live();
    flow.windowLost();
    expect(ended()).toEqual([{ assistId, reason: 'share-window-lost' }]);
  });

  test('ends on suspend, once', async () => {
    await live();
    flow.end('agent-stopped');
    flow.end('agent-stopped');
    expect(ended()).toMatchObject([{ reason: 'agent-stopped' }]);
    expect(windowOpen).toBe(false);
  });

  test('a new question does not wait for the farewell of the last one', async () => {
    await live();
    void flow.handlers['assist:end'](undefined);
    flow.fromDesk.requested(invitation());
    expect(said.slice(-2)).toEqual(['close', 'open']);
    clock.advance(3_000);
    expect(windowOpen).toBe(true);
  });

  test('quitting waits until the desk knows', async () => {
    await live();
    let told = false;
    const done = flow.ended('agent-stopped').then(() => {
      told = true;
    });
    await Promise.resolve();
    expect(told).toBe(false);
    sent.at(-1)?.settled?.();
    await done;
    expect(told).toBe(true);
    await flow.ended('agent-stopped');
  });
});
