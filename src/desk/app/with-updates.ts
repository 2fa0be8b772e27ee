import { mkdir } from 'node:fs/promises';
import type { Logger } from '../../shared/base/logger';
import type { Result } from '../../shared/base/result';
import { openSqliteStorage } from '../adapters/sqlite/sqlite-storage';
import { databasePath } from './compose';
import { composeUpdates, type UpdateParts } from './compose-updates';
import type { Config } from './config';
import { systemClock } from './system-clock';

/** For commands that bring or take back releases beside a running desk. */
export async function withUpdates<T>(
  config: Config,
  work: (parts: UpdateParts) => Promise<Result<T>>,
): Promise<Result<T>> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const storage = openSqliteStorage(databasePath(config));
  // The running desk is another process; agents ask it by themselves.
  const announce = { toDevices: () => undefined };
  try {
    return await work(composeUpdates({ config, storage, clock: systemClock, log: toConsole, announce }));
  } finally {
    await storage.close();
  }
}

const toConsole: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (event, fields) => complain(event, fields),
  error: (event, fields) => complain(event, fields),
  child: () => toConsole,
};

function complain(event: string, fields: object = {}): void {
  process.stderr.write(`${event} ${JSON.stringify(fields)}\n`);
}
