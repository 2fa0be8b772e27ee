import type { AssistBridge } from '../../../shared/contract/ipc';
import type { IceServer, Participant } from '../../../shared/model/assist';
import { createSharer, type Sharer, type SharerOptions } from '../../kit/rtc/sharer';
import { reduce, START, type AssistAction, type AssistPage } from './assist-state';

export interface SessionPorts {
  bridge: AssistBridge;
  capture(): Promise<MediaStream>;
  rtc: Pick<SharerOptions, 'openPeer' | 'clock' | 'random'>;
  /** Milliseconds of a clock that never jumps. */
  now(): number;
}

/** A window that pops up under typing fingers must not be answered by them. */
const GUARD_MS = 1000;

export interface Session {
  readonly page: AssistPage;
  /** The answer stops listening. */
  subscribe(listener: () => void): () => void;
  /** How much room the bar wants, in CSS pixels. */
  fit(size: { width: number; height: number }): void;
  /** The question is on the screen; from now on it takes a second until it can be answered. */
  shown(): void;
  allow(sourceId: string): Promise<void>;
  deny(): void;
  pause(paused: boolean): void;
  end(): void;
  dispose(): void;
}

/**
 * One consent and the share that may follow: owns the capture and the connections from "Allow viewing" until either
 * side ends it, and stops the capture here first, whatever the desk hears of it.
 */
export function createSession({ bridge, capture, rtc, now }: SessionPorts): Session {
  let page = START;
  const subscribers = new Set<() => void>();
  function tell(action: AssistAction): void {
    page = reduce(page, action);
    for (const subscriber of subscribers) subscriber();
  }

  let sharing: { stream: MediaStream; sharer: Sharer } | null = null;
  let over = false;
  // Whoever joins before the capture runs is connected as soon as it does.
  const joined = new Map<string, readonly IceServer[]>();

  const answerable = () => page.phase.kind === 'asking' && page.phase.answerable;

  function stop(): void {
    over = true;
    sharing?.sharer.close();
    for (const track of sharing?.stream.getTracks() ?? []) track.stop();
    sharing = null;
  }

  function end(): void {
    if (over) return;
    stop();
    tell({ kind: 'ended', by: 'requester' });
    void bridge.call('assist:end');
  }

  function join(participant: Participant, iceServers: readonly IceServer[]): void {
    if (over) return;
    joined.set(participant.id, iceServers);
    tell({ kind: 'joined', id: participant.id, name: participant.technician.name });
    sharing?.sharer.joined(participant.id, iceServers);
  }

  const listeners = [
    bridge.on('assist:joined', ({ participant, iceServers }) => join(participant, iceServers)),
    bridge.on('assist:left', ({ participantId }) => {
      joined.delete(participantId);
      sharing?.sharer.left(participantId);
      tell({ kind: 'left', id: participantId });
    }),
    bridge.on('assist:signal', ({ participantId, generation, signal }) =>
      sharing?.sharer.signal(participantId, generation, signal),
    ),
    bridge.on('assist:link', ({ online }) => tell({ kind: 'desk', online })),
    bridge.on('assist:ended', ({ by }) => {
      stop();
      tell({ kind: 'ended', by });
    }),
  ];

  async function start(): Promise<void> {
    const stream = await capture();
    // The window may have been told that it is over while the capture was starting.
    if (over) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    const sharer = createSharer({
      ...rtc,
      stream,
      send: (participantId, generation, signal) =>
        void bridge.call('assist:signal', { participantId, generation, signal }),
      report(participantId, state, detail) {
        tell({ kind: 'link', id: participantId, link: state });
        void bridge.call('assist:peer', { participantId, state, detail });
      },
    });
    sharing = { stream, sharer };
    // The source itself may end it: a window that closes, a display that is unplugged.
    for (const track of stream.getVideoTracks()) track.addEventListener('ended', end);
    tell({ kind: 'sharing', since: now() });
    await bridge.call('assist:sharing');
    for (const [participantId, iceServers] of joined) sharer.joined(participantId, iceServers);
  }

  return {
    get page() {
      return page;
    },
    subscribe(listener) {
      subscribers.add(listener);
      return () => void subscribers.delete(listener);
    },
    fit({ width, height }) {
      void bridge.call('assist:fit', {
        width: Math.min(1200, Math.max(100, Math.ceil(width))),
        height: Math.min(900, Math.max(30, Math.ceil(height))),
      });
    },
    shown() {
      rtc.clock.after(GUARD_MS, () => tell({ kind: 'answerable' }));
    },
    async allow(sourceId) {
      if (over || !answerable()) return;
      tell({ kind: 'starting' });
      try {
        const allowed = await bridge.call('assist:allow', { sourceId });
        if (!allowed.ok) throw new Error(allowed.fault.detail ?? allowed.fault.code);
        await start();
      } catch (error) {
        if (over) return;
        stop();
        tell({ kind: 'failed' });
        await bridge.call('assist:capture-failed', { detail: String(error).slice(0, 300) });
      }
    },
    deny() {
      if (over || !answerable()) return;
      over = true;
      void bridge.call('assist:deny');
    },
    pause(paused) {
      if (!sharing) return;
      for (const track of sharing.stream.getVideoTracks()) track.enabled = !paused;
      tell({ kind: 'paused', paused });
      void bridge.call('assist:pause', { paused });
    },
    end,
    dispose() {
      for (const stopListening of listeners) stopListening();
      stop();
    },
  };
}
