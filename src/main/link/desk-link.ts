import { io, type Socket } from 'socket.io-client';
import type { Backoff } from '../../shared/base/backoff';
import type { Clock } from '../../shared/base/clock';
import { fault, type Fault, type FaultCode } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import type { Connection } from '../../shared/contract/ipc';
import { PROTOCOL } from '../../shared/contract/version';
import { ack, DEVICE_NAMESPACE, toDevice, type FromDevice, type ToDevice } from '../../shared/contract/wire';
import type { Credentials, DeskProver } from './desk-proof';
import { describe, type Fetch } from './http';
import { transportsOver } from './polling-transport';
import { retryDelay } from './retry-delay';
import { SendQueue, type Outgoing, type OutgoingName } from './send-queue';

export interface LinkListener {
  connection(state: Connection): void;
  event<K extends keyof ToDevice>(name: K, payload: ToDevice[K]): void;
  /** What the agent thinks is going on: the first thing said on every connection. */
  status(): FromDevice['device:status'];
  /** What this device is, told after it; null where it is not known. */
  inventory(): FromDevice['device:inventory'] | null;
  /** The desk knows this device as another computer. */
  copied(): void;
}

export interface LinkOptions {
  fetch: Fetch;
  prover: DeskProver;
  /** Certificates that Node's own WebSocket trusts; null: those it comes with. */
  ca(): readonly string[] | null;
  /** Whether nothing stands between this computer and the desk, so that WebSocket may be tried. */
  isDirect(url: string): Promise<boolean>;
  clock: Clock;
  random(): number;
  log: Logger;
  listener: LinkListener;
}

const BACKOFF: Backoff = { firstMs: 2_000, capMs: 5 * 60_000 };
/** An approval is noticed soon. */
const PENDING: Backoff = { firstMs: 5_000, capMs: 60_000 };
const ACK_MS = 10_000;
const CONNECT_MS = 20_000;
/** A connection shorter than this does not count as success: two agents with one key must not chase each other. */
const STABLE_MS = 30_000;

type State =
  | { kind: 'stopped' }
  | { kind: 'connecting' }
  | { kind: 'waiting'; cancel: () => void }
  | {
      kind: 'online';
      socket: Socket;
      since: number;
      unacknowledged: Set<Outgoing>;
      /** The inventory as it was last told, so that it is told again only when it changed. */
      inventory: string | null;
    };

/**
 * The agent's one connection to its desk, from `start` to `stop`. Every connection begins with a fresh proof from
 * both sides. While connected it owns no timer; while not, the one of the next attempt.
 */
