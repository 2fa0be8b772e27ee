import type { Draft } from '../../../shared/model/ticket';

/** Saves what is typed, one write at a time: while one runs, only the newest version waits. */
export interface DraftSaver {
  save(draft: Draft): void;
  /** Resolves when everything is on disk. */
  settled(): Promise<void>;
  /** What waits is not written: the draft was sent. */
  forget(): void;
}

export function createDraftSaver(write: (draft: Draft) => Promise<unknown>): DraftSaver {
  let waiting: Draft | null = null;
  let running: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (waiting) {
      const next: Draft = waiting;
      waiting = null;
      // A draft that cannot be saved stays on the page; the next key press tries again.
      await write(next).catch(() => undefined);
    }
    running = null;
  }

  return {
    save(draft) {
      waiting = draft;
      running ??= drain();
    },
    settled: () => running ?? Promise.resolve(),
    forget() {
      waiting = null;
    },
  };
}
