import type { Clock } from '../../shared/base/clock';

/** What the promise comes to within `ms` of that clock, or what is said in its place when they are over. */
export function bounded<T>(clock: Clock, ms: number, value: Promise<T>, late: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(late()));
    value.finally(cancel).then(resolve, reject);
  });
}
