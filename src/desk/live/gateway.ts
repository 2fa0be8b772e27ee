import type { Server as HttpServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { Server } from 'socket.io';
import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import { CONSOLE_NAMESPACE, DEVICE_NAMESPACE, WIRE_LIMIT } from '../../shared/contract/wire';
import type { Attendance } from '../features/assists/attendance';
import type { DeviceAssists } from '../features/assists/device-assists';
import type { TechnicianAssists } from '../features/assists/technician-assists';
import type { Audit } from '../features/audit/audit';
import type { Devices } from '../features/devices/devices';
import type { Inventories } from '../features/devices/inventories';
import type { Sessions } from '../features/people/sessions';
import type { Policies } from '../features/policy/policies';
import type { Connections, Handshake } from './connections';
import { serveConsoles } from './console-namespace';
import { serveDevices } from './device-namespace';
import { RefusalLog } from './refusal-log';
import type { SignalRelay } from './signal-relay';
import { eventLimiter } from './socket-gate';

export interface GatewayDeps {
  server: HttpServer;
  connections: Connections;
  relay: SignalRelay;
  audit: Audit;
  sessions: Sessions;
  devices: Devices;
  inventories: Inventories;
  policies: Policies;
  deviceAssists: DeviceAssists;
  technicianAssists: TechnicianAssists;
  attendance: Attendance;
  clock: Clock;
  log: Logger;
  organization: string;
  iceUrls: readonly string[];
  /** Where a connection came from. */
  sourceOf(handshake: Handshake): string;
  secretIn(headers: IncomingHttpHeaders): string | undefined;
  isOwnOrigin(origin: string, host: string | undefined): boolean;
}

export interface Gateway {
  /** Cuts every socket; the HTTP server itself is not ours to close. */
  stop(): void;
}

/** The desk's live side: socket.io on the HTTP server, one namespace for agents and one for consoles. */
export function openGateway(deps: GatewayDeps): Gateway {
  const { server, clock, log } = deps;
  let stopped = false;
  const stopping = (): boolean => stopped;
  const io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: WIRE_LIMIT,
    connectTimeout: 5000,
    perMessageDeflate: false,
    httpCompression: false,
    // A foreign page is turned away before there is a connection; agents send no Origin at all.
    allowRequest(request, decide) {
      const { origin, host } = request.headers;
      decide(null, origin === undefined || deps.isOwnOrigin(origin, host));
    },
  });
  const shared = {
    ...deps,
    limiter: eventLimiter(),
    refusals: new RefusalLog(deps.audit, clock),
    stopping,
  };
  serveDevices(io.of(DEVICE_NAMESPACE), { ...shared, assists: deps.deviceAssists });
  const consoles = serveConsoles(io.of(CONSOLE_NAMESPACE), {
    ...shared,
    assists: deps.technicianAssists,
    isOwnPage: ({ origin, host, 'sec-fetch-site': site }) =>
      origin === undefined ? site === 'same-origin' : deps.isOwnOrigin(origin, host),
  });
  io.engine.on('connection_error', ({ code, message }: { code: number; message: string }) => {
    log.debug('socket.handshake-refused', { code, reason: message });
  });
  return {
    stop() {
      stopped = true;
      consoles.dispose();
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}
