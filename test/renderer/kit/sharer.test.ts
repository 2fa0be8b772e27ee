import { describe, expect, it } from 'vitest';
import { createSharer } from '../../../src/renderer/kit/rtc/sharer';
import type { Signal } from '../../../src/shared/model/assist';
import { fakeClock } from './fake-clock';
import { answer, candidate, fakePeers, offer, renew } from './fake-peer';

const failed = { kind: 'closed', reason: 'failed', detail: 'ERR_ICE_CONNECTION_FAILURE' } as const;

function setUp() {
  const clock = fakeClock();
  const factory = fakePeers();
  const sent: [string, number, Signal][] = [];
  const reports: [string, string, string][] = [];
  const stream = {} as MediaStream;
  const sharer = createSharer({
    stream,
    openPeer: factory.open,
    clock,
    random: () => 0.5,
    send: (...args) => void sent.push(args),
    report: (...args) => void reports.push(args),
  });
  return { clock, factory, sent, reports, stream, sharer };
}

describe('sharer', () => {
  it('opens one connection per participant with the one capture', () => {
    const { sharer, factory, sent, stream } = setUp();
    sharer.joined('a', [{ urls: ['stun:desk.example'] }]);
    sharer.joined('b', []);
    expect(factory.peers).toHaveLength(2);
    for (const peer of factory.peers) {
      expect(peer.options).toMatchObject({ initiator: true });
      expect(peer.options.stream).toBe(stream);
    }
    factory.peers[0]?.options.send(offer);
    expect(sent).toEqual([['a', 0, offer]]);
  });

  it('passes signals of the current connection only', () => {
    const { sharer, factory } = setUp();
    sharer.joined('a', []);
    sharer.signal('a', 0, answer);
    sharer.signal('a', 1, candidate);
    sharer.signal('stranger', 0, candidate);
    expect(factory.newest().accepted).toEqual([answer]);
  });

  it('opens the next generation when the viewer asks, once', () => {
    const { sharer, factory, sent } = setUp();
    sharer.joined('a', []);
    sharer.signal('a', 0, renew);
    sharer.signal('a', 0, renew);
    expect(factory.peers).toHaveLength(2);
    expect(factory.peers[0]?.closed).toBe(true);
    factory.peers[0]?.options.send(offer);
    factory.newest().options.send(offer);
    expect(sent).toEqual([['a', 1, offer]]);
  });

  it('renews a failed connection by itself, later each time, and stops when the viewer has left', () => {
    const { sharer, factory, clock } = setUp();
    sharer.joined('a', []);
    factory.newest().options.onState(failed);
    clock.advance(700);
    expect(factory.peers).toHaveLength(1);
    clock.advance(100);
    expect(factory.peers).toHaveLength(2);
    factory.newest().options.onState(failed);
    clock.advance(1400);
    expect(factory.peers).toHaveLength(2);
    clock.advance(200);
    expect(factory.peers).toHaveLength(3);
    factory.newest().options.onState(failed);
    sharer.left('a');
    clock.advance(600_000);
    expect(factory.peers).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it('starts over with short waits after a connection that worked', () => {
    const { sharer, factory, clock } = setUp();
    sharer.joined('a', []);
    for (let round = 0; round < 5; round += 1) {
      factory.newest().options.onState({ kind: 'connected' });
      factory.newest().options.onState(failed);
      clock.advance(800);
      expect(factory.peers).toHaveLength(round + 2);
    }
  });

  it('gives a lost connection time to come back', () => {
    const { sharer, factory, clock } = setUp();
    sharer.joined('a', []);
    factory.newest().options.onState({ kind: 'connected' });
    factory.newest().options.onState({ kind: 'lost' });
    clock.advance(7000);
    factory.newest().options.onState({ kind: 'connected' });
    clock.advance(60_000);
    expect(factory.peers).toHaveLength(1);
    factory.newest().options.onState({ kind: 'lost' });
    clock.advance(8000);
    expect(factory.peers).toHaveLength(2);
  });

  it('offers again when nobody answers, and not once somebody has', () => {
    const { sharer, factory, clock } = setUp();
    sharer.joined('a', []);
    clock.advance(12_000);
    expect(factory.peers).toHaveLength(2);
    sharer.signal('a', 1, answer);
    clock.advance(600_000);
    expect(factory.peers).toHaveLength(2);
  });

  it('keeps a running picture when it is told of the same participant again', () => {
    const { sharer, factory } = setUp();
    sharer.joined('a', []);
    factory.newest().options.onState({ kind: 'connected' });
    sharer.joined('a', [{ urls: ['turn:desk.example'] }]);
    expect(factory.peers).toHaveLength(1);
    factory.newest().options.onState(failed);
    sharer.joined('a', [{ urls: ['turn:desk.example'] }]);
    expect(factory.peers).toHaveLength(2);
    expect(factory.newest().options.iceServers).toEqual([{ urls: ['turn:desk.example'] }]);
  });

  it('closes everything at the end and reports it', () => {
    const { sharer, factory, clock, reports } = setUp();
    sharer.joined('a', []);
    sharer.joined('b', []);
    sharer.close();
    expect(factory.peers.map((peer) => peer.closed)).toEqual([true, true]);
    expect(clock.pending).toBe(0);
    expect(reports.at(-1)).toEqual(['b', 'closed', 'left']);
    factory.newest().options.onState(failed);
    clock.advance(600_000);
    expect(factory.peers).toHaveLength(2);
  });
});
