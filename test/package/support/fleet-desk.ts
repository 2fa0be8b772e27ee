import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Admission } from '../../../src/shared/contract/api-people.ts';
import { newId } from '../../../src/shared/model/ids.ts';
import { startDesk, type DeskProcess } from '../../stage/desk-process.ts';
import { runFolder } from '../../stage/run-folder.ts';
import { DeskClient } from '../../support/desk-client.ts';

const ADMINISTRATOR = {
  name: 'Maria Novak',
  email: 'maria@example.org',
  password: 'correct horse battery',
} as const;

const EVERYONE: Admission = { site: null, tags: [], approve: 'all', networks: [], othersOnComputer: true };

/** The bundled desk as a fleet meets it: a process of its own, with an administrator who is logged in. */
export interface FleetDesk {
  readonly url: string;
  readonly folder: string;
  readonly administrator: DeskClient;
  token(uses?: number, admission?: Partial<Admission>): Promise<string>;
  stop(): Promise<void>;
  /** On the old port and data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startFleetDesk(name: string, env: Record<string, string> = {}): Promise<FleetDesk> {
  const place = runFolder(name);
  const dataDir = join(place.path, 'desk-data');
  mkdirSync(dataDir);
  let running: DeskProcess | null = await startDesk({ dataDir, env });
  const { url, setupUrl } = running;
  const administrator = new DeskClient(url);
  const token = new URL(setupUrl ?? '').hash.replace('#token=', '');
  await administrator.get('setup', { body: { token, ...ADMINISTRATOR } });
  const stop = async () => {
    await running?.stop();
    running = null;
  };
  return {
    url,
    folder: place.path,
    administrator,
    async token(uses = 1, admission = {}) {
      const body = { id: newId(), label: 'fleet', uses, hours: 1, ...EVERYONE, ...admission };
      return (await administrator.get('addEnrollmentToken', { body })).token;
    },
    stop,
    async restart() {
      running = await startDesk({ dataDir, port: Number(new URL(url).port), env });
    },
    async close() {
      await stop();
      place.remove();
    },
  };
}
