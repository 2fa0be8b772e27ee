import { io } from 'socket.io-client';
import { delayFor } from '../../../shared/base/backoff';
import type { Clock } from '../../../shared/base/clock';
import { fail, failWith, ok, type Result } from '../../../shared/base/result';
import { PROTOCOL } from '../../../shared/contract/version';
import {
  ack,
  CONSOLE_NAMESPACE,
  toConsole,
  type FromConsole,
  type ToConsole,
} from '../../../shared/contract/wire';

/** What live updates need of a socket; socket.io's client is one. */
export interface LiveSocket {
  on: (event: string, listener: (payload: unknown) => void) => void;
  onConnect: (listener: () => void) => void;
  /** `final`: the socket will not try again by itself. */
  onDown: (listener: (down: { final: boolean; reason: string }) => void) => void;
  emit: (event: string, payload: unknown, timeoutMs: number) => Promise<unknown>;
  connect: () => void;
  disconnect: () => void;
}

export type LiveState = { kind: 'off' } | { kind: 'connecting'; since: number } | { kind: 'online' };

/**
 * The console's one live connection: from log-in to log-out. Owns the sequence check (a gap or a new
 * connection means something may have been missed) and the way back after the desk refused or closed it.
 */
export interface Live {
  state: () => LiveState;
  onState: (listener: () => void) => () => void;
  on: <E extends keyof ToConsole>(event: E, listener: (payload: ToConsole[E]) => void) => () => void;
  /** Something may have been missed: read again. */
  onGap: (listener: () => void) => () => void;
  send: <E extends keyof FromConsole>(event: E, payload: FromConsole[E]) => Promise<Result<void>>;
  /** Milliseconds the desk's clock is ahead of this computer's. */
  ahead: () => number;
  start: () => void;
  stop: () => void;
}

const ACK_TIMEOUT_MS = 10_000;
const RETRY = { firstMs: 1000, capMs: 20_000 };
type EventName = keyof ToConsole;

export interface LiveDeps {
  socket: LiveSocket;
  clock: Clock;
  /** The desk ended or refused the connection: the session may be over. */
  onRefused: () => void;
  random?: () => number;
}

export function openLive({ socket, clock, onRefused, random = Math.random }: LiveDeps): Live {
  let state: LiveState = { kind: 'off' };
  let lastSeq = 0;
  let connectedBefore = false;
  let attempt = 0;
  let aheadMs = 0;
  let cancelRetry = () => {};
  const stateListeners = new Set<() => void>();
  const gapListeners = new Set<() => void>();
  const listeners = new Map<EventName, Set<(payload: never) => void>>();

  const enter = (next: LiveState) => {
    state = next;
    for (const listener of stateListeners) listener();
  };
  const gap = () => {
    for (const listener of gapListeners) listener();
  };

  socket.onConnect(() => {
    cancelRetry();
    attempt = 0;
    lastSeq = 0;
    enter({ kind: 'online' });
    if (connectedBefore) gap();
    connectedBefore = true;
  });
  socket.onDown(({ final }) => {
    if (state.kind === 'off') return;
    if (state.kind === 'online') enter({ kind: 'connecting', since: clock.now() });
    if (!final) return;
    onRefused();
    cancelRetry();
    cancelRetry = clock.after(delayFor(RETRY, attempt, random()), () => socket.connect());
    attempt += 1;
  });

  for (const event of Object.keys(toConsole) as EventName[]) {
    socket.on(event, (raw) => {
      const parsed = toConsole[event].safeParse(raw);
      // What does not parse cannot be shown, but it happened: read again by HTTP, which says what is wrong.
      if (!parsed.success) return gap();
      const payload = parsed.data;
      if ('serverTime' in payload) aheadMs = Date.parse(payload.serverTime) - clock.now();
      if ('seq' in payload) {
        const missed = payload.seq !== lastSeq + 1;
        lastSeq = payload.seq;
        if (missed) gap();
      }
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    });
  }

  return {
    state: () => state,
    onState: (listener) => listen(stateListeners, listener),
    onGap: (listener) => listen(gapListeners, listener),
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known);
      return listen(known, listener);
    },
    async send(event, payload) {
      if (state.kind !== 'online') return fail('desk-unreachable');
      try {
        const answer = ack.safeParse(await socket.emit(event, payload, ACK_TIMEOUT_MS));
        if (!answer.success) return fail('protocol-unsupported', event);
        if (answer.data.ok) return ok();
        const { code, detail } = answer.data.fault;
        return failWith(detail === undefined ? { code } : { code, detail });
      } catch (error) {
        return fail('desk-unreachable', String(error));
      }
    },
    ahead: () => aheadMs,
    start() {
      if (state.kind !== 'off') return;
      enter({ kind: 'connecting', since: clock.now() });
      socket.connect();
    },
    stop() {
      cancelRetry();
      connectedBefore = false;
      enter({ kind: 'off' });
      socket.disconnect();
    },
  };
}

function listen<T>(known: Set<T>, listener: T): () => void {
  known.add(listener);
  return () => void known.delete(listener);
}

/** The real socket, not yet connected. */
export function consoleSocket(): LiveSocket {
  const socket = io(CONSOLE_NAMESPACE, {
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    auth: { protocol: PROTOCOL },
    withCredentials: true,
    reconnectionDelay: RETRY.firstMs,
    reconnectionDelayMax: RETRY.capMs,
  });
  return {
    on: (event, listener) => void socket.on(event, listener),
    onConnect: (listener) => void socket.on('connect', listener),
    onDown(listener) {
      socket.on('disconnect', (reason) => listener({ final: !socket.active, reason }));
      socket.on('connect_error', (error) => listener({ final: !socket.active, reason: error.message }));
    },
    emit: (event, payload, timeoutMs) => socket.timeout(timeoutMs).emitWithAck(event, payload),
    connect: () => void socket.connect(),
    disconnect: () => void socket.disconnect(),
  };
}
