import { join } from 'node:path';
import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import { AptIndexFile } from '../adapters/apt-index-file';
import { readControl } from '../adapters/deb-control';
import { GpgKey } from '../adapters/gpg-key';
import { ReleaseFolders } from '../adapters/release-folders';
import type { Announcer } from '../features/announce';
import type { Storage } from '../features/storage';
import { AptRepository } from '../features/updates/apt/apt-repository';
import { Publisher } from '../features/updates/publisher';
import { Updates } from '../features/updates/updates';
import type { Config } from './config';

interface UpdatePartsDeps {
  config: Pick<Config, 'dataDir' | 'releaseKeys'>;
  storage: Storage;
  clock: Clock;
  log: Logger;
  announce: Pick<Announcer, 'toDevices'>;
}

export interface UpdateParts {
  updates: Updates;
  publisher: Publisher;
  apt: AptRepository;
}

/** What serves releases and what brings them; the desk and its commands use the same. */
export function composeUpdates({ config, storage, clock, log, announce }: UpdatePartsDeps): UpdateParts {
  const files = new ReleaseFolders(join(config.dataDir, 'updates'));
  const folder = join(config.dataDir, 'apt');
  const apt = new AptRepository({
    storage,
    clock,
    files,
    log,
    readControl,
    index: new AptIndexFile(folder),
    key: new GpgKey(folder),
  });
  const updates = new Updates({
    storage,
    clock,
    files,
    announce,
    onRollout() {
      apt.follow().catch((error: unknown) => log.error('apt.failed', { error }));
    },
  });
  return {
    updates,
    apt,
    publisher: new Publisher({ storage, clock, files, releaseKeys: config.releaseKeys }),
  };
}
