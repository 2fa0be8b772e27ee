import type {
  CallInput,
  CallName,
  CallReply,
  DeskClient,
  DeskFault,
  Reply,
} from '../../../src/renderer/console/api/client';
import type { LiveSocket } from '../../../src/renderer/console/api/live';

type Handlers = {
  [N in CallName]?: (input: CallInput<N>) => CallReply<N> | DeskFault | Promise<CallReply<N> | DeskFault>;
};

const isFault = (value: unknown): value is DeskFault =>
  typeof value === 'object' && value !== null && 'code' in value && !('id' in value);

export interface FakeClient extends DeskClient {
  /** What was asked, by route, in order. */
  of: <N extends CallName>(name: N) => CallInput<N>[];
  handle: (more: Handlers) => void;
}

/** A desk that answers as told; a route nobody expected is "not-found", so that it shows. */
export function fakeClient(handlers: Handlers): FakeClient {
  const known: Handlers = { ...handlers };
  const calls: { name: string; input: unknown }[] = [];
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallReply<N>>> {
      calls.push({ name, input });
      const handler = known[name];
      if (!handler) return { ok: false, fault: { code: 'not-found', detail: `unexpected ${name}` } };
      const answer = await handler(input);
      return isFault(answer) ? { ok: false, fault: answer } : { ok: true, value: answer };
    },
    of: <N extends CallName>(name: N) =>
      calls.filter((call) => call.name === name).map((call) => call.input as CallInput<N>),
    handle: (more) => void Object.assign(known, more),
  };
}

export interface FakeSocket extends LiveSocket {
  push: (event: string, payload: unknown) => void;
  up: () => void;
  down: (final?: boolean) => void;
  readonly sent: { event: string; payload: unknown }[];
  readonly connects: () => number;
  /** How the desk acknowledges; `undefined` = not at all. */
  answer: (event: string) => unknown;
}

export function fakeSocket(): FakeSocket {
  const listeners = new Map<string, (payload: unknown) => void>();
  let onUp = () => {};
  let onDown: (down: { final: boolean; reason: string }) => void = () => {};
  let connects = 0;
  const sent: { event: string; payload: unknown }[] = [];
  const socket: FakeSocket = {
    on: (event, listener) => void listeners.set(event, listener),
    onConnect: (listener) => void (onUp = listener),
    onDown: (listener) => void (onDown = listener),
    async emit(event, payload) {
      sent.push({ event, payload });
      const answer = socket.answer(event);
      if (answer === undefined) throw new Error('operation has timed out');
      return answer;
    },
    connect: () => void connects++,
    disconnect: () => {},
    push: (event, payload) => listeners.get(event)?.(payload),
    up: () => onUp(),
    down: (final = false) => onDown({ final, reason: 'transport close' }),
    sent,
    connects: () => connects,
    answer: () => ({ ok: true }),
  };
  return socket;
}
