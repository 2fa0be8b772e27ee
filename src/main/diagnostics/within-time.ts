import type { ProbeContext } from './probe';
import { PROGRAM_MS } from './run-program';

/**
 * The same machine, on which no program may run longer than is left of the time for all: a probe that asks several in
 * turn then still says what it knows, and which one kept it, before its own deadline.
 */
export function withinTime(context: ProbeContext, ms: number): ProbeContext {
  const end = performance.now() + ms;
  return {
    ...context,
    run(program, args, limits = {}) {
      const left = Math.round(end - performance.now());
      if (left <= 0) {
        return Promise.resolve({ ok: false, reason: 'deadline', detail: `no time was left for ${program}` });
      }
      return context.run(program, args, {
        ...limits,
        timeoutMs: Math.min(limits.timeoutMs ?? PROGRAM_MS, left),
      });
    },
  };
}
