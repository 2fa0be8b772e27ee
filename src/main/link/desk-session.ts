import type { Backoff } from '../../shared/base/backoff';
import type { Clock } from '../../shared/base/clock';
import { mayRetry, type Fault } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import { fail, type Result } from '../../shared/base/result';
import type { Connection } from '../../shared/contract/ipc';
import { deviceApi } from '../../shared/contract/api-device';
import type { ToDevice } from '../../shared/contract/wire';
import type { RequesterTicket } from '../../shared/model/ticket';
import type { Inventory, MachineIdentity } from '../../shared/model/device';
import type { ReadMachine } from '../machine/machine';
import { DeskApi } from './desk-api';
import { DeskLink, type LinkListener } from './desk-link';
import { DeskNetwork, type KnownNetwork } from './desk-network';
import { DeskProver, type Credentials } from './desk-proof';
import { describe } from './http';
import { retryDelay } from './retry-delay';
import type { JsonFile } from '../storage/json-file';
import { openIdentity, type Admission, type IdentityOptions } from './open-identity';

/** What this device is, besides what tells its computer from others. */
export type InventoryFacts = Omit<Inventory, 'machine'>;

export interface SessionListener extends Omit<LinkListener, 'inventory' | 'copied'> {
  inventory(): InventoryFacts;
  /** All tickets of this device, fetched on each connection. */
  tickets(tickets: readonly RequesterTicket[]): Promise<void>;
}

export interface SessionOptions {
  enroll: IdentityOptions;
  given: Admission;
  readMachine: ReadMachine;
  /** Certificates that Node's own WebSocket trusts; null: those it comes with. */
  ca(): readonly string[] | null;
  /** Where what the desk said of the network is kept, for days without it. */
  networkFile: JsonFile<KnownNetwork>;
  isDirect(url: string): Promise<boolean>;
  clock: Clock;
  random(): number;
  log: Logger;
  listener: SessionListener;
}

const BACKOFF: Backoff = { firstMs: 2_000, capMs: 5 * 60_000 };
/** An approval is noticed soon. */
const PENDING: Backoff = { firstMs: 5_000, capMs: 60_000 };
/** What only people can mend: a token that comes, a key store that is unlocked, a first person who enrolls. */
const REFUSED: Backoff = { firstMs: 60_000, capMs: 60 * 60_000 };

/**
 * The agent's belonging to its desk: first who we are (enrolling if need be, again and again until the desk can be
 * reached), then the API and the link, until `stop`.
 */
export class DeskSession {
  readonly api: DeskApi;
  readonly link: DeskLink;
  readonly #options: SessionOptions;
  readonly #prover: DeskProver;
  readonly #network: DeskNetwork;
  #machine: MachineIdentity | null = null;
  #credentials: Credentials | null = null;
  #connection: Connection = { state: 'offline', fault: null };
  #attempt = 0;
  /** How often the desk has called this device a copy since the agent started. */
  #copies = 0;
  #again: { cancel: () => void; copied: boolean } | null = null;
  #stopped = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#network = new DeskNetwork(options.networkFile);
    const { clock, random, log, isDirect, enroll, listener, ca } = options;
    const { fetch } = enroll;
    this.#prover = new DeskProver({ fetch, log, repinned: (credentials) => this.#repinned(credentials) });
    this.api = new DeskApi(fetch, clock, this.#prover, () => this.#credentials);
    this.link = new DeskLink({
      fetch,
      prover: this.#prover,
      ca,
      isDirect,
      clock,
      random,
      log,
      listener: {
        connection: (connection) => this.#connected(connection),
        event: (name, payload) => {
          if (name === 'hello') this.#network.heard(payload as ToDevice['hello']);
          listener.event(name, payload);
        },
        status: () => listener.status(),
        inventory: () => this.#machine && { ...listener.inventory(), machine: this.#machine },
        copied: () => this.#copied(),
      },
    });
  }

  get connection(): Connection {
    return this.#connection;
  }

  get deskUrl(): string | null {
    return this.#credentials?.who.desk.url ?? this.#options.given.deskUrl;
  }

  /** How the desk knows this computer, once it does. */
  get deviceId(): string | null {
    return this.#credentials?.who.deviceId ?? null;
  }