export class DeskLink {
  readonly #options: LinkOptions;
  readonly #queue = new SendQueue();
  #credentials: Credentials | null = null;
  #state: State = { kind: 'stopped' };
  #attempt = 0;
  /** The failure before this one; a desk that restarts between challenge and proof refuses once. */
  #failedBefore: Fault['code'] | null = null;
  #run = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  get online(): boolean {
    return this.#state.kind === 'online';
  }

  start(credentials: Credentials): void {
    if (this.#state.kind !== 'stopped') return;
    if (this.#credentials && this.#credentials.who.deviceId !== credentials.who.deviceId) {
      // What another device had to say, and how it fared, is not this one's.
      this.#queue.takeAll();
      this.#attempt = 0;
      this.#failedBefore = null;
    }
    this.#credentials = credentials;
    this.#connect();
  }

  stop(): void {
    const before = this.#state;
    this.#run += 1;
    this.#state = { kind: 'stopped' };
    if (before.kind === 'waiting') before.cancel();
    if (before.kind === 'online') before.socket.disconnect();
  }

  /** The person asked for help, the computer woke up: do not sit out the delay. */
  retryNow(): void {
    if (this.#state.kind !== 'waiting') return;
    this.#state.cancel();
    this.#connect();
  }

  send<K extends OutgoingName>(name: K, payload: FromDevice[K], settled?: () => void): void {
    const message: Outgoing = settled ? { name, payload, settled } : { name, payload };
    if (this.#state.kind === 'online') this.#emit(this.#state, message);
    else this.#queue.add(message);
  }

  /** The keys its desk is known by were changed. */
  repinned(credentials: Credentials): void {
    if (this.#credentials?.who.deviceId === credentials.who.deviceId) this.#credentials = credentials;
  }

  /** Something of it may have changed. */
  inventoryChanged(): void {
    if (this.#state.kind === 'online') this.#tellInventory(this.#state);
  }

  #connect(): void {
    const run = ++this.#run;
    this.#state = { kind: 'connecting' };
    this.#attach(run).catch((error: unknown) => {
      // Whatever broke, an agent that stops trying is lost until somebody starts it again.
      this.#options.log.error('link.attempt-broke', { reason: String(error) });
      if (run === this.#run) this.#wait(fault('internal', describe(error)));
    });
  }

  async #attach(run: number): Promise<void> {
    const { fetch, log, prover } = this.#options;
    const credentials = this.#credentials;
    if (!credentials) return;
    const { url } = credentials.who.desk;
    const proof = await prover.prove(credentials, 'link');
    const direct = proof.ok ? await this.#options.isDirect(url) : false;
    if (run !== this.#run) return;
    if (!proof.ok) return this.#wait(proof.fault);
    const ca = this.#options.ca();
    const socket = io(new URL(DEVICE_NAMESPACE, url).href, {
      auth: { protocol: PROTOCOL, proof: proof.value.value },
      transports: transportsOver(fetch, direct),
      reconnection: false,
      forceNew: true,
      timeout: CONNECT_MS,
      ...(ca ? { ca: [...ca] } : {}),
    });
    // Synchronously: what the desk says first may come in the same packet as the connection itself.
    socket.once('connect', () => {
      if (run !== this.#run) return void socket.disconnect();
      log.info('link.online', { desk: url, transport: socket.io.engine.transport.name });
      this.#listen(socket);
    });
    socket.once('connect_error', (error: Error & { data?: unknown }) => {
      socket.disconnect();
      if (run === this.#run) this.#wait(refusalOf(error));
    });
  }

  #listen(socket: Socket): void {
    const { listener, clock } = this.#options;
    const online: State & { kind: 'online' } = {
      kind: 'online',
      socket,
      since: clock.now(),
      unacknowledged: new Set(),
      inventory: null,
    };
    this.#state = online;
    this.#failedBefore = null;
    socket.onAny((name: string, ...values: unknown[]) => this.#receive(name, values));
    socket.once('disconnect', (reason: string) => this.#lost(online, reason));
    this.#say(socket, 'device:status', listener.status(), () => undefined);
    this.#tellInventory(online);
    for (const message of this.#queue.takeAll()) this.#emit(online, message);
    listener.connection({ state: 'online', fault: null });
  }

  #lost(online: State & { kind: 'online' }, reason: string): void {
    if (this.#state !== online) return;
    this.#queue.putBack([...online.unacknowledged]);
    if (this.#options.clock.now() - online.since >= STABLE_MS) this.#attempt = 0;
    this.#wait(fault('desk-unreachable', reason));
  }

  #wait(cause: Fault): void {
    const { clock, random, log, listener } = this.#options;
    const refused =
      REFUSALS.has(cause.code) && (cause.code !== 'proof-refused' || this.#failedBefore === 'proof-refused');
    this.#failedBefore = cause.code;
    const pending = cause.code === 'device-pending';
    const patient = refused ? { ...BACKOFF, firstMs: BACKOFF.capMs } : BACKOFF;
    const backoff = pending ? PENDING : patient;
    const ms = retryDelay(backoff, this.#attempt, random(), cause);
    this.#attempt += 1;
    this.#state = { kind: 'waiting', cancel: clock.after(ms, () => this.#connect()) };
    log.info('link.offline', { code: cause.code, detail: cause.detail, retryMs: ms });
    const state = pending ? 'pending' : refused ? 'refused' : 'offline';
    listener.connection({ state, fault: cause });
  }

  #receive(name: string, values: unknown[]): void {
    const { log, listener } = this.#options;
    if (!isKnown(name)) {
      log.warn('link.unknown-event', { name: name.slice(0, 60) });
      return;
    }
    const parsed = values.length === 1 ? toDevice[name].safeParse(values[0]) : null;
    if (!parsed?.success) {
      log.warn('link.unreadable-event', { name });
      return;
    }
    listener.event(name, parsed.data as ToDevice[typeof name]);
  }

  #tellInventory(online: State & { kind: 'online' }): void {
    const { listener } = this.#options;
    const inventory = listener.inventory();
    const text = inventory && JSON.stringify(inventory);
    if (inventory === null || text === online.inventory) return;
    online.inventory = text;
    this.#say(online.socket, 'device:inventory', inventory, (refusal) => {
      if (refusal === 'device-copied' && this.#state === online) listener.copied();
    });
  }

  #emit(online: State & { kind: 'online' }, message: Outgoing): void {
    online.unacknowledged.add(message);
    this.#say(online.socket, message.name, message.payload, () => {
      online.unacknowledged.delete(message);
      message.settled?.();
    });
  }

  /** `settled` hears the code of a refusal; whoever gets no answer at all hears nothing. */
  #say(
    socket: Socket,
    name: string,
    payload: unknown,
    settled: (refusal: FaultCode | 'unreadable' | null) => void,
  ): void {
    socket.timeout(ACK_MS).emit(name, payload, (error: Error | null, answer: unknown) => {
      if (error) {
        this.#options.log.warn('link.unacknowledged', { name });
        return;
      }
      const refusal = refusalIn(answer);
      if (refusal !== null) this.#options.log.warn('link.refused', { name, code: refusal });
      settled(refusal);
    });
  }
}

function refusalIn(answer: unknown): FaultCode | 'unreadable' | null {
  const parsed = ack.safeParse(answer);
  if (!parsed.success) return 'unreadable';
  return parsed.data.ok ? null : parsed.data.fault.code;
}

/** What only people can mend; asking again soon helps nobody. */
const REFUSALS: ReadonlySet<string> = new Set([
  'device-revoked',
  'proof-refused',
  'desk-unverified',
  'protocol-unsupported',
]);

function isKnown(name: string): name is keyof typeof toDevice {
  return Object.hasOwn(toDevice, name);
}

/** The fault a namespace middleware of the desk refused with, where there is one. */
function refusalOf(error: Error & { data?: unknown }): Fault {
  const refusal = ack.safeParse({ ok: false, fault: error.data });
  if (!refusal.success || refusal.data.ok) return fault('desk-unreachable', error.message);
  const { code, detail, retryAfter } = refusal.data.fault;
  return {
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
