import type { CpuInfo } from 'node:os';

type Times = { busy: number; total: number };

/** Too short to say anything of a load. */
const LEAST_MS = 1_000;

/** Busy share of all processors, without the times in which we ourselves make the load. */
export class LoadMeter {
  readonly #cpus: () => readonly Pick<CpuInfo, 'times'>[];
  #from: Times;
  /** What came together before the last pause. */
  #sum: Times = { busy: 0, total: 0 };
  #pauses = 0;

  constructor(cpus: () => readonly Pick<CpuInfo, 'times'>[]) {
    this.#cpus = cpus;
    this.#from = this.#now();
  }

  /** Since the last `restart`; null where that is too short. */
  get percent(): number | null {
    const { busy, total } = this.#pauses > 0 ? this.#sum : this.#soFar();
    return total < LEAST_MS ? null : Math.min(100, Math.max(0, Math.round((1000 * busy) / total) / 10));
  }

  restart(): void {
    this.#sum = { busy: 0, total: 0 };
    this.#from = this.#now();
  }

  /** Our own work begins; the answer says that it is over. */
  pause(): () => void {
    if (this.#pauses === 0) this.#sum = this.#soFar();
    this.#pauses += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#pauses -= 1;
      if (this.#pauses === 0) this.#from = this.#now();
    };
  }

  #soFar(): Times {
    const now = this.#now();
    return {
      busy: this.#sum.busy + now.busy - this.#from.busy,
      total: this.#sum.total + now.total - this.#from.total,
    };
  }

  #now(): Times {
    const all = { busy: 0, total: 0 };
    for (const { times } of this.#cpus()) {
      const busy = times.user + times.nice + times.sys + times.irq;
      all.busy += busy;
      all.total += busy + times.idle;
    }
    return all;
  }
}
