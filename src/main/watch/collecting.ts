import type { Report, Section, SectionKey } from '../../shared/model/diagnostics';
import { factsOf } from '../../shared/model/section-keys';
import type { Collection } from '../diagnostics/collect';
import type { LoadMeter } from './load-meter';

export interface CollectingOptions {
  start(
    onSection: (section: Section) => void,
    only: readonly SectionKey[] | undefined,
    loadPercent: number | null,
  ): Collection;
  load: Pick<LoadMeter, 'pause'>;
  /** As it is before we make load ourselves. */
  loadPercent(): number | null;
  /** Keeps a report of everything. */
  remember(report: Report): Promise<void>;
}

export interface Collecting {
  /** Everything about this computer, or only these sections. */
  collect(onSection: (section: Section) => void, only?: readonly SectionKey[]): Collection;
  readonly busy: boolean;
  /** Where a report last found the gateway. */
  readonly gateway: string | null;
}

/** Every collection of this agent, whoever asks for it: our own load is not the computer's, and a whole look is kept. */
export function collecting({ start, load, loadPercent, remember }: CollectingOptions): Collecting {
  let running = 0;
  let gateway: string | null = null;
  return {
    collect(onSection, only) {
      const before = loadPercent();
      const resume = load.pause();
      running += 1;
      const collection = start(onSection, only, before);
      void collection.done.then((report) => {
        resume();
        running -= 1;
        gateway = factsOf(report, 'gateway')?.address ?? gateway;
        if (!only) void remember(report);
      });
      return collection;
    },
    get busy() {
      return running > 0;
    },
    get gateway() {
      return gateway;
    },
  };
}
