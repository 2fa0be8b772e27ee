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

  /** Everything the desk knows of this device. */
  async replace(tickets: readonly RequesterTicket[]): Promise<void> {
    this.#tickets = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    await this.#save();
  }

  /** One ticket as it stands now; an older picture of it changes nothing. */
  async put(ticket: RequesterTicket): Promise<void> {
    const known = this.#tickets.get(ticket.id);
    if (known && known.updatedAt > ticket.updatedAt) return;
    this.#tickets.set(ticket.id, ticket);
    await this.#save();
  }

  async #save(): Promise<void> {
    const newestFirst = this.tickets.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    await this.#file.save({ version: 1, tickets: newestFirst.slice(0, KEEP) });
  }
}
