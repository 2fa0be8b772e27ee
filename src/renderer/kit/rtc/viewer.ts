import { delayFor, type Backoff } from '../../../shared/base/backoff';
import type { Clock } from '../../../shared/base/clock';
import type { IceServer, Signal } from '../../../shared/model/assist';
import type { OpenPeer, Peer, PeerState, PeerStep } from './peer';

const RENEW: Backoff = { firstMs: 500, capMs: 15_000 };
/** A short break heals by itself; after this long a new path is quicker. */
const LOST_GRACE_MS = 2500;
/** The sharer offers within a second of the join; no offer for so long means that it got lost. */
const OFFER_WAIT_MS = 8000;
/** The first path is there within a second or two; a side without a single one has nothing to try. */
const PATH_WAIT_MS = 15_000;

/** What the connection panel shows: where it stands, since when, and why it is not there yet. */
export interface ViewerState {
  step: PeerStep | 'connected' | 'lost' | 'renewing' | 'closed';
  /** Milliseconds since 1970. */
  since: number;
  generation: number;
  /** Connections that failed since the picture last went through. */
  failures: number;
  /** Why the last one ended, for the small print. */
  detail: string;
}

export interface ViewerOptions {
  /** Asked for each connection anew: a relay's credentials end sooner than a long session does. */
  iceServers(): readonly IceServer[];
  openPeer: OpenPeer;
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
  send(generation: number, signal: Signal): void;
  onState(state: ViewerState): void;
  /** A picture to show; the one before stays good until the next comes. */
  onStream(stream: MediaStream): void;
}

export interface Viewer {
  readonly state: ViewerState;
  signal(generation: number, signal: Signal): void;
  stats(): Promise<RTCStatsReport | null>;
  close(): void;
}

/**
 * The technician's end of one assist: answers what the sharer offers, follows it to newer generations, and asks for
 * a new connection when the one it has does not heal. Ends with the page or the assist.
 */
export function createViewer(options: ViewerOptions): Viewer {
  let generation = 0;
  let peer: Peer | null = null;
  let failures = 0;
  let detail = '';
  let relay = '';
  let ended = false;
  let cancelTimer = () => undefined as void;
  let state: ViewerState = {
    step: 'waiting-for-offer',
    since: options.clock.now(),
    generation: 0,
    failures: 0,
    detail: '',
  };

  function enter(step: ViewerState['step']): void {
    const since = step === state.step ? state.since : options.clock.now();
    const details = [detail, step === 'connected' ? '' : relay].filter((part) => part !== '');
    state = { step, since, generation, failures, detail: details.join(' · ') };
    options.onState(state);
  }

  function wait(ms: number, run: () => void): void {
    cancelTimer();
    cancelTimer = options.clock.after(ms, run);
  }

  /** Asks, and asks again until an offer comes. */
  function ask(): void {
    options.send(generation, { type: 'renew' });
    wait(OFFER_WAIT_MS + delayFor(RENEW, failures, options.random()), () => {
      failures += 1;
      enter('renewing');
      ask();
    });
  }

  function renewSoon(why: string): void {
    peer?.close();
    peer = null;
    detail = why;
    const delay = delayFor(RENEW, failures, options.random());
    failures += 1;
    enter('renewing');
    wait(delay, ask);
  }

  function onPeerState(next: PeerState): void {
    cancelTimer();
    switch (next.kind) {
      case 'connecting':
        enter(next.step);
        // Paths that are tried and lead nowhere end by themselves: ICE fails. What never came or began does not.
        if (next.step === 'waiting-for-offer') wait(OFFER_WAIT_MS, () => renewSoon('no offer came'));
        if (next.step === 'gathering') wait(PATH_WAIT_MS, () => renewSoon('no path was found'));
        break;
      case 'connected':
        failures = 0;
        detail = '';
        enter('connected');
        break;
      case 'lost':
        enter('lost');
        wait(LOST_GRACE_MS, () => renewSoon('the connection broke'));
        break;
      case 'closed':
        renewSoon(`${next.reason} ${next.detail}`.trim());
        break;
    }
  }

  function follow(newest: number): void {
    peer?.close();
    cancelTimer();
    generation = newest;
    relay = '';
    const current = () => !ended && generation === newest && peer === mine;
    // `openPeer` may report its first state before it returns.
    let mine: Peer | null = null;
    const early: PeerState[] = [];
    const made = options.openPeer({
      initiator: false,
      iceServers: options.iceServers(),
      send: (signal) => {
        if (current()) options.send(newest, signal);
      },
      onState: (next) => {
        if (mine === null) early.push(next);
        else if (current()) onPeerState(next);
      },
      onRelayRefused: (reason) => {
        if (!current()) return;
        relay = reason;
        enter(state.step);
      },
      onStream: (stream) => {
        if (current()) options.onStream(stream);
      },
    });
    mine = made;
    peer = made;
    for (const next of early) onPeerState(next);
  }

  wait(OFFER_WAIT_MS, ask);

  return {
    get state() {
      return state;
    },
    signal(ofGeneration, signal) {
      if (ended || signal.type === 'renew' || ofGeneration < generation) return;
      if (ofGeneration > generation || peer === null) {
        // After a failure of this very generation only a newer one can help.
        if (ofGeneration === generation && state.step === 'renewing') return;
        follow(ofGeneration);
      }
      peer?.accept(signal);
    },
    async stats() {
      return peer ? peer.stats() : null;
    },
    close() {
      if (ended) return;
      ended = true;
      cancelTimer();
      peer?.close();
      peer = null;
      enter('closed');
    },
  };
}
