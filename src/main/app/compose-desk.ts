import { hostname } from 'node:os';
import type { RequesterTicket } from '../../shared/model/ticket';
import { knownNetwork } from '../link/desk-network';
import { DeskSession, type SessionListener } from '../link/desk-session';
import { identity, type SecretStore } from '../link/identity';
import { Outbox } from '../link/outbox';
import { outboxStore } from '../link/outbox-store';
import { TicketCache, ticketsFile } from '../link/ticket-cache';
import { chromiumFetch, isDirect } from '../shell/net';
import { nodeDisk } from '../storage/disk';
import { jsonFile } from '../storage/json-file';
import type { Here } from './here';

export interface Desk {
  session: DeskSession;
  outbox: Outbox;
  tickets: TicketCache;
}

export interface DeskListener extends SessionListener {
  outboxChanged(): void;
  ticketArrived(ticket: RequesterTicket): void;
}

/** Everything that speaks to the desk, and what it keeps on this disk. */
export function composeDesk(
  { config, facts, platform, clock, random, log, inData }: Here,
  secrets: SecretStore,
  listener: DeskListener,
): Desk {
  const session = new DeskSession({
    enroll: {
      fetch: chromiumFetch,
      file: jsonFile(nodeDisk, inData('identity.json'), identity, log),
      secrets,
      facts: {
        name: hostname(),
        platform,
        osName: facts.osName,
        agentVersion: facts.version,
        keyProtection: secrets.protection,
      },
      log,
    },
    given: { deskUrl: config.deskUrl, token: config.token },
    networkFile: jsonFile(nodeDisk, inData('network.json'), knownNetwork, log),
    isDirect,
    clock,
    random,
    log,
    listener,
  });
  const tickets = new TicketCache(jsonFile(nodeDisk, inData('tickets.json'), ticketsFile, log));
  const outbox = new Outbox({
    store: outboxStore(nodeDisk, inData('outbox'), log),
    api: session.api,
    clock,
    random,
    log,
    changed: () => listener.outboxChanged(),
    isThere: (ticketId) => tickets.get(ticketId) !== undefined,
    arrived: (ticket) => listener.ticketArrived(ticket),
  });
  return { session, outbox, tickets };
}
