import { act } from '@testing-library/react';

type Handler = (args: never) => unknown;

/** What a preload exposes, made by hand: answers from a table, pushes by the test. */
export function fakeBridge<B>(handlers: Record<string, Handler>) {
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const calls: [name: string, args: unknown][] = [];
  const bridge = {
    call(name: string, args: unknown) {
      calls.push([name, args]);
      const handler = handlers[name];
      return Promise.resolve().then(() => (handler ? handler(args as never) : undefined));
    },
    on(name: string, listener: (value: unknown) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
  };
  return {
    bridge: bridge as B,
    handlers,
    calls,
    of: (name: string) => calls.filter(([called]) => called === name).map(([, args]) => args),
    push(name: string, value: unknown) {
      act(() => listeners.get(name)?.forEach((listener) => listener(value)));
    },
    listening: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
  };
}
