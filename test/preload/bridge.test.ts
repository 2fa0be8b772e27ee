import { beforeEach, expect, test, vi } from 'vitest';
import { assistCalls, assistPushes, helpCalls, helpPushes } from '../../src/shared/contract/ipc';

interface Exposed {
  call(name: unknown, ...args: unknown[]): Promise<unknown>;
  on(name: unknown, listener: (value: unknown) => void): () => void;
}

// The one place where Electron itself is the other side: there is nothing to hand in, the preload imports it.
const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  listeners: new Map<string, Set<(event: unknown, value: unknown) => void>>(),
}));
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => void electron.exposed.set(name, value),
  },
  ipcRenderer: {
    invoke: (...args: unknown[]) => {
      electron.invoked.push(args);
      return Promise.resolve('answer');
    },
    on(name: string, listener: (event: unknown, value: unknown) => void) {
      electron.listeners.set(name, (electron.listeners.get(name) ?? new Set()).add(listener));
    },
    removeListener(name: string, listener: (event: unknown, value: unknown) => void) {
      electron.listeners.get(name)?.delete(listener);
    },
  },
}));

beforeEach(() => {
  electron.exposed.clear();
  electron.invoked.length = 0;
  electron.listeners.clear();
  vi.resetModules();
});

const KINDS = [
  ['help', helpCalls, helpPushes, () => import('../../src/preload/help'), 'assist:allow'],
  ['assist', assistCalls, assistPushes, () => import('../../src/preload/assist'), 'help:send'],
] as const;

test.for(KINDS)(
  '%s: two functions, frozen, for its own names only',
  async ([, calls, pushes, load, foreign]) => {
    await load();
    expect([...electron.exposed.keys()]).toEqual(['deskside']);
    const bridge = electron.exposed.get('deskside') as Exposed;
    expect(Object.keys(bridge).toSorted()).toEqual(['call', 'on']);
    expect(Object.isFrozen(bridge)).toBe(true);

    for (const name of Object.keys(calls)) expect(await bridge.call(name)).toBe('answer');
    for (const name of Object.keys(pushes)) bridge.on(name, () => undefined);
    expect(electron.invoked.map(([name]) => name)).toEqual(Object.keys(calls));
    expect([...electron.listeners.keys()]).toEqual(Object.keys(pushes));

    for (const name of [foreign, 'constructor', '__proto__', '', 7, null, ['help:send']]) {
      await expect(bridge.call(name)).rejects.toThrow();
      expect(() => bridge.on(name, () => undefined)).toThrow();
    }
    expect(electron.invoked).toHaveLength(Object.keys(calls).length);
  },
);

test('a listener gets the value without the event, and can stop listening', async () => {
  await import('../../src/preload/help');
  const bridge = electron.exposed.get('deskside') as Exposed;
  const heard: unknown[][] = [];
  const stop = bridge.on('help:show', (...args) => void heard.push(args));
  const [listener] = electron.listeners.get('help:show') ?? [];
  listener?.({ sender: 'ipcRenderer' }, { view: 'new' });
  expect(heard).toEqual([[{ view: 'new' }]]);
  stop();
  expect(electron.listeners.get('help:show')?.size).toBe(0);
});
