import { z } from 'zod';
import { requesterTicket, type RequesterTicket } from '../../shared/model/ticket';
import type { JsonFile } from '../storage/json-file';

export const ticketsFile = z.strictObject({ version: z.literal(1), tickets: z.array(requesterTicket) });

const KEEP = 200;

/** The device's tickets as the desk last told them, so that they can be read with no desk in sight. */
export class TicketCache {
  readonly #file: JsonFile<z.infer<typeof ticketsFile>>;
  #tickets = new Map<string, RequesterTicket>();

  constructor(file: JsonFile<z.infer<typeof ticketsFile>>) {
    this.#file = file;
  }

  get tickets(): readonly RequesterTicket[] {
    return [...this.#tickets.values()];
  }

  get(id: string): RequesterTicket | undefined {
    return this.#tickets.get(id);
  }

  async open(): Promise<void> {
    const stored = await this.#file.load();
    for (const ticket of stored?.tickets ?? []) this.#tickets.set(ticket.id, ticket);
  }

  /** Its file was set aside: they are another device's. */
  forget(): void {
    this.#tickets.clear();
  }

  /**
   * Tickets as they stand now; an older picture of one changes nothing. What is not among them stays: a list may have
   * been made just before a request of ours arrived, and tickets do not go away.
   */
  async put(tickets: readonly RequesterTicket[]): Promise<void> {
    for (const ticket of tickets) {
      const known = this.#tickets.get(ticket.id);
      if (!known || known.updatedAt <= ticket.updatedAt) this.#tickets.set(ticket.id, ticket);
    }
    await this.#save();
  }

  async #save(): Promise<void> {
    const newestFirst = this.tickets.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    await this.#file.save({ version: 1, tickets: newestFirst.slice(0, KEEP) });
  }
}
