import { ok } from '../../../shared/base/result';
import type { Logger } from '../../../shared/base/logger';
import type { Id } from '../../../shared/model/ids';
import type { Announcer } from '../announce';
import type { Presence } from '../devices/presence';
import type { Storage } from '../storage';
import { requesterView, summaryOf } from './views';

export interface TicketNewsDeps {
  storage: Storage;
  presence: Presence;
  announce: Announcer;
  log: Logger;
}

/** Tells consoles, and the requester where they can see it, how a ticket stands now. */
export class TicketNews {
  readonly #deps: TicketNewsDeps;

  constructor(deps: TicketNewsDeps) {
    this.#deps = deps;
  }

  async changed(ticketId: Id, forRequester: boolean): Promise<void> {
    const { storage, presence, announce, log } = this.#deps;
    const state = await storage.read(async (stores) => {
      const ticket = await stores.tickets.byId(ticketId);
      return ok(ticket && { ticket, view: await requesterView(stores, ticket) });
    });
    if (!state.ok || !state.value) {
      log.warn('ticket.unannounced', { ticketId });
      return;
    }
    const { ticket, view } = state.value;
    announce.toConsoles('ticket:changed', { ticket: summaryOf(ticket, presence) });
    if (forRequester) announce.toDevice(ticket.device.id, 'ticket:changed', { ticket: view });
  }
}
