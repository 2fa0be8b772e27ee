import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Namespace, Socket } from 'socket.io';
import { iso, type Clock } from '../../shared/base/clock';
import { fault } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import { failWith, ok, type Result } from '../../shared/base/result';
import { PROTOCOL, PROTOCOLS_SERVED } from '../../shared/contract/version';
import { deviceAuth, fromDevice, type FromDevice, type ToDevice } from '../../shared/contract/wire';
import type { DeviceAssists } from '../features/assists/device-assists';
import { plainAddress } from '../features/address-ranges';
import { deviceActor } from '../features/audit/actors';
import type { Devices } from '../features/devices/devices';
import type { StoredDevice } from '../features/devices/device-store';
import type { Inventories } from '../features/devices/inventories';
import type { Policies } from '../features/policy/policies';
import { admitOnly } from './admission';
import type { Connections, DeviceConnection, Handshake } from './connections';
import type { RefusalLog } from './refusal-log';
import type { SignalRelay } from './signal-relay';
import { openGate, type EventHandlers } from './socket-gate';

const CONNECTS_PER_MINUTE = 60;
/** Each one that says something new is a write; an agent that is well has something new a few times a day. */
const INVENTORIES_PER_MINUTE = 60;

export interface DeviceNamespaceDeps {
  devices: Devices;
  inventories: Inventories;
  policies: Policies;
  assists: DeviceAssists;
  connections: Connections;
  relay: SignalRelay;
  refusals: RefusalLog;
  limiter: RateLimiterMemory;
  clock: Clock;
  log: Logger;
  organization: string;
  /** Where the live view may find a way through: addresses only, what they are opened with is given for each assist. */
  iceUrls: readonly string[];
  sourceOf(handshake: Handshake): string;
  stopping(): boolean;
}

/** The agents' side: each connection proves its device anew and says first what is going on there. */
export function serveDevices(namespace: Namespace, deps: DeviceNamespaceDeps): void {
  const connects = new RateLimiterMemory({ points: CONNECTS_PER_MINUTE, duration: 60 });
  const tellings = new RateLimiterMemory({ points: INVENTORIES_PER_MINUTE, duration: 60 });
  admitOnly(
    namespace,
    deps.log,
    (socket) => admit(socket, deps, connects),
    (socket, device) => welcome(deps, { device, socket }, tellings),
  );
}

async function admit(
  socket: Socket,
  { devices, sourceOf }: DeviceNamespaceDeps,
  connects: RateLimiterMemory,
): Promise<Result<StoredDevice>> {
  const auth = deviceAuth.safeParse(socket.handshake.auth);
  if (!auth.success) return failWith(fault('invalid-input'));
  if (!PROTOCOLS_SERVED.includes(auth.data.protocol)) return failWith(fault('protocol-unsupported'));
  const source = sourceOf(socket.handshake);
  try {
    // By source as well: who merely knows a device's id cannot keep it out.
    await connects.consume(`${source} ${auth.data.proof.deviceId}`);
  } catch {
    return failWith({ code: 'rate-limited', retryAfter: 60 });
  }
  return devices.prove(auth.data.proof, 'link', source);
}

function welcome(deps: DeviceNamespaceDeps, connection: DeviceConnection, tellings: RateLimiterMemory): void {
  const { connections, log, clock, organization } = deps;
  const { socket, device } = connection;
  const hello: ToDevice['hello'] = {
    protocol: PROTOCOL,
    organization,
    serverTime: iso(clock.now()),
    iceUrls: [...deps.iceUrls],
    address: plainAddress(deps.sourceOf(socket.handshake)),
  };
  socket.emit('hello', hello);
  const before = connections.addDevice(connection);
  if (before) {
    log.warn('device.replaced', { deviceId: device.id });
    before.socket.disconnect(true);
  }
  const gate = { socket, schemas: fromDevice, log, limiter: deps.limiter };
  openGate({ ...gate, handlers: handlersFor(deps, connection, tellings, before !== undefined) });
  settle(deps, connection).catch((error: unknown) => log.error('policy.not-told', { error }));
  socket.once('disconnect', (reason) => {
    if (!connections.removeDevice(connection) || deps.stopping()) return;
    log.info('device.disconnected', { deviceId: device.id, reason });
    deps.devices
      .disconnected(device, reason)
      .then(() => deps.assists.disconnected(device.id))
      .catch((error: unknown) => log.error('device.disconnect-failed', { error }));
  });
}

async function settle(
  { devices, policies, log }: DeviceNamespaceDeps,
  { socket, device }: DeviceConnection,
): Promise<void> {
  const staying = await devices.mayStay(device);
  if (!staying.ok) return void socket.disconnect(true);
  const signed = await policies.signed();
  if (!signed.ok) log.warn('policy.not-told', { code: signed.fault.code });
  else if (signed.value !== null) socket.emit('policy:changed', signed.value);
}

function handlersFor(
  deps: DeviceNamespaceDeps,
  connection: DeviceConnection,
  tellings: RateLimiterMemory,
  replaced: boolean,
): EventHandlers<FromDevice> {
  const { assists, devices, inventories, relay, refusals, log } = deps;
  const { device, socket } = connection;
  let known = false;
  return {
    async 'device:status'({ assist }) {
      const reconciled = await assists.reconcile(device, assist);
      if (!reconciled.ok || known) return reconciled;
      known = true;
      const connected = await devices.connected(device, deps.sourceOf(socket.handshake), replaced);
      if (!connected.ok) socket.disconnect(true);
      else log.info('device.connected', { deviceId: device.id });
      // The connection may have ended while this was written down.
      if (socket.disconnected && deps.connections.device(device.id) === undefined) {
        return devices.disconnected(device, 'gone');
      }
      return connected;
    },
    async 'device:inventory'(inventory) {
      try {
        await tellings.consume(device.id);
      } catch {
        return failWith({ code: 'rate-limited', retryAfter: 60 });
      }
      const source = plainAddress(deps.sourceOf(socket.handshake));
      const taken = await inventories.told(device, inventory, source);
      if (!taken.ok && taken.fault.code === 'device-copied') {
        log.warn('device.copied', { deviceId: device.id });
      }
      return taken;
    },
    'assist:started': ({ assistId }) => assists.started(device, assistId),
    'assist:paused': ({ assistId, paused }) => assists.paused(device, assistId, paused),
    'assist:ended': ({ assistId, reason }) => assists.ended(device, assistId, reason),
    async signal(signal) {
      const relayed = await relay.fromDevice(device.id, signal);
      if (!relayed.ok && relayed.fault.code === 'not-a-participant') {
        await refusals.note(socket, deviceActor(device), signal.assistId);
      }
      return relayed.ok ? ok() : relayed;
    },
  };
}
