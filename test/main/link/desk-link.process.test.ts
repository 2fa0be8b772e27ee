import type { Socket } from 'socket.io';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DeskLink } from '../../../src/main/link/desk-link';
import { DeskProver } from '../../../src/main/link/desk-proof';
import type { Connection } from '../../../src/shared/contract/ipc';
import { newId } from '../../../src/shared/model/ids';
import { FakeClock } from '../../support/fake-clock';
import { bareDesk } from '../support/bare-desk';
import { memoryLog } from '../support/memory-log';

function linkTo(isDirect = () => Promise.resolve(true)) {
  const clock = new FakeClock();
  const log = memoryLog();
  const connections: Connection[] = [];
  const events: string[] = [];
  const link = new DeskLink({
    fetch,
    prover: new DeskProver({ fetch, log, repinned: () => Promise.resolve() }),
    ca: () => null,
    isDirect,
    clock,
    random: () => 0.999,
    log,
    listener: {
      connection: (connection) => void connections.push(connection),
      event: (name) => void events.push(name),
      status: () => ({ assist: null }),
      inventory: () => null,
      copied: () => undefined,
    },
  });
  onTestFinished(() => link.stop());
  return { link, clock, log, connections, events };
}

/** Answers every event and keeps it. */
function recorder() {
  const heard: { name: string; payload: unknown }[] = [];
  const connected = (socket: Socket) =>
    void socket.onAny((name: string, payload: unknown, acknowledge: unknown) => {
      heard.push({ name, payload });
      if (typeof acknowledge === 'function') acknowledge({ ok: true });
    });
  return { heard, connected };
}

test('what does not fit the contract is dropped and logged; the link stays', async () => {
  const desk = await bareDesk({
    connected(socket) {
      socket.emit('run', { command: 'id' });
      socket.emit('hello', { protocol: 1 });
      socket.emit('assist:left', { assistId: newId(), participantId: newId(), extra: 1 });
      socket.emit('assist:ended');
      socket.emit('assist:ended', 1, 2);
      socket.emit('constructor', {});
      socket.emit('assist:left', { assistId: newId(), participantId: newId() });
    },
  });
  const { link, events, log } = linkTo();
  link.start(desk.credentials);
  await vi.waitFor(() => expect(events).toEqual(['assist:left']));
  expect(log.lines.filter((line) => line.event === 'link.unknown-event')).toHaveLength(2);
  expect(log.lines.filter((line) => line.event === 'link.unreadable-event')).toHaveLength(4);
  expect(link.online).toBe(true);
});

test('what happened while the link was down is told after the status, in order, and signals give way', async () => {
  const { heard, connected } = recorder();
  const desk = await bareDesk({ connected });
  const { link } = linkTo();
  const [assistId, participantId] = [newId(), newId()];
  const settled: string[] = [];
  link.send('assist:started', { assistId }, () => void settled.push('started'));
  for (let count = 0; count < 600; count += 1) {
    link.send('signal', { assistId, participantId, generation: count, signal: { type: 'renew' } });
  }
  link.send('assist:ended', { assistId, reason: 'requester-ended' }, () => void settled.push('ended'));
  link.start(desk.credentials);
  await vi.waitFor(() => expect(settled).toEqual(['started', 'ended']));
  expect(heard.slice(0, 2).map((entry) => entry.name)).toEqual(['device:status', 'assist:started']);
  expect(heard.at(-1)?.name).toBe('assist:ended');
  expect(heard.filter((entry) => entry.name === 'signal')).toHaveLength(498);
});

test('what the desk has not acknowledged is told again, but no signal is', async () => {
  const heard: string[][] = [];
  const desk = await bareDesk({
    connected(socket) {
      const names: string[] = [];
      heard.push(names);
      socket.onAny((name: string, _payload: unknown, acknowledge: (answer: unknown) => void) => {
        names.push(name);
        if (heard.length > 1) acknowledge({ ok: true });
      });
    },
  });
  const { link, clock, connections } = linkTo();
  const assistId = newId();
  link.start(desk.credentials);
  await vi.waitFor(() => expect(link.online).toBe(true));
  link.send('assist:paused', { assistId, paused: true });
  link.send('signal', { assistId, participantId: newId(), generation: 0, signal: { type: 'renew' } });
  await vi.waitFor(() => expect(heard[0]).toHaveLength(3));
  desk.drop();
  await vi.waitFor(() => expect(connections.at(-1)?.state).toBe('offline'));
  clock.advance(2_000);
  await vi.waitFor(() => expect(heard[1]).toEqual(['device:status', 'assist:paused']));
});

test('tries again within 2 s, then ever later up to 5 min; the desk’s own wish is honored', async () => {
  let refusal: Record<string, unknown> | null = { code: 'unavailable' };
  const desk = await bareDesk({ connected: () => undefined, refuse: () => refusal });
  const { link, clock, connections, log } = linkTo();
  const delays = () =>
    log.lines.filter((line) => line.event === 'link.offline').map((line) => Number(line.fields['retryMs']));
  link.start(desk.credentials);
  for (let count = 1; count <= 10; count += 1) {
    await vi.waitFor(() => expect(connections).toHaveLength(count));
    if (count === 10) refusal = { code: 'rate-limited', retryAfter: 900 };
    clock.advance(delays().at(-1) ?? 0);
  }
  await vi.waitFor(() => expect(connections).toHaveLength(11));
  const [first = 0, ...later] = delays();
  expect(first).toBeLessThanOrEqual(2_000);
  expect(later.slice(0, 4).every((delay, index) => delay > (delays()[index] ?? 0))).toBe(true);
  expect(Math.max(...delays().slice(0, 10))).toBeLessThanOrEqual(300_000);
  expect(delays()[10]).toBe(900_000);
  expect(clock.pending).toBe(1);
  refusal = null;
  link.retryNow();
  await vi.waitFor(() => expect(link.online).toBe(true));
  expect(clock.pending).toBe(0);
});

test.for(['device-revoked', 'protocol-unsupported'] as const)(
  '%s is said to the person and rarely asked again',
  async (code) => {
    const desk = await bareDesk({ connected: () => undefined, refuse: () => ({ code }) });
    const { link, connections, log } = linkTo();
    link.start(desk.credentials);
    await vi.waitFor(() => expect(connections).toMatchObject([{ state: 'refused', fault: { code } }]));
    expect(Number(log.lines.at(-1)?.fields['retryMs'])).toBeGreaterThanOrEqual(150_000);
  },
);

test('one refused proof is a desk that restarted in between; two are a device it does not know', async () => {
  const desk = await bareDesk({ connected: () => undefined, refuse: () => ({ code: 'proof-refused' }) });
  const { link, clock, connections } = linkTo();
  link.start(desk.credentials);
  await vi.waitFor(() => expect(connections.at(-1)).toMatchObject({ state: 'offline' }));
  clock.advance(2_000);
  await vi.waitFor(() => expect(connections.at(-1)).toMatchObject({ state: 'refused' }));
  clock.advance(140_000);
  expect(connections).toHaveLength(2);
});

test('an attempt that breaks in a way nobody foresaw is followed by another', async () => {
  const desk = await bareDesk({ connected: () => undefined });
  const broken = vi.fn(() => Promise.resolve(true)).mockRejectedValueOnce(new Error('no proxy service'));
  const { link, connections, clock } = linkTo(broken);
  link.start(desk.credentials);
  await vi.waitFor(() => expect(connections.at(-1)).toMatchObject({ state: 'offline' }));
  clock.advance(2_000);
  await vi.waitFor(() => expect(link.online).toBe(true));
});
