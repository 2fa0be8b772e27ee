import type { Socket } from 'socket.io';
import type { Clock } from '../../shared/base/clock';
import type { ToDevice } from '../../shared/contract/wire';
import type { Id } from '../../shared/model/ids';
import type { Announcer } from '../features/announce';
import type { StoredDevice } from '../features/devices/device-store';
import type { OpenSession } from '../features/people/sessions';

/** What of a socket's handshake tells where it came from. */
export type Handshake = Pick<Socket['handshake'], 'address' | 'headers'>;

export interface DeviceConnection {
  device: StoredDevice;
  socket: Socket;
}

export interface ConsoleConnection {
  session: OpenSession;
  socket: Socket;
  /** Events sent to this socket so far. */
  seq: number;
  /** The session is over, not merely the connection. */
  cut: boolean;
}

/** A whole fleet that hears of something at one moment asks at one moment, and requests wait behind it. */
const AT_ONCE = 50;
const BETWEEN_MS = 250;

/** Who is connected to this process right now, and the announcer that speaks to them. */
export class Connections implements Announcer {
  readonly #devices = new Map<Id, DeviceConnection>();
  readonly #consoles = new Map<string, ConsoleConnection>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  device(deviceId: Id): DeviceConnection | undefined {
    return this.#devices.get(deviceId);
  }

  /** Answers the connection of the same device that was open until now, if any. */
  addDevice(connection: DeviceConnection): DeviceConnection | undefined {
    const before = this.#devices.get(connection.device.id);
    this.#devices.set(connection.device.id, connection);
    return before;
  }

  /** False when another connection has taken its place. */
  removeDevice(connection: DeviceConnection): boolean {
    if (this.#devices.get(connection.device.id) !== connection) return false;
    return this.#devices.delete(connection.device.id);
  }

  addConsole(connection: ConsoleConnection): void {
    this.#consoles.set(connection.socket.id, connection);
  }

  removeConsole(connection: ConsoleConnection): void {
    this.#consoles.delete(connection.socket.id);
  }

  consoles(): ConsoleConnection[] {
    return [...this.#consoles.values()];
  }

  toConsoles: Announcer['toConsoles'] = (event, payload) => {
    for (const connection of this.#consoles.values()) {
      connection.seq += 1;
      connection.socket.emit(event, { ...payload, seq: connection.seq });
    }
  };

  toDevice<E extends keyof ToDevice>(deviceId: Id, event: E, payload: ToDevice[E]): void {
    this.#devices.get(deviceId)?.socket.emit(event, payload);
  }

  toDevices<E extends keyof ToDevice>(event: E, payload: ToDevice[E]): void {
    const all = [...this.#devices.keys()];
    const tell = (from: number): void => {
      const next = from + AT_ONCE;
      for (const id of all.slice(from, next)) this.toDevice(id, event, payload);
      if (next < all.length) this.#clock.after(BETWEEN_MS, () => tell(next));
    };
    tell(0);
  }

  cutDevice(deviceId: Id): void {
    this.#devices.get(deviceId)?.socket.disconnect(true);
  }

  cutSession(sessionId: string): void {
    for (const connection of this.#consoles.values()) {
      if (connection.session.id !== sessionId) continue;
      connection.cut = true;
      connection.socket.disconnect(true);
    }
  }
}
