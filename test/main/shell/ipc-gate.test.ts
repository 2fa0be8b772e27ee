import type { IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { IpcGate, type Sender } from '../../../src/main/shell/ipc-gate';
import { assistCalls, helpCalls, type Handlers } from '../../../src/shared/contract/ipc';
import { memoryLog, type MemoryLog } from '../support/memory-log';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const HELP_URL = 'app://deskside/agent/help/index.html';
const ASSIST_URL = 'app://deskside/agent/assist/index.html';

const frame = (url: string) => ({ url }) as unknown as Sender['mainFrame'];
const help: Sender = { id: 1, mainFrame: frame(HELP_URL) };
const assist: Sender = { id: 2, mainFrame: frame(ASSIST_URL) };

function from(sender: Sender, senderFrame: unknown = sender.mainFrame): IpcMainInvokeEvent {
  return { sender, senderFrame } as unknown as IpcMainInvokeEvent;
}

const listeners = new Map<string, Listener>();
let reached: string[];
let log: MemoryLog;
let answer: () => unknown;

function recording<T extends object>(calls: T): never {
  const entries = Object.keys(calls).map((name) => [
    name,
    () => {
      reached.push(name);
      return answer();
    },
  ]);
  return Object.fromEntries(entries) as never;
}

beforeEach(() => {
  listeners.clear();
  reached = [];
  log = memoryLog();
  answer = () => undefined;
  const ipc = { handle: (name: string, listener: Listener) => void listeners.set(name, listener) };
  const gate = new IpcGate(ipc, (kind) => (kind === 'help' ? help : assist), log);
  gate.registerAll('help', recording(helpCalls) as Handlers<typeof helpCalls>);
  gate.registerAll('assist', recording(assistCalls) as Handlers<typeof assistCalls>);
});

const call = async (name: string, event: IpcMainInvokeEvent, ...args: unknown[]) =>
  listeners.get(name)?.(event, ...args);
const REFUSED = 'refused';

test('every call of the contract is registered, and nothing else', () => {
  expect([...listeners.keys()].toSorted()).toEqual(
    [...Object.keys(helpCalls), ...Object.keys(assistCalls)].toSorted(),
  );
});

test('a name outside the contract cannot be registered', () => {
  const gate = new IpcGate({ handle: () => undefined }, () => help, log);
  for (const name of ['help:run', 'assist:allow', 'constructor', '__proto__']) {
    const handlers = JSON.parse(`{"${name}":1}`) as never;
    expect(() => gate.registerAll('help', handlers), name).toThrow();
  }
});

test('a proper call passes', async () => {
  await call('help:close', from(help));
  await call('help:copy', from(help), { text: 'x' });
  expect(reached).toEqual(['help:close', 'help:copy']);
});

describe('refused, for each call', () => {
  for (const [name, own, other] of [
    ...Object.keys(helpCalls).map((key) => [key, help, assist] as const),
    ...Object.keys(assistCalls).map((key) => [key, assist, help] as const),
  ]) {
    test(`${name}: another window, a frame inside the page, no frame, another address`, async () => {
      const strangers = [
        from(other),
        from(own, frame(own.mainFrame.url)),
        from(own, null),
        from({ id: own.id, mainFrame: frame('https://example.org/') }),
        from({ id: 99, mainFrame: own.mainFrame }),
      ];
      for (const event of strangers) await expect(call(name, event)).rejects.toThrow(REFUSED);
      expect(reached).toEqual([]);
      expect(log.has('ipc.refused')).toBe(true);
    });
  }
});

test('the right frame on the wrong page is refused', async () => {
  for (const url of [
    ASSIST_URL,
    'app://deskside/agent/help/',
    'app://evil/agent/help/index.html',
    'file:///x',
  ]) {
    const moved: Sender = { id: 1, mainFrame: frame(url) };
    const seen = new Map<string, Listener>();
    const gate = new IpcGate({ handle: (name, listener) => void seen.set(name, listener) }, () => moved, log);
    gate.registerAll('help', recording(helpCalls) as Handlers<typeof helpCalls>);
    await expect((async () => seen.get('help:close')?.(from(moved)))()).rejects.toThrow(REFUSED);
  }
  expect(reached).toEqual([]);
});

test('unknown keys and extra arguments are refused', async () => {
  await expect(call('help:copy', from(help), { text: 'x', more: 1 })).rejects.toThrow(REFUSED);
  await expect(call('help:copy', from(help), { text: 'x' }, 1)).rejects.toThrow(REFUSED);
  await expect(call('help:close', from(help), {})).rejects.toThrow(REFUSED);
  expect(reached).toEqual([]);
});

test('whatever comes, a handler sees only what the contract allows', async () => {
  for (const [calls, page] of [
    [helpCalls, help],
    [assistCalls, assist],
  ] as const) {
    for (const [name, { args }] of Object.entries(calls)) {
      await fc.assert(
        fc.asyncProperty(fc.anything({ withBigInt: true, withDate: true, withMap: true }), async (value) => {
          reached = [];
          await call(name, from(page), value).catch(() => undefined);
          expect(reached.length).toBe(args.safeParse(value).success ? 1 : 0);
        }),
        { numRuns: 1_000 },
      );
    }
  }
}, 60_000);

test('a handler that breaks answers `internal` where the contract has room for it', async () => {
  answer = () => {
    throw new Error('secret path /home/jane');
  };
  expect(await call('help:take-screenshots', from(help))).toEqual({ ok: false, fault: { code: 'internal' } });
  await expect(call('help:close', from(help))).rejects.toThrow(/^internal$/);
  expect(log.has('ipc.handler-failed')).toBe(true);
});
