import { hostname } from 'node:os';
import type { RequesterTicket } from '../../shared/model/ticket';
import type { UpdateReport } from '../../shared/model/update';
import type { Settings } from '../../shared/policy/settings';
import { DeskAuthorities } from '../link/desk-authorities';
import { knownNetwork } from '../link/desk-network';
import { DeskSession, type InventoryFacts, type SessionListener } from '../link/desk-session';
import { describe, type Fetch } from '../link/http';
import { identity, type SecretStore } from '../link/identity';
import { Outbox } from '../link/outbox';
import { outboxStore } from '../link/outbox-store';
import { setAside } from '../link/set-aside';
import { TicketCache, ticketsFile } from '../link/ticket-cache';
import { machineReader, thisMachine } from '../machine/machine';
import { chromiumFetch, isDirect, trustDeskBy, setProxy } from '../shell/net';
import { nodeDisk } from '../storage/disk';
import { jsonFile } from '../storage/json-file';
import { archOf } from './compose-update';
import type { Here } from './here';

export interface Desk {
  session: DeskSession;
  outbox: Outbox;
  tickets: TicketCache;
}

export interface DeskListener extends Omit<SessionListener, 'inventory'> {
  outboxChanged(): void;
  ticketArrived(ticket: RequesterTicket): void;
  /** How this agent stands with its update. */
  update(): UpdateReport;
  /** Drafts, tickets and unsent requests were of the computer this disk was copied from; they are out of the way. */
  setAside(): void;
}

/** Everything that speaks to the desk, and what it keeps on this disk. */
export function composeDesk(here: Here, secrets: SecretStore, listener: DeskListener): Desk {
  const { facts, enrollToken, platform, clock, random, log, inData } = here;
  let ways: Network | null = null;
  const network = () => (ways ??= deskNetwork(here, () => session.deskUrl));
  // The proxy counts for every request from the first one on.
  if (deskSettings(here).serverUrl !== null) network();
  const session: DeskSession = new DeskSession({
    enroll: {
      fetch: (url, init) => network().fetch(url, init),
      file: jsonFile(nodeDisk, inData('identity.json'), identity, log),
      secrets,
      facts: {
        name: hostname(),
        platform,
        osName: facts.osName,
        agentVersion: facts.version,
        keyProtection: secrets.protection,
      },
      osUser: here.requesterName,
      get site() {
        return deskSettings(here).site;
      },
      get tags() {
        return deskSettings(here).tags;
      },
      async setAside() {
        const moved = await setAside(nodeDisk, inData(), clock.now(), log);
        if (!moved.ok) return moved;
        tickets.forget();
        await outbox.open();
        listener.setAside();
        return moved;
      },
      log,
    },
    given: {
      get deskUrl() {
        return deskSettings(here).serverUrl;
      },
      token: enrollToken,
    },
    readMachine: machineReader(platform, thisMachine, log),
    networkFile: jsonFile(nodeDisk, inData('network.json'), knownNetwork, log),
    isDirect: (url) => network().isDirect(url),
    ca: () => network().ca,
    clock,
    random,
    log,
    listener: { ...listener, inventory: () => inventoryFacts(here, listener.update()) },
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

/**
 * What this agent was told of its desk when it started. Where it was told of none, what it is told now: a policy may
 * come to a computer after the first log-in, and then all of it counts at once.
 */
function deskSettings({ settings, policy }: Pick<Here, 'settings' | 'policy'>): Settings {
  return settings.serverUrl === null ? policy.settings : settings;
}

interface Network {
  fetch: Fetch;
  isDirect(url: string): Promise<boolean>;
  ca: readonly string[] | null;
}

/** The way to the desk as IT operations set it: their proxy, their authorities. */
function deskNetwork(here: Here, deskUrl: () => string | null): Network {
  const { clock, log } = here;
  const settings = deskSettings(here);
  const authorities = new DeskAuthorities(settings.caCertFile, log);
  const isDesk = (host: string) =>
    [deskUrl(), settings.serverUrl].some((url) => url !== null && hostOf(url) === hostOf(`https://${host}`));
  if (authorities.any) trustDeskBy((sent, host) => authorities.vouchFor(sent, host, clock.now()), isDesk);
  const proxySet = setProxy(settings.proxy);
  return {
    async fetch(url, init) {
      await proxySet;
      try {
        return await chromiumFetch(url, init);
      } catch (error) {
        if (authorities.fault === null) throw error;
        throw new Error(`${describe(error)} (${authorities.fault})`, { cause: error });
      }
    },
    async isDirect(url) {
      await proxySet;
      return isDirect(url);
    },
    ca: authorities.forNode,
  };
}

/** Null for what is no host: an address of IPv6 stands in brackets in a URL, and without them in a certificate. */
function hostOf(url: string): string | null {
  const host = /^https?:\/\/([0-9A-Fa-f:]*:[0-9A-Fa-f:]+)$/.exec(url)?.[1];
  const whole = host === undefined ? url : `https://[${host}]`;
  return URL.canParse(whole) ? new URL(whole).hostname : null;
}

function inventoryFacts(here: Here, update: UpdateReport): InventoryFacts {
  const { facts, policy, packageKind } = here;
  const { site, tags } = deskSettings(here);
  const { updateChannel, updateRing, updates } = policy.settings;
  return {
    agentVersion: facts.version,
    osName: facts.osName,
    arch: archOf(process.arch),
    package: packageKind,
    channel: updateChannel,
    ring: updateRing,
    updates,
    site,
    tags: [...tags],
    policy: policy.report(),
    update,
  };
}
