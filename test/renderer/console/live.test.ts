import { QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { keys } from '../../../src/renderer/console/api/keys';
import { followLive, type QueueData } from '../../../src/renderer/console/api/live-cache';
import { openLive } from '../../../src/renderer/console/api/live';
import { fakeClock } from '../kit/fake-clock';
import { fakeSocket } from './fake-desk';
import { AT, assist, summary, ticket } from './fixtures';
import { fakeServices } from './stage';

function open() {
  const socket = fakeSocket();
  const clock = fakeClock(Date.parse(AT));
  let refused = 0;
  let gaps = 0;
  const live = openLive({ socket, clock, onRefused: () => void refused++, random: () => 0 });
  live.onGap(() => void gaps++);
  live.start();
  return { socket, clock, live, refused: () => refused, gaps: () => gaps };
}

describe('live updates', () => {
  it('pass in order, and a number that is missing means: read again', () => {
    const { socket, live, gaps } = open();
    const seen: string[] = [];
    live.on('ticket:changed', ({ ticket: { number } }) => void seen.push(number));
    socket.up();
    socket.push('ticket:changed', { seq: 1, ticket: summary({ number: 'DS-1' }) });
    socket.push('ticket:changed', { seq: 2, ticket: summary({ number: 'DS-2' }) });
    expect(gaps()).toBe(0);
    socket.push('ticket:changed', { seq: 4, ticket: summary({ number: 'DS-4' }) });
    expect(gaps()).toBe(1);
    socket.push('ticket:changed', { seq: 5, ticket: summary({ number: 'DS-5' }) });
    expect(gaps()).toBe(1);
    expect(seen).toEqual(['DS-1', 'DS-2', 'DS-4', 'DS-5']);
  });

  it('begin at one with each connection; only a second connection may have missed something', () => {
    const { socket, live, gaps } = open();
    socket.up();
    expect(gaps()).toBe(0);
    socket.push('assist:changed', { seq: 1, assist: assist() });
    socket.down();
    expect(live.state().kind).toBe('connecting');
    socket.up();
    expect(live.state().kind).toBe('online');
    expect(gaps()).toBe(1);
    socket.push('assist:changed', { seq: 1, assist: assist() });
    expect(gaps()).toBe(1);
  });

  it('refuse what does not parse and read again instead', () => {
    const { socket, live, gaps } = open();
    let seen = 0;
    live.on('ticket:changed', () => void seen++);
    socket.up();
    socket.push('ticket:changed', { seq: 1, ticket: { ...summary(), surprise: true } });
    socket.push('ticket:changed', 'nonsense');
    expect(seen).toBe(0);
    expect(gaps()).toBe(2);
  });

  it('ask whether the session is over when the desk refuses, and come back by themselves', () => {
    const { socket, clock, live, refused } = open();
    expect(socket.connects()).toBe(1);
    socket.up();
    socket.down(true);
    expect(refused()).toBe(1);
    clock.advance(1000);
    expect(socket.connects()).toBe(2);
    socket.down(true);
    clock.advance(500);
    expect(socket.connects()).toBe(2);
    clock.advance(2000);
    expect(socket.connects()).toBe(3);
    live.stop();
    socket.down(true);
    clock.advance(60_000);
    expect(socket.connects()).toBe(3);
    expect(clock.pending).toBe(0);
  });

  it('say how far ahead the desk’s clock is', () => {
    const { socket, live } = open();
    socket.up();
    socket.push('hello', { protocol: 1, serverTime: '2026-11-21T08:00:05.000Z' });
    expect(live.ahead()).toBe(5000);
  });

  it('answer each message with a result, also when nobody acknowledges', async () => {
    const { socket, live } = open();
    const { id: assistId } = assist();
    const payload = { assistId, participantId: assistId };
    expect(await live.send('assist:attach', payload)).toMatchObject({
      ok: false,
      fault: { code: 'desk-unreachable' },
    });
    socket.up();
    expect(await live.send('assist:attach', payload)).toEqual({ ok: true, value: undefined });
    socket.answer = () => ({ ok: false, fault: { code: 'not-a-participant' } });
    expect(await live.send('assist:attach', payload)).toEqual({
      ok: false,
      fault: { code: 'not-a-participant' },
    });
    socket.answer = () => undefined;
    expect(await live.send('assist:attach', payload)).toMatchObject({
      ok: false,
      fault: { code: 'desk-unreachable' },
    });
    socket.answer = () => 'yes';
    expect(await live.send('assist:attach', payload)).toMatchObject({
      fault: { code: 'protocol-unsupported' },
    });
  });
});

describe('what was read before', () => {
  function withRows() {
    const fake = fakeServices();
    const rows = [summary({ number: 'DS-1' }), summary({ number: 'DS-2' })];
    const page = {
      tickets: rows,
      next: null,
      counts: { open: 2, mine: 0, unassigned: 2, resolved: 0, all: 2 },
    };
    fake.queries.setQueryData<QueueData>(keys.queue('open', ''), { pages: [page], pageParams: [null] });
    followLive(fake.live, fake.queries, fake.clock);
    fake.live.start();
    fake.socket.up();
    const shown = () => fake.queries.getQueryData<QueueData>(keys.queue('open', ''))?.pages[0]?.tickets ?? [];
    return { ...fake, rows, shown };
  }

  it('follows a changed ticket at once, never back to an older version', () => {
    const { socket, rows, shown } = withRows();
    const first = rows[0] ?? summary();
    socket.push('ticket:changed', { seq: 1, ticket: { ...first, subject: 'Newer', version: 3 } });
    expect(shown()[0]?.subject).toBe('Newer');
    socket.push('ticket:changed', { seq: 2, ticket: { ...first, subject: 'Older', version: 2 } });
    expect(shown()[0]?.subject).toBe('Newer');
    expect(shown()[1]).toBe(rows[1]);
  });

  it('follows a computer that comes and goes, on every row and ticket of it', () => {
    const { socket, rows, shown, queries } = withRows();
    const open = ticket({ number: 'DS-1', device: rows[0]?.device ?? ticket().device });
    queries.setQueryData(keys.ticket('DS-1'), open);
    socket.push('device:presence', { seq: 1, deviceId: open.device.id, online: false, lastSeenAt: AT });
    expect(shown().map((row) => row.device.online)).toEqual([false, false]);
    expect(queries.getQueryData<typeof open>(keys.ticket('DS-1'))?.device.online).toBe(false);
  });

  it('reads lists again once at once and once after a storm', async () => {
    const { socket, clock, queries } = withRows();
    let invalidated = 0;
    queries.getQueryCache().subscribe((event) => {
      if (
        event.type === 'updated' &&
        event.action.type === 'invalidate' &&
        event.query.queryKey[0] === 'tickets'
      )
        invalidated++;
    });
    const reset = () =>
      queries
        .getQueryCache()
        .find({ queryKey: keys.queue('open', '') })
        ?.setState({ isInvalidated: false });
    socket.push('ticket:changed', { seq: 1, ticket: summary() });
    expect(invalidated).toBe(1);
    reset();
    for (let seq = 2; seq < 50; seq++) socket.push('ticket:changed', { seq, ticket: summary() });
    expect(invalidated).toBe(1);
    clock.advance(1000);
    await vi.waitFor(() => expect(invalidated).toBe(2));
    reset();
    clock.advance(10_000);
    await settled();
    expect(invalidated).toBe(2);
  });

  it('reads a list to its end, however long a roll-out goes on meanwhile, and then once more', async () => {
    const { socket, clock, queries } = withRows();
    const readings: { done: () => void; signal: AbortSignal }[] = [];
    const observer = new QueryObserver(queries, {
      queryKey: keys.deviceCounts,
      staleTime: Infinity,
      initialData: 'before',
      queryFn: ({ signal }) =>
        new Promise<string>((resolve) => readings.push({ done: () => resolve('after'), signal })),
    });
    const leave = observer.subscribe(() => undefined);
    let seq = 0;
    for (let second = 0; second < 5; second++) {
      for (let device = 0; device < 100; device++) {
        socket.push('device:changed', { seq: ++seq, deviceId: summary().device.id });
      }
      clock.advance(1000);
      await settled();
    }
    expect(readings).toHaveLength(1);
    expect(readings[0]?.signal.aborted).toBe(false);
    readings[0]?.done();
    await vi.waitFor(() => expect(readings).toHaveLength(2));
    expect(observer.getCurrentResult().data).toBe('after');
    readings[1]?.done();
    await settled();
    clock.advance(10_000);
    await settled();
    expect(readings).toHaveLength(2);
    leave();
  });
});

/** What is resolved by now has been heard of. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
