import type { Clock } from '../../../src/shared/base/clock';

export interface FakeClock extends Clock {
  /** Moves time on and runs what is due, in order. */
  advance(ms: number): void;
  readonly pending: number;
}

export function fakeClock(start = Date.parse('2026-01-05T09:00:00.000Z')): FakeClock {
  let now = start;
  const timers = new Set<{ at: number; run: () => void }>();
  const nextDue = (until: number) =>
    [...timers].filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const until = now + ms;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        timers.delete(due);
        now = due.at;
        due.run();
      }
      now = until;
    },
    get pending() {
      return timers.size;
    },
  };
}
