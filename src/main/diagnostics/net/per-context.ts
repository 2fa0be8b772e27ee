import type { ProbeContext } from '../probe';

/** What several probes of one collection need is found out once: the same context, the same answer. */
export function perContext<T>(
  find: (context: ProbeContext) => Promise<T>,
): (context: ProbeContext) => Promise<T> {
  const found = new WeakMap<ProbeContext, Promise<T>>();
  return (context) => {
    const before = found.get(context);
    if (before) return before;
    const promise = find(context);
    found.set(context, promise);
    return promise;
  };
}
