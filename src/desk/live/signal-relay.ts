import type { Socket } from 'socket.io';
import { fail, ok, type Result } from '../../shared/base/result';
import type { AddressedSignal } from '../../shared/model/assist';
import type { Id } from '../../shared/model/ids';

/** Characters of signals for a page that has not tied its socket to its participant yet, or lost it for a moment. */
const WAITING_LIMIT = 512 * 1024;

export interface Party {
  assistId: Id;
  deviceId: Id;
  /** The session whose sockets may attach. */
  technicianId: Id;
}

interface Seat extends Party {
  socket: Socket | null;
  waiting: AddressedSignal[];
  waitingSize: number;
}

/**
 * Passes signals between a device and the page of one participant, and reads nothing of them. Owns one seat for
 * each participant of a live assist in this process; a seat ends when its participant leaves or its assist ends.
 */
export class SignalRelay {
  readonly #seats = new Map<Id, Seat>();
  #changes = 0;
  readonly #lookUp: (participantId: Id) => Promise<Result<Party | null>>;

  /** `lookUp` answers who a participant of a live assist is, null for all others. */
  constructor(lookUp: (participantId: Id) => Promise<Result<Party | null>>) {
    this.#lookUp = lookUp;
  }

  async attach(
    socket: Socket,
    technicianId: Id,
    { assistId, participantId }: { assistId: Id; participantId: Id },
  ): Promise<Result<void>> {
    const found = await this.#seatOf(participantId);
    if (!found.ok) return found;
    const seat = found.value;
    if (seat.assistId !== assistId || seat.technicianId !== technicianId) return fail('not-a-participant');
    // It may have closed while its participant was looked up; nobody would ever take the seat from it.
    if (!socket.connected) return fail('unavailable', 'the connection is closed');
    seat.socket = socket;
    const waiting = seat.waiting.splice(0);
    seat.waitingSize = 0;
    for (const signal of waiting) socket.emit('signal', signal);
    return ok();
  }

  /** The participants whose page just lost its connection. */
  detach(socket: Socket): Id[] {
    const participants = this.of(socket);
    for (const participantId of participants) {
      const seat = this.#seats.get(participantId);
      if (seat) seat.socket = null;
    }
    return participants;
  }

  of(socket: Socket): Id[] {
    return [...this.#seats].filter(([, seat]) => seat.socket === socket).map(([id]) => id);
  }

  async fromDevice(deviceId: Id, signal: AddressedSignal): Promise<Result<void>> {
    const found = await this.#seatOf(signal.participantId);
    if (!found.ok) return found;
    const seat = found.value;
    if (seat.assistId !== signal.assistId || seat.deviceId !== deviceId) return fail('not-a-participant');
    if (seat.socket) {
      seat.socket.emit('signal', signal);
      return ok();
    }
    const size = JSON.stringify(signal).length;
    if (seat.waitingSize + size > WAITING_LIMIT)
      return fail('unavailable', 'the participant is not connected');
    seat.waiting.push(signal);
    seat.waitingSize += size;
    return ok();
  }

  /**
   * Answers the device the signal is meant for. A page that came back and has not attached yet is told `unavailable`:
   * it is early, not an intruder.
   */
  async fromConsole(socket: Socket, technicianId: Id, signal: AddressedSignal): Promise<Result<Id>> {
    const found = await this.#seatOf(signal.participantId);
    if (!found.ok) return found;
    const seat = found.value;
    if (seat.assistId !== signal.assistId || seat.technicianId !== technicianId)
      return fail('not-a-participant');
    if (seat.socket === socket) return ok(seat.deviceId);
    return seat.socket === null ? fail('unavailable', 'attach first') : fail('not-a-participant');
  }

  /** Keeps only the seats of those who are still in the assist. */
  keep(assistId: Id, participantIds: readonly Id[]): void {
    this.#changes += 1;
    for (const [id, seat] of this.#seats) {
      if (seat.assistId === assistId && !participantIds.includes(id)) this.#seats.delete(id);
    }
  }

  async #seatOf(participantId: Id): Promise<Result<Seat>> {
    const known = this.#seats.get(participantId);
    if (known) return ok(known);
    const changes = this.#changes;
    const party = await this.#lookUp(participantId);
    if (!party.ok) return party;
    // Somebody left in the meantime: what was read may not be so any more.
    if (changes !== this.#changes) return this.#seatOf(participantId);
    if (!party.value) return fail('not-a-participant');
    // Two first signals may have been looked up at once: the seat of the faster one counts.
    const seat = this.#seats.get(participantId) ?? {
      ...party.value,
      socket: null,
      waiting: [],
      waitingSize: 0,
    };
    this.#seats.set(participantId, seat);
    return ok(seat);
  }
}
