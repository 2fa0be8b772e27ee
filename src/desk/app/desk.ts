import type { AddressInfo } from 'node:net';
import { systemClock } from './system-clock';
import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import type { Result } from '../../shared/base/result';
import { argon2Hasher } from '../adapters/argon2-hasher';
import type { PasswordHasher } from '../features/people/passwords';
import { composeDesk, type Composed } from './compose';
import type { Config } from './config';
import { localAddress } from './local-address';
import { deskVersion } from './version';

/** Requests that are still going on get this long, then their connections are cut. */
const FINISH_MS = 3000;

export interface StartOptions {
  config: Config;
  consoleDir: string;
  log: Logger;
  clock?: Clock;
  validateReplies?: boolean;
  passwords?: PasswordHasher;
}

export interface RunningDesk {
  url: string;
  /** The one-time link for the first administrator, while there is none. */
  setupUrl: string | null;
  features: Composed['features'];
  storage: Composed['storage'];
  /** Ends everything within five seconds; a second call waits for the first. */
  stop(): Promise<void>;
}

/** A desk from listening to stopped. */
export async function startDesk(options: StartOptions): Promise<RunningDesk> {
  const { config, log } = options;
  let publicUrl = config.publicUrl ?? localAddress(config);
  const desk = await composeDesk({
    config,
    consoleDir: options.consoleDir,
    clock: options.clock ?? systemClock,
    log,
    passwords: options.passwords ?? argon2Hasher(),
    version: deskVersion(),
    validateReplies: options.validateReplies ?? false,
    publicUrl: () => publicUrl,
  });
  try {
    const token = orThrow(await desk.features.setup.prepare());
    orThrow(await desk.features.deviceAssists.recover());
    await desk.http.listen({ host: config.host, port: config.port });
    const { address, port } = desk.http.server.address() as AddressInfo;
    desk.features.apt.keepFresh();
    log.info('desk.listening', { address, port });
    publicUrl = config.publicUrl ?? localAddress({ host: config.host, port });
    const url = publicUrl.replace(/\/$/, '');
    const setupUrl = token === null ? null : `${url}/setup#token=${token}`;
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopped ??= stopDesk(desk));
    return { url, setupUrl, features: desk.features, storage: desk.storage, stop };
  } catch (error) {
    await stopDesk(desk);
    throw error;
  }
}

async function stopDesk({ http, gateway, storage, dispose }: Composed): Promise<void> {
  dispose();
  gateway.stop();
  const cut = setTimeout(() => http.server.closeAllConnections(), FINISH_MS);
  await http.close();
  clearTimeout(cut);
  await storage.close();
}

function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the database refused: ${result.fault.code}`);
}
