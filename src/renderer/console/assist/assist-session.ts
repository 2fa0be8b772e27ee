import type { Clock } from '../../../shared/base/clock';
import { disposables } from '../../../shared/base/dispose';
import type { AddressedSignal, Assist, EndReason, IceServer } from '../../../shared/model/assist';
import { newId, type Id } from '../../../shared/model/ids';
import type { Viewer, ViewerState } from '../../kit/rtc/viewer';
import type { DeskClient, DeskFault } from '../api/client';
import type { Live } from '../api/live';
import type { OpenViewer } from './viewer-port';

export type AssistPhase =
  | { kind: 'joining' }
  | { kind: 'refused'; fault: DeskFault }
  | { kind: 'joined'; attached: boolean }
  | { kind: 'ended'; reason: EndReason | null };

export interface AssistSnapshot {
  phase: AssistPhase;
  since: number;
  assist: Assist | null;
  viewer: ViewerState | null;
  stream: MediaStream | null;
}

const ICE_RENEWAL_MS = 4 * 60_000;

export interface AssistSessionDeps {
  assistId: Id;
  client: DeskClient;
  live: Live;
  clock: Clock;
  openViewer: OpenViewer;
}

/**
 * This page's part in one assist: joins it, ties the live connection to it, ties it again after each loss with the
 * same participant, and hands signals between the desk and the viewer. Begins with the page and ends with it, or
 * with the assist.
 */
export interface AssistSession {
  snapshot: () => AssistSnapshot;
  subscribe: (listener: () => void) => () => void;
  start: () => void;
  stats: () => Promise<RTCStatsReport | null>;
  /** Says goodbye in a way that outlives the page, and lets go of everything. */
  leave: () => Promise<void>;
}

export function createAssistSession(deps: AssistSessionDeps): AssistSession {
  const { assistId, client, live, clock } = deps;
  const bag = disposables();
  const listeners = new Set<() => void>();
  let participantId = newId();
  let viewer: Viewer | null = null;
  let iceServers: readonly IceServer[] = [];
  let cancelRenewal = () => {};
  let over = false;
  let snapshot: AssistSnapshot = {
    phase: { kind: 'joining' },
    since: clock.now(),
    assist: null,
    viewer: null,
    stream: null,
  };

  function set(change: Partial<AssistSnapshot>): void {
    if (over) return;
    snapshot = { ...snapshot, ...(change.phase ? { since: clock.now() } : {}), ...change };
    for (const listener of listeners) listener();
  }

  function letGo(): void {
    bag.dispose();
    cancelRenewal();
    viewer?.close();
    viewer = null;
  }

  function follow(assist: Assist): void {
    if (assist.id !== assistId) return;
    if (assist.state !== 'ended') return set({ assist });
    letGo();
    set({ assist, stream: null, viewer: null, phase: { kind: 'ended', reason: assist.endReason } });
    over = true;
  }

  /** Credentials of a relay end after ten minutes; by then there are newer ones, here and at the other end. */
  function renewIceServers(): void {
    cancelRenewal();
    if (!iceServers.some(({ credential }) => credential !== undefined)) return;
    cancelRenewal = clock.after(ICE_RENEWAL_MS, () => {
      const own = participantId;
      const again = client.call('joinAssist', { params: { id: assistId }, body: { id: own } });
      void again.then((joined) => {
        if (over || own !== participantId) return;
        if (joined.ok) iceServers = joined.value.iceServers;
        renewIceServers();
      });
    });
  }

  function open(): void {
    viewer?.close();
    const own = participantId;
    viewer = deps.openViewer({
      iceServers: () => iceServers,
      send: (generation, signal) => {
        // Lost with the connection it was for: the viewer asks again by itself.
        void live.send('signal', { assistId, participantId: own, generation, signal });
      },
      onState: (state) => {
        if (own === participantId) set({ viewer: state });
      },
      onStream: (stream) => set({ stream }),
    });
    set({ viewer: viewer.state });
  }

  async function join(): Promise<void> {
    set({ phase: { kind: 'joining' } });
    const joined = await client.call('joinAssist', {
      params: { id: assistId },
      body: { id: participantId },
    });
    if (over) return;
    if (!joined.ok) return refused(joined.fault);
    set({ assist: joined.value.assist, phase: { kind: 'joined', attached: false } });
    iceServers = joined.value.iceServers;
    open();
    renewIceServers();
    await attach();
  }

  async function attach(): Promise<void> {
    if (over || snapshot.phase.kind !== 'joined' || live.state().kind !== 'online') return;
    const attached = await live.send('assist:attach', { assistId, participantId });
    if (over || snapshot.phase.kind !== 'joined') return;
    if (attached.ok) return set({ phase: { kind: 'joined', attached: true } });
    if (attached.fault.code === 'desk-unreachable') return;
    // Away for so long that the desk gave this participant up: a new one, inside the same consent.
    participantId = newId();
    await join();
  }

  async function refused(fault: DeskFault): Promise<void> {
    const current = await client.call('assist', { params: { id: assistId } });
    if (over) return;
    if (current.ok && current.value.state === 'ended') return follow(current.value);
    set({ phase: { kind: 'refused', fault }, ...(current.ok ? { assist: current.value } : {}) });
  }

  async function catchUp(): Promise<void> {
    const current = await client.call('assist', { params: { id: assistId } });
    if (!over && current.ok) follow(current.value);
  }

  function onSignal(value: AddressedSignal): void {
    if (value.assistId === assistId && value.participantId === participantId) {
      viewer?.signal(value.generation, value.signal);
    }
  }

  return {
    snapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      bag.add(live.on('signal', onSignal));
      bag.add(live.on('assist:changed', ({ assist }) => follow(assist)));
      bag.add(live.onGap(() => void catchUp()));
      bag.add(
        live.onState(() => {
          if (live.state().kind === 'online') void attach();
          else if (snapshot.phase.kind === 'joined') set({ phase: { kind: 'joined', attached: false } });
        }),
      );
      void join();
    },
    async stats() {
      return viewer ? viewer.stats() : null;
    },
    async leave() {
      if (over) return;
      over = true;
      letGo();
      if (snapshot.phase.kind === 'refused') return;
      await client.call('leaveAssist', { params: { id: assistId, participantId } }, { keepalive: true });
    },
  };
}
