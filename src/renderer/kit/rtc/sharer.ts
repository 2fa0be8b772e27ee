import { delayFor, type Backoff } from '../../../shared/base/backoff';
import type { Clock } from '../../../shared/base/clock';
import type { IceServer, Signal } from '../../../shared/model/assist';
import type { OpenPeer, Peer, PeerState } from './peer';

const RENEW: Backoff = { firstMs: 1000, capMs: 30_000 };
/** A viewer notices first and asks; this is for when it cannot. */
const LOST_GRACE_MS = 8000;
/** An offer that nobody answers never fails by itself: it was lost on the way, or the page is gone. */
const ANSWER_WAIT_MS = 10_000;

export interface SharerOptions {
  /** The one capture everybody gets; it outlives every connection. */
  stream: MediaStream;
  openPeer: OpenPeer;
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
  send(participantId: string, generation: number, signal: Signal): void;
  report(participantId: string, state: PeerState['kind'], detail: string): void;
}

export interface Sharer {
  joined(participantId: string, iceServers: readonly IceServer[]): void;
  left(participantId: string): void;
  signal(participantId: string, generation: number, signal: Signal): void;
  /** Over: no connection stays, none is renewed. */
  close(): void;
}

interface Viewer {
  iceServers: readonly IceServer[];
  generation: number;
  /** Failures since the picture last went through. */
  failures: number;
  /** `null` while waiting to try again. */
  peer: Peer | null;
  cancelTimer: () => void;
}

/**
 * The requester's end: one capture, one connection per technician, renewed inside the same consent for as long as
 * the technician is joined. Ends when told so; knows nothing of consent itself.
 */
export function createSharer(options: SharerOptions): Sharer {
  const viewers = new Map<string, Viewer>();

  function open(participantId: string, viewer: Viewer): void {
    viewer.cancelTimer();
    viewer.peer?.close();
    const { generation } = viewer;
    viewer.cancelTimer = options.clock.after(
      ANSWER_WAIT_MS + delayFor(RENEW, viewer.failures, options.random()),
      () => {
        viewer.failures += 1;
        renew(participantId, viewer);
      },
    );
    const current = () => viewers.get(participantId) === viewer && viewer.generation === generation;
    viewer.peer = options.openPeer({
      initiator: true,
      stream: options.stream,
      iceServers: viewer.iceServers,
      send: (signal) => {
        if (current()) options.send(participantId, generation, signal);
      },
      onState: (state) => {
        if (current()) onState(participantId, viewer, state);
      },
    });
  }

  function renew(participantId: string, viewer: Viewer): void {
    viewer.generation += 1;
    open(participantId, viewer);
  }

  function onState(participantId: string, viewer: Viewer, state: PeerState): void {
    options.report(participantId, state.kind, describe(state, viewer.generation));
    if (state.kind === 'connecting') return;
    viewer.cancelTimer();
    switch (state.kind) {
      case 'connected':
        viewer.failures = 0;
        break;
      case 'lost':
        viewer.cancelTimer = options.clock.after(LOST_GRACE_MS, () => renew(participantId, viewer));
        break;
      case 'closed':
        viewer.peer = null;
        viewer.cancelTimer = options.clock.after(delayFor(RENEW, viewer.failures, options.random()), () =>
          renew(participantId, viewer),
        );
        viewer.failures += 1;
        break;
    }
  }

  function drop(participantId: string): void {
    const viewer = viewers.get(participantId);
    if (!viewer) return;
    viewers.delete(participantId);
    viewer.cancelTimer();
    viewer.peer?.close();
    options.report(participantId, 'closed', 'left');
  }

  return {
    joined(participantId, iceServers) {
      const known = viewers.get(participantId);
      if (known) {
        // Told again now and then, and when the desk's link is back: the picture goes on, later connections use these.
        known.iceServers = iceServers;
        if (!known.peer) renew(participantId, known);
        return;
      }
      const viewer: Viewer = {
        iceServers,
        generation: 0,
        failures: 0,
        peer: null,
        cancelTimer: () => undefined,
      };
      viewers.set(participantId, viewer);
      open(participantId, viewer);
    },
    left: drop,
    signal(participantId, generation, signal) {
      const viewer = viewers.get(participantId);
      if (!viewer || generation !== viewer.generation) return;
      if (signal.type === 'renew') {
        renew(participantId, viewer);
        return;
      }
      if (signal.type === 'answer') viewer.cancelTimer();
      viewer.peer?.accept(signal);
    },
    close() {
      for (const participantId of viewers.keys()) drop(participantId);
    },
  };
}

function describe(state: PeerState, generation: number): string {
  const detail =
    state.kind === 'connecting'
      ? state.step
      : state.kind === 'closed'
        ? `${state.reason} ${state.detail}`.trim()
        : '';
  return `generation ${generation}${detail ? `: ${detail}` : ''}`.slice(0, 300);
}
