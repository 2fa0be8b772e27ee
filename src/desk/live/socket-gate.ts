import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Socket } from 'socket.io';
import type { Logger } from '../../shared/base/logger';
import { fail, type Result } from '../../shared/base/result';
import type { Ack } from '../../shared/contract/wire';

const EVENTS_PER_SECOND = 100;

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** One handler for each event a side may send: a missing one does not compile. */
export type EventHandlers<T> = { [K in keyof T]: (payload: T[K]) => Promise<Result<void>> };
type Schemas<T> = { [K in keyof T]: Schema<T[K]> };

export interface GateOptions<T> {
  socket: Socket;
  schemas: Schemas<T>;
  handlers: EventHandlers<T>;
  log: Logger;
  limiter: RateLimiterMemory;
}

export function eventLimiter(): RateLimiterMemory {
  return new RateLimiterMemory({ points: EVENTS_PER_SECOND, duration: 1 });
}

/**
 * The only way for an event to reach a handler. Whatever a socket sends, it is counted, it has exactly one
 * argument that fits its schema, it is answered when an answer was asked for, and it cannot end the process.
 */
export function openGate<T extends object>(options: GateOptions<T>): void {
  const { socket, log } = options;
  socket.onAny((event: unknown, ...args: unknown[]) => {
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? (last as (answer: Ack) => void) : undefined;
    const sent = acknowledge ? args.slice(0, -1) : args;
    dispatch(options, event, sent)
      .catch((error: unknown) => {
        log.error('socket.failed', { event, error });
        return fail('internal');
      })
      .then((result) => {
        if (!result.ok) log.debug('socket.refused', { event, code: result.fault.code });
        acknowledge?.(result.ok ? { ok: true } : { ok: false, fault: result.fault });
      })
      .catch((error: unknown) => log.error('socket.unanswered', { event, error }));
  });
}

async function dispatch<T extends object>(
  { socket, schemas, handlers, limiter }: GateOptions<T>,
  event: unknown,
  args: readonly unknown[],
): Promise<Result<void>> {
  try {
    await limiter.consume(socket.id);
  } catch {
    return fail('rate-limited');
  }
  if (!isEventOf(schemas, event)) return fail('invalid-input', 'there is no such event');
  if (args.length !== 1) return fail('invalid-input', 'an event has exactly one argument');
  const parsed = schemas[event].safeParse(args[0]);
  if (!parsed.success) return fail('invalid-input');
  return handlers[event](parsed.data);
}

function isEventOf<T extends object>(schemas: Schemas<T>, event: unknown): event is keyof T {
  return typeof event === 'string' && Object.hasOwn(schemas, event);
}
