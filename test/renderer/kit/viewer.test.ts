import { describe, expect, it } from 'vitest';
import { createViewer, type ViewerState } from '../../../src/renderer/kit/rtc/viewer';
import type { IceServer, Signal } from '../../../src/shared/model/assist';
import { fakeClock } from './fake-clock';
import { candidate, fakePeers, offer, renew } from './fake-peer';

const failed = { kind: 'closed', reason: 'failed', detail: 'ERR_ICE_CONNECTION_FAILURE' } as const;

function setUp(iceServers: IceServer[] = []) {
  const clock = fakeClock();
  const factory = fakePeers();
  const sent: [number, Signal][] = [];
  const states: ViewerState[] = [];
  const streams: MediaStream[] = [];
  const viewer = createViewer({
    iceServers: () => iceServers,
    openPeer: factory.open,
    clock,
    random: () => 0.5,
    send: (...args) => void sent.push(args),
    onState: (state) => void states.push(state),
    onStream: (stream) => void streams.push(stream),
  });
  return { clock, factory, sent, states, streams, viewer };
}

describe('viewer', () => {
  it('answers the first offer and keeps the order of what comes after', () => {
    const { viewer, factory } = setUp();
    viewer.signal(0, offer);
    viewer.signal(0, candidate);
    expect(factory.peers).toHaveLength(1);
    expect(factory.newest().options.initiator).toBe(false);
    expect(factory.newest().accepted).toEqual([offer, candidate]);
  });

  it('follows a newer generation and ignores what belongs to older ones', () => {
    const { viewer, factory, sent, streams } = setUp();
    viewer.signal(0, offer);
    viewer.signal(2, offer);
    viewer.signal(1, offer);
    viewer.signal(0, candidate);
    expect(factory.peers.map((peer) => peer.closed)).toEqual([true, false]);
    expect(factory.newest().accepted).toEqual([offer]);
    factory.peers[0]?.options.onStream?.({ id: 'old' } as MediaStream);
    factory.newest().options.onStream?.({ id: 'new' } as MediaStream);
    expect(streams.map((stream) => stream.id)).toEqual(['new']);
    factory.newest().options.send(candidate);
    expect(sent).toEqual([[2, candidate]]);
  });

  it('connects anew with the relay credentials of that moment', () => {
    const servers: IceServer[] = [{ urls: ['turn:a'], credential: 'first' }];
    const { viewer, factory } = setUp(servers);
    viewer.signal(0, offer);
    expect(factory.newest().options.iceServers).toEqual([{ urls: ['turn:a'], credential: 'first' }]);
    servers[0] = { urls: ['turn:a'], credential: 'second' };
    viewer.signal(1, offer);
    expect(factory.newest().options.iceServers).toEqual([{ urls: ['turn:a'], credential: 'second' }]);
  });

  it('says that the relay refuses for as long as nothing else has worked', () => {
    const { viewer, factory } = setUp();
    viewer.signal(0, offer);
    const { options } = factory.newest();
    options.onState({ kind: 'connecting', step: 'checking' });
    options.onRelayRefused?.('relay refused: 401 Unauthorized');
    expect(viewer.state).toMatchObject({ step: 'checking', detail: 'relay refused: 401 Unauthorized' });
    options.onState(failed);
    expect(viewer.state.detail).toBe('failed ERR_ICE_CONNECTION_FAILURE · relay refused: 401 Unauthorized');
    viewer.signal(1, offer);
    factory.newest().options.onState({ kind: 'connected' });
    expect(viewer.state.detail).toBe('');
  });

  it('says which step it is at and since when', () => {
    const { viewer, factory, clock } = setUp();
    const started = clock.now();
    expect(viewer.state).toMatchObject({ step: 'waiting-for-offer', since: started });
    clock.advance(300);
    viewer.signal(0, offer);
    expect(viewer.state).toMatchObject({ step: 'waiting-for-offer', since: started });
    factory.newest().options.onState({ kind: 'connecting', step: 'checking' });
    expect(viewer.state).toMatchObject({ step: 'checking', since: started + 300 });
    factory.newest().options.onState({ kind: 'connected' });
    expect(viewer.state).toMatchObject({ step: 'connected', failures: 0 });
  });

  it('asks for a new connection after a failure, and again until one is offered', () => {
    const { viewer, factory, sent, clock } = setUp();
    viewer.signal(0, offer);
    factory.newest().options.onState({ kind: 'connected' });
    factory.newest().options.onState(failed);
    expect(viewer.state).toMatchObject({ step: 'renewing', detail: 'failed ERR_ICE_CONNECTION_FAILURE' });
    expect(sent).toEqual([]);
    clock.advance(400);
    expect(sent).toEqual([[0, renew]]);
    viewer.signal(0, candidate);
    expect(factory.peers).toHaveLength(1);
    clock.advance(10_000);
    expect(sent).toEqual([
      [0, renew],
      [0, renew],
    ]);
    viewer.signal(1, offer);
    factory.newest().options.onState({ kind: 'connected' });
    clock.advance(600_000);
    expect(sent).toHaveLength(2);
    expect(viewer.state).toMatchObject({ step: 'connected', generation: 1, failures: 0, detail: '' });
  });

  it('recovers from a broken path within five seconds', () => {
    const { viewer, factory, sent, clock } = setUp();
    viewer.signal(0, offer);
    factory.newest().options.onState({ kind: 'connected' });
    factory.newest().options.onState({ kind: 'lost' });
    expect(viewer.state.step).toBe('lost');
    clock.advance(4000);
    expect(sent).toEqual([[0, renew]]);
    expect(factory.newest().closed).toBe(true);
  });

  it('does nothing when a lost path comes back in time', () => {
    const { viewer, factory, sent, clock } = setUp();
    viewer.signal(0, offer);
    factory.newest().options.onState({ kind: 'connected' });
    factory.newest().options.onState({ kind: 'lost' });
    clock.advance(2000);
    factory.newest().options.onState({ kind: 'connected' });
    clock.advance(600_000);
    expect(sent).toEqual([]);
    expect(viewer.state.step).toBe('connected');
  });

  it('does not look for a path for ever: where there is none at all, nothing ever fails by itself', () => {
    const { viewer, factory, clock, sent } = setUp();
    viewer.signal(0, offer);
    factory.newest().options.onState({ kind: 'connecting', step: 'gathering' });
    clock.advance(15_000);
    expect(viewer.state).toMatchObject({ step: 'renewing', detail: 'no path was found' });
    clock.advance(1000);
    expect(sent).toEqual([[0, renew]]);
  });

  it('asks when no offer ever comes', () => {
    const { sent, clock } = setUp();
    clock.advance(8000);
    expect(sent).toEqual([[0, renew]]);
  });

  it('is silent after it was closed', () => {
    const { viewer, factory, sent, clock, states } = setUp();
    viewer.signal(0, offer);
    viewer.close();
    expect(states.at(-1)?.step).toBe('closed');
    factory.newest().options.onState(failed);
    viewer.signal(1, offer);
    clock.advance(600_000);
    expect(factory.peers).toHaveLength(1);
    expect(sent).toEqual([]);
    expect(clock.pending).toBe(0);
    expect(viewer.state.step).toBe('closed');
  });
});
