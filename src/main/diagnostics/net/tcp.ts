import type { LookupAddress } from 'node:dns';
import { connect, type Socket } from 'node:net';
import { errorCode } from '../../storage/disk';
import { lookupFrom } from './names';

export type Connected = { ok: true; socket: Socket } | { ok: false; error: string };

/** One TCP connection to any of the addresses, or the code of why there is none. */
export function connectTcp(
  addresses: readonly LookupAddress[],
  port: number,
  ms: number,
): Promise<Connected> {
  return new Promise((resolve) => {
    const socket = connect({
      host: 'host.invalid',
      port,
      lookup: lookupFrom(addresses) as never,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: 250,
    });
    const give = (error: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ok: false, error });
    };
    const timer = setTimeout(() => give('ETIMEDOUT'), ms);
    socket.on('error', (error) => give(codeOf(error)));
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve({ ok: true, socket });
    });
  });
}

/** When all of several addresses failed, Node reports them together; the first is as good as any. */
export function codeOf(error: unknown): string {
  if (typeof error === 'string') return error.slice(0, 80);
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return (errorCode(inner) || errorCode(error) || (inner instanceof Error ? inner.message : 'unknown')).slice(
    0,
    80,
  );
}

/** What a socket says, until `enough` of it, its end or the time is up. */
export function hear(socket: Socket, enough: (text: Buffer) => boolean, ms: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let heard = Buffer.alloc(0);
    const finish = () => {
      clearTimeout(timer);
      socket.off('data', add);
      resolve(heard);
    };
    const timer = setTimeout(finish, ms);
    const add = (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.length > 64 * 1024 || enough(heard)) finish();
    };
    socket.on('data', add);
    socket.once('close', finish);
    socket.once('end', finish);
    socket.once('error', finish);
  });
}
