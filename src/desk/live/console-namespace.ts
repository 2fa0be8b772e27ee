import type { IncomingHttpHeaders } from 'node:http';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Namespace, Socket } from 'socket.io';
import { iso, type Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import { fail, ok, type Result } from '../../shared/base/result';
import { PROTOCOL, PROTOCOLS_SERVED } from '../../shared/contract/version';
import { consoleAuth, fromConsole, type FromConsole } from '../../shared/contract/wire';
import { personMay } from '../../shared/rules/access';
import type { Attendance } from '../features/assists/attendance';
import type { TechnicianAssists } from '../features/assists/technician-assists';
import { personActor } from '../features/audit/actors';
import type { OpenSession, Sessions } from '../features/people/sessions';
import { admitOnly } from './admission';
import type { ConsoleConnection, Connections } from './connections';
import type { RefusalLog } from './refusal-log';
import type { SignalRelay } from './signal-relay';
import { openGate, type EventHandlers } from './socket-gate';

const SWEEP_MS = 30_000;

export interface ConsoleNamespaceDeps {
  sessions: Sessions;
  assists: TechnicianAssists;
  attendance: Attendance;
  connections: Connections;
  relay: SignalRelay;
  refusals: RefusalLog;
  limiter: RateLimiterMemory;
  clock: Clock;
  log: Logger;
  /** The session's secret in the handshake's cookie. */
  secretIn(headers: IncomingHttpHeaders): string | undefined;
  isOwnPage(headers: IncomingHttpHeaders): boolean;
  stopping(): boolean;
}

/** The technicians' side: a socket lives as long as its session, and speaks only for its own participants. */
export function serveConsoles(namespace: Namespace, deps: ConsoleNamespaceDeps): { dispose(): void } {
  admitOnly(
    namespace,
    deps.log,
    (socket) => admit(socket, deps),
    (socket, session) => welcome(deps, { session, socket, seq: 0, cut: false }),
  );

  let cancel = deps.clock.after(SWEEP_MS, again);
  function again(): void {
    sweep(deps)
      .catch((error: unknown) => deps.log.error('console.sweep-failed', { error }))
      .finally(() => {
        if (!deps.stopping()) cancel = deps.clock.after(SWEEP_MS, again);
      });
  }
  return { dispose: () => cancel() };
}

async function admit(socket: Socket, deps: ConsoleNamespaceDeps): Promise<Result<OpenSession>> {
  const { headers, auth } = socket.handshake;
  const parsed = consoleAuth.safeParse(auth);
  if (!parsed.success) return fail('invalid-input');
  if (!PROTOCOLS_SERVED.includes(parsed.data.protocol)) return fail('protocol-unsupported');
  if (!deps.isOwnPage(headers)) return fail('origin-refused');
  const secret = deps.secretIn(headers);
  if (secret === undefined) return fail('unauthenticated');
  const session = await deps.sessions.find(secret);
  if (!session.ok) return session;
  return personMay(session.value.person.role, 'technician') ? session : fail('forbidden');
}

function welcome(deps: ConsoleNamespaceDeps, connection: ConsoleConnection): void {
  const { connections, relay, attendance, assists, clock, log, limiter } = deps;
  const { socket } = connection;
  socket.emit('hello', { protocol: PROTOCOL, serverTime: iso(clock.now()) });
  connections.addConsole(connection);
  openGate({ socket, schemas: fromConsole, log, limiter, handlers: handlersFor(deps, connection) });
  socket.once('disconnect', () => {
    connections.removeConsole(connection);
    const participants = relay.detach(socket);
    if (deps.stopping()) return;
    for (const participantId of participants) {
      if (!connection.cut) attendance.expect(participantId);
      else
        assists.giveUp(participantId).catch((error: unknown) => log.error('assist.leave-failed', { error }));
    }
  });
}

function handlersFor(
  { relay, attendance, connections, refusals }: ConsoleNamespaceDeps,
  { socket, session }: ConsoleConnection,
): EventHandlers<FromConsole> {
  const refused = async (assistId: string): Promise<void> =>
    refusals.note(socket, personActor(session.person), assistId);
  return {
    async 'assist:attach'(participant) {
      const attached = await relay.attach(socket, session.person.id, participant);
      if (attached.ok) attendance.forget(participant.participantId);
      else if (attached.fault.code === 'not-a-participant') await refused(participant.assistId);
      return attached;
    },
    async signal(signal) {
      const target = await relay.fromConsole(socket, session.person.id, signal);
      if (!target.ok) {
        if (target.fault.code === 'not-a-participant') await refused(signal.assistId);
        return target;
      }
      if (connections.device(target.value) === undefined) return fail('device-offline');
      connections.toDevice(target.value, 'signal', signal);
      return ok();
    },
  };
}

/** Cuts the sockets of sessions that are over. Watching a screen counts as using the session. */
async function sweep({ connections, sessions, relay }: ConsoleNamespaceDeps): Promise<void> {
  for (const { session, socket } of connections.consoles()) {
    const watching = relay.of(socket).length > 0;
    const alive = watching ? await sessions.use(session.id) : await sessions.check(session.id);
    // A store that cannot answer must not throw everybody out.
    if (!alive.ok && alive.fault.code === 'unauthenticated') connections.cutSession(session.id);
  }
}
