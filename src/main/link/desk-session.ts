import type { Backoff } from '../../shared/base/backoff';
import type { Clock } from '../../shared/base/clock';
import { mayRetry, type Fault } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import type { Connection } from '../../shared/contract/ipc';
import { deviceApi } from '../../shared/contract/api-device';
import type { ToDevice } from '../../shared/contract/wire';
import type { RequesterTicket } from '../../shared/model/ticket';
import { DeskApi, type Credentials } from './desk-api';
import { DeskLink, type LinkListener } from './desk-link';
import { DeskNetwork, type KnownNetwork } from './desk-network';
import { retryDelay } from './retry-delay';
import type { JsonFile } from '../storage/json-file';
import { openIdentity, type Admission, type EnrollOptions } from './enroll';

export interface SessionListener extends LinkListener {
  /** All tickets of this device, fetched on each connection. */
  tickets(tickets: readonly RequesterTicket[]): Promise<void>;
}

export interface SessionOptions {
  enroll: EnrollOptions;
  given: Admission;
  /** Where what the desk said of the network is kept, for days without it. */
  networkFile: JsonFile<KnownNetwork>;
  isDirect(url: string): Promise<boolean>;
  clock: Clock;
  random(): number;
  log: Logger;
  listener: SessionListener;
}

const BACKOFF: Backoff = { firstMs: 2_000, capMs: 5 * 60_000 };

/**
 * The agent's belonging to its desk: first who we are (enrolling if need be, again and again until the desk can be
 * reached), then the API and the link, until `stop`.
 */
export class DeskSession {
  readonly api: DeskApi;
  readonly link: DeskLink;
  readonly #options: SessionOptions;
  readonly #network: DeskNetwork;
  #given: Admission;
  #credentials: Credentials | null = null;
  #connection: Connection = { state: 'offline', fault: null };
  #attempt = 0;
  #cancelRetry: (() => void) | null = null;
  #stopped = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#given = options.given;
    this.#network = new DeskNetwork(options.networkFile);
    const { clock, random, log, isDirect, enroll } = options;
    this.api = new DeskApi(enroll.fetch, clock, () => this.#credentials);
    this.link = new DeskLink({
      fetch: enroll.fetch,
      isDirect,
      clock,
      random,
      log,
      listener: {
        ...options.listener,
        connection: (connection) => this.#connected(connection),
        event: (name, payload) => {
          if (name === 'hello') this.#network.heard(payload as ToDevice['hello']);
          options.listener.event(name, payload);
        },
        status: () => options.listener.status(),
      },
    });
  }

  get connection(): Connection {
    return this.#connection;
  }

  get deskUrl(): string | null {
    return this.#credentials?.who.desk.url ?? this.#given.deskUrl;
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
    const { enroll, log, clock, random } = this.#options;
    await this.#network.load();
    const opened = await openIdentity(enroll, this.#given);
    if (this.#stopped) return;
    if (opened.ok) {
      this.#credentials = opened.value;
      // Used up: nothing is left to be found in a memory dump.
      this.#given = { ...this.#given, token: null };
      this.link.start(opened.value);
      return;
    }
    const { fault } = opened;
    log.warn('device.not-enrolled', { code: fault.code, detail: fault.detail });
    this.#connected({ state: fault.code === 'not-enrolled' ? 'unenrolled' : stateFor(fault), fault });
    if (!mayRetry(fault)) return;
    const ms = retryDelay(BACKOFF, this.#attempt, random(), fault);
    this.#attempt += 1;
    this.#cancelRetry = clock.after(ms, () => void this.start());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry?.();
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
  return mayRetry(fault) ? 'offline' : 'refused';
}
