import type { Clock } from '../../../shared/base/clock';
import type { Logger } from '../../../shared/base/logger';
import { ok } from '../../../shared/base/result';
import type { Announcer } from '../announce';
import type { Storage } from '../storage';

const LOOK_MS = 60_000;

export interface ReleaseWatchDeps {
  storage: Storage;
  clock: Clock;
  announce: Pick<Announcer, 'toDevices'>;
  log: Logger;
}

/**
 * Notices what another process published or withdrew, and has the connected agents ask at once instead of within
 * hours. From `start` to `dispose`.
 */
export class ReleaseWatch {
  readonly #deps: ReleaseWatchDeps;
  #known: string | null = null;
  #cancel: () => void = () => undefined;

  constructor(deps: ReleaseWatchDeps) {
    this.#deps = deps;
  }

  start(): void {
    const { clock, log } = this.#deps;
    this.look().catch((error: unknown) => log.error('updates.not-watched', { error }));
    this.#cancel = clock.after(LOOK_MS, () => this.start());
  }

  dispose(): void {
    this.#cancel();
  }

  async look(): Promise<void> {
    const { storage, announce, log } = this.#deps;
    const found = await storage.read(async ({ releases }) => ok((await releases.folders()).toSorted()));
    if (!found.ok) return log.warn('updates.not-watched', { code: found.fault.code });
    const folders = found.value.join(' ');
    const before = this.#known;
    this.#known = folders;
    if (before === null || before === folders) return;
    log.info('updates.published', { releases: found.value.length });
    announce.toDevices('update:check', {});
  }
}