  get organization(): string {
    return this.#credentials?.who.desk.organization ?? '';
  }

  /** What the desk last said of the ways between here and there. */
  get network(): KnownNetwork {
    return this.#network.known;
  }

  async start(): Promise<void> {
    await this.#network.load();
    await this.#open(false);
  }

  /** The person asked for help, the computer woke up: do not sit out the delay. */
  retryNow(): void {
    this.link.retryNow();
    if (!this.#again) return;
    const { cancel, copied } = this.#again;
    cancel();
    this.#again = null;
    void this.#open(copied);
  }

  /** Something of what this device tells of itself may have changed. */
  inventoryChanged(): void {
    this.link.inventoryChanged();
  }

  async #open(copied: boolean): Promise<void> {
    const { given, log, random } = this.#options;
    const opened = await this.#identity(copied).catch((error: unknown) => {
      // Whatever broke, an agent that stops trying is lost until somebody starts it again.
      log.error('device.attempt-broke', { reason: String(error) });
      return fail('internal', describe(error));
    });
    if (this.#stopped) return;
    if (opened.ok) {
      this.#attempt = 0;
      this.#credentials = opened.value;
      // Where its hardware could not be read this time, what was known of it still holds.
      this.#machine = opened.value.who.machine ?? this.#machine;
      this.link.start(opened.value);
      return;
    }
    const { fault } = opened;
    log.warn('device.not-enrolled', { code: fault.code, detail: fault.detail });
    this.#connected({ state: stateFor(fault), fault });
    if (fault.code === 'not-enrolled' && given.deskUrl === null) {
      // No time makes it better, only somebody who says where the desk is.
      this.#again = { cancel: () => undefined, copied: false };
      return;
    }
    this.#openIn(retryDelay(backoffFor(fault), this.#attempt, random(), fault), false);
    this.#attempt += 1;
  }

  async #identity(copied: boolean): Promise<Result<Credentials>> {
    const { enroll, given, readMachine } = this.#options;
    this.#machine ??= await readMachine();
    return openIdentity(enroll, this.#prover, given, { machine: this.#machine, copied });
  }

  #openIn(ms: number, copied: boolean): void {
    const cancel = this.#options.clock.after(ms, () => {
      this.#again = null;
      void this.#open(copied);
    });
    this.#again = { cancel, copied };
  }

  /** The desk has this key from another computer: this one goes on as a device of its own. */
  #copied(): void {
    const fault: Fault = { code: 'device-copied' };
    this.link.stop();
    this.#credentials = null;
    this.#connected({ state: 'offline', fault });
    this.#copies += 1;
    if (this.#copies === 1) void this.#open(true);
    // Called a copy again and again, by whatever mistake, it must not fill the desk with devices.
    else this.#openIn(retryDelay(REFUSED, this.#copies - 2, this.#options.random(), fault), true);
  }

  async #repinned(credentials: Credentials): Promise<void> {
    if (this.#credentials?.who.deviceId !== credentials.who.deviceId) return;
    this.#credentials = credentials;
    this.link.repinned(credentials);
    // Not saved, the same chain leads here again at the next start.
    await this.#options.enroll.file.save(credentials.who);
  }

  stop(): void {
    this.#stopped = true;
    this.#again?.cancel();
    this.link.stop();
  }

  #connected(connection: Connection): void {
    this.#connection = connection;
    this.#options.listener.connection(connection);
    if (connection.state === 'online') void this.#fetchTickets();
  }

  async #fetchTickets(): Promise<void> {
    const answer = await this.api.call(deviceApi.ownTickets, {});
    if (answer.ok) await this.#options.listener.tickets(answer.value);
    else
      this.#options.log.warn('tickets.not-fetched', { code: answer.fault.code, detail: answer.fault.detail });
  }
}

function stateFor(fault: Fault): Connection['state'] {
  if (fault.code === 'not-enrolled') return 'unenrolled';
  if (fault.code === 'device-pending') return 'pending';
  return mayRetry(fault) ? 'offline' : 'refused';
}

function backoffFor(fault: Fault): Backoff {
  if (fault.code === 'device-pending') return PENDING;
  return mayRetry(fault) ? BACKOFF : REFUSED;
}
