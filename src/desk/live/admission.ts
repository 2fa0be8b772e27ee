import type { Namespace, Socket } from 'socket.io';
import type { Fault } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import { fail, type Result } from '../../shared/base/result';

/**
 * Lets a socket into a namespace only as somebody. `admit` says who it is; `welcome` gets both together, so that no
 * socket without a known owner is ever served.
 */
export function admitOnly<T extends object>(
  namespace: Namespace,
  log: Logger,
  admit: (socket: Socket) => Promise<Result<T>>,
  welcome: (socket: Socket, who: T) => void,
): void {
  const admitted = new WeakMap<Socket, T>();
  namespace.use((socket, next) => void answer(socket, next));

  async function answer(socket: Socket, next: (refused?: Error) => void): Promise<void> {
    next(await decide(socket));
  }

  async function decide(socket: Socket): Promise<Error | undefined> {
    const who = await attempt(socket);
    if (!who.ok) return refusal(who.fault);
    admitted.set(socket, who.value);
    return undefined;
  }

  async function attempt(socket: Socket): Promise<Result<T>> {
    try {
      return await admit(socket);
    } catch (error) {
      log.error('socket.handshake-failed', { namespace: namespace.name, error });
      return fail('internal');
    }
  }

  namespace.on('connection', (socket) => {
    const who = admitted.get(socket);
    if (who) welcome(socket, who);
    else socket.disconnect(true);
  });
}

/** What socket.io hands to the client as `connect_error`, with the fault where our clients look for it. */
function refusal(value: Fault): Error {
  return Object.assign(new Error(value.code), { data: value });
}
