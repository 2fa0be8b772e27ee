import { io, type Socket } from 'socket.io-client';
import type { Ack } from '../../src/shared/contract/wire';

/** One socket of a test: what it received so far, and ways to wait for more without waiting for time. */
export class LiveSocket {
  readonly socket: Socket;
  readonly received: { event: string; payload: unknown }[] = [];
  #waiting: (() => void)[] = [];

  constructor(url: string, namespace: string, auth: object, headers: Record<string, string> = {}) {
    this.socket = io(`${url}${namespace}`, {
      auth,
      extraHeaders: headers,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      autoConnect: false,
    });
    this.socket.onAny((event: string, payload: unknown) => {
      this.received.push({ event, payload });
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** Resolves when connected; rejects with the fault's code when refused. */
  connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('connect', resolve);
      this.socket.once('connect_error', reject);
      this.socket.connect();
    });
  }

  /** The first event of that name that fits, already received or still to come; it is taken out. */
  async next<T>(event: string, fits: (payload: T) => boolean = () => true): Promise<T> {
    for (;;) {
      const index = this.received.findIndex((entry) => entry.event === event && fits(entry.payload as T));
      if (index >= 0) return this.received.splice(index, 1)[0]!.payload as T;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  send(event: string, payload: unknown): Promise<Ack> {
    return this.socket.emitWithAck(event, payload) as Promise<Ack>;
  }

  /** Resolves once the socket is closed, at once when it is already. */
  closed(): Promise<void> {
    if (!this.socket.connected) return Promise.resolve();
    return new Promise((resolve) => this.socket.once('disconnect', () => resolve()));
  }

  close(): void {
    this.socket.disconnect();
  }
}
