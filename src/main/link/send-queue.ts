import type { FromDevice } from '../../shared/contract/wire';

/** What is told once. Status and inventory are told as they stand on each connection. */
export type OutgoingName = Exclude<keyof FromDevice, 'device:status' | 'device:inventory'>;

export interface Outgoing<K extends OutgoingName = OutgoingName> {
  name: K;
  payload: FromDevice[K];
  /** The desk has it, or has refused it for good. */
  settled?: () => void;
}

const LIMIT = 500;

/**
 * What waits for the desk, in order and bounded. Signals are worth nothing once the connection they describe is
 * gone, so they give way first and are not repeated; what happened to an assist is kept until the desk has it.
 */
export class SendQueue {
  #waiting: Outgoing[] = [];

  add(message: Outgoing): void {
    this.#waiting.push(message);
    if (this.#waiting.length <= LIMIT) return;
    const oldestSignal = this.#waiting.findIndex((entry) => entry.name === 'signal');
    this.#waiting.splice(Math.max(0, oldestSignal), 1);
  }

  /** Puts back what was on its way when the connection broke. */
  putBack(messages: readonly Outgoing[]): void {
    this.#waiting.unshift(...messages.filter((message) => message.name !== 'signal'));
  }

  takeAll(): Outgoing[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }
}
