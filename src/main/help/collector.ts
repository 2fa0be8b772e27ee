import type { Clock } from '../../shared/base/clock';
import type { Report, Section } from '../../shared/model/diagnostics';
import type { Collection } from '../diagnostics/collect';

export interface CollectorListener {
  section(section: Section): void;
  report(report: Report): void;
}

/** How long a pressed Send waits for what is still being collected. */
const PATIENCE_MS = 2_500;
/** Older than this, the facts are taken again when the window asks. */
const FRESH_MS = 5 * 60_000;

type State =
  | { kind: 'none' }
  | { kind: 'running'; collection: Collection }
  | { kind: 'done'; report: Report; at: number };

/** Which finished collection will do: one of the last minutes, any there is, or none. */
export type Need = 'fresh' | 'kept' | 'anew';

/** The one collection of an open help window: started when it opens, kept until it is sent or the window closes. */
export class Collector {
  readonly #start: (onSection: (section: Section) => void) => Collection;
  readonly #clock: Clock;
  readonly #listener: CollectorListener;
  #state: State = { kind: 'none' };

  constructor(
    start: (onSection: (section: Section) => void) => Collection,
    clock: Clock,
    listener: CollectorListener,
  ) {
    this.#start = start;
    this.#clock = clock;
    this.#listener = listener;
  }

  /** What is there so far. */
  get sections(): readonly Section[] {
    const state = this.#state;
    if (state.kind === 'running') return state.collection.sections;
    return state.kind === 'done' ? state.report.sections : [];
  }

  /** Starts unless there is a collection that will do; tells again what is known to a page that came later. */
  begin(need: Need = 'fresh'): void {
    const state = this.#state;
    if (state.kind === 'running') {
      for (const section of state.collection.sections) this.#listener.section(section);
      return;
    }
    if (state.kind === 'done' && this.#suffices(state.at, need)) {
      for (const section of state.report.sections) this.#listener.section(section);
      this.#listener.report(state.report);
      return;
    }
    const collection = this.#start((section) => this.#listener.section(section));
    const running: State = { kind: 'running', collection };
    this.#state = running;
    void collection.done.then((report) => {
      if (this.#state !== running) return;
      this.#state = { kind: 'done', report, at: this.#clock.now() };
      this.#listener.report(report);
    });
  }

  #suffices(at: number, need: Need): boolean {
    const age = this.#clock.now() - at;
    // Less than nothing: the clock was set back, and nobody knows how old it is.
    return need === 'kept' || (need === 'fresh' && age >= 0 && age < FRESH_MS);
  }

  /** The whole report; waits for it. */
  whole(): Promise<Report> {
    if (this.#state.kind === 'none') this.begin();
    return this.#state.kind === 'running'
      ? this.#state.collection.done
      : Promise.resolve((this.#state as State & { kind: 'done' }).report);
  }

  /** The report as it is after a moment of patience; what was still running is named as canceled. */
  async soon(): Promise<Report> {
    const whole = this.whole();
    const state = this.#state;
    if (state.kind !== 'running') return whole;
    const cancel = this.#clock.after(PATIENCE_MS, () => state.collection.cutShort());
    const report = await whole;
    cancel();
    return report;
  }

  drop(): void {
    const state = this.#state;
    this.#state = { kind: 'none' };
    if (state.kind === 'running') state.collection.cutShort();
  }
}
