import path from 'node:path';
import { onTestFinished } from 'vitest';
import { knownNetwork } from '../../../src/main/link/desk-network';
import { DeskSession, type InventoryFacts, type SessionOptions } from '../../../src/main/link/desk-session';
import type { EnrollToken } from '../../../src/main/link/enroll-token';
import { identity, type SecretStore } from '../../../src/main/link/identity';
import { setAside } from '../../../src/main/link/set-aside';
import { nodeDisk, type Disk } from '../../../src/main/storage/disk';
import { jsonFile } from '../../../src/main/storage/json-file';
import { ok } from '../../../src/shared/base/result';
import type { Connection } from '../../../src/shared/contract/ipc';
import type { FromDevice } from '../../../src/shared/contract/wire';
import type { MachineIdentity } from '../../../src/shared/model/device';
import type { RequesterTicket } from '../../../src/shared/model/ticket';
import { FakeClock } from '../../support/fake-clock';
import { memoryLog } from './memory-log';
import { tempFolder } from './temp-folder';

export function memorySecrets(): SecretStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    protection: 'file',
    save(name, value) {
      kept.set(name, value);
      return Promise.resolve(ok());
    },
    load: (name) => Promise.resolve(ok(kept.get(name) ?? null)),
    remove(name) {
      kept.delete(name);
      return Promise.resolve(ok());
    },
  };
}

/** A token as it lies on a computer: there until it is used. */
export function tokenDrop(token: string | null): EnrollToken & { left: string | null } {
  return {
    left: token,
    take() {
      return Promise.resolve(this.left);
    },
    used() {
      this.left = null;
      return Promise.resolve();
    },
  };
}

export const MACHINE: MachineIdentity = {
  tag: '0f'.repeat(16),
  hardware: ['a1'.repeat(16), 'b2'.repeat(16)],
};
/** The same disk in another computer. */
export const OTHER_HARDWARE: MachineIdentity = { tag: MACHINE.tag, hardware: ['c3'.repeat(16)] };

export const INVENTORY: InventoryFacts = {
  agentVersion: '0.1.0',
  osName: 'Debian 12',
  arch: 'x64',
  package: 'none',
  channel: 'stable',
  ring: 'auto',
  updates: 'automatic',
  site: 'Linz',
  tags: ['lab'],
  policy: { machine: 'none', desk: 'none', deskRevision: null, problems: [] },
  update: { state: 'idle', version: null, reason: null },
};

interface Given {
  url: string | null;
  token?: string | EnrollToken;
  /** What this computer looks like; null: it does not say. */
  machine?: MachineIdentity | null;
  readMachine?: SessionOptions['readMachine'];
  /** What the identity is kept on. */
  disk?: Disk;
  folder?: string;
  secrets?: SecretStore;
  fetch?: SessionOptions['enroll']['fetch'];
  direct?: boolean;
}

/** The agent's side of the link in plain Node, with a clock that only the test moves. */
export async function agentSession(given: Given) {
  const folder = given.folder ?? (await tempFolder());
  const secrets = given.secrets ?? memorySecrets();
  const clock = new FakeClock(Date.now());
  const log = memoryLog();
  const connections: Connection[] = [];
  const events: { name: string; payload: unknown }[] = [];
  const lists: (readonly RequesterTicket[])[] = [];
  let status: FromDevice['device:status'] = { assist: null };
  let inventory = INVENTORY;
  const drop = typeof given.token === 'object' ? given.token : tokenDrop(given.token ?? null);
  const session = new DeskSession({
    enroll: {
      fetch: given.fetch ?? fetch,
      file: jsonFile(given.disk ?? nodeDisk, path.join(folder, 'identity.json'), identity, log),
      secrets,
      facts: {
        name: 'pc-7',
        platform: 'linux',
        osName: 'Debian 12',
        agentVersion: '0',
        keyProtection: 'file',
      },
      osUser: 'jane',
      site: 'Linz',
      tags: ['lab'],
      setAside: () => setAside(nodeDisk, folder, clock.now(), log),
      log,
    },
    given: {
      get deskUrl() {
        return given.url;
      },
      token: drop,
    },
    readMachine:
      given.readMachine ?? (() => Promise.resolve(given.machine === undefined ? MACHINE : given.machine)),
    ca: () => null,
    networkFile: jsonFile(nodeDisk, path.join(folder, 'network.json'), knownNetwork, log),
    isDirect: () => Promise.resolve(given.direct ?? false),
    clock,
    random: () => 0,
    log,
    listener: {
      connection: (connection) => void connections.push(connection),
      event: (name, payload) => void events.push({ name, payload }),
      status: () => status,
      inventory: () => inventory,
      tickets: (tickets) => {
        lists.push(tickets);
        return Promise.resolve();
      },
    },
  });
  onTestFinished(() => session.stop());
  return {
    session,
    folder,
    secrets,
    clock,
    log,
    connections,
    events,
    lists,
    setInventory(value: InventoryFacts) {
      inventory = value;
      session.inventoryChanged();
    },
    setStatus(value: FromDevice['device:status']) {
      status = value;
    },
    get state() {
      return connections.at(-1)?.state;
    },
  };
}
