import path from 'node:path';
import { onTestFinished } from 'vitest';
import { knownNetwork } from '../../../src/main/link/desk-network';
import { DeskSession, type SessionOptions } from '../../../src/main/link/desk-session';
import { identity, type SecretStore } from '../../../src/main/link/identity';
import { nodeDisk } from '../../../src/main/storage/disk';
import { jsonFile } from '../../../src/main/storage/json-file';
import { ok } from '../../../src/shared/base/result';
import type { Connection } from '../../../src/shared/contract/ipc';
import type { FromDevice } from '../../../src/shared/contract/wire';
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
  };
}

interface Given {
  url: string | null;
  token?: string;
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
  const session = new DeskSession({
    enroll: {
      fetch: given.fetch ?? fetch,
      file: jsonFile(nodeDisk, path.join(folder, 'identity.json'), identity, log),
      secrets,
      facts: {
        name: 'pc-7',
        platform: 'linux',
        osName: 'Debian 12',
        agentVersion: '0',
        keyProtection: 'file',
      },
      log,
    },
    given: { deskUrl: given.url, token: given.token ?? null },
    networkFile: jsonFile(nodeDisk, path.join(folder, 'network.json'), knownNetwork, log),
    isDirect: () => Promise.resolve(given.direct ?? false),
    clock,
    random: () => 0,
    log,
    listener: {
      connection: (connection) => void connections.push(connection),
      event: (name, payload) => void events.push({ name, payload }),
      status: () => status,
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
    setStatus(value: FromDevice['device:status']) {
      status = value;
    },
    get state() {
      return connections.at(-1)?.state;
    },
  };
}
