import type { Clock } from '../../../shared/base/clock';
import type { Id } from '../../../shared/model/ids';

/** A page that lost its connection, or has not tied it to its participant yet, has this long. */
export const ATTENDANCE_GRACE_MS = 20_000;

/** Which participants are connected right now; who stays away too long is given up. */
export class Attendance {
  readonly #clock: Clock;
  readonly #absent = new Map<Id, () => void>();
  #gone: (participantId: Id) => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  onGone(run: (participantId: Id) => void): void {
    this.#gone = run;
  }

  expect(participantId: Id, graceMs = ATTENDANCE_GRACE_MS): void {
    this.forget(participantId);
    const cancel = this.#clock.after(graceMs, () => {
      this.#absent.delete(participantId);
      this.#gone(participantId);
    });
    this.#absent.set(participantId, cancel);
  }

  forget(participantId: Id): void {
    this.#absent.get(participantId)?.();
    this.#absent.delete(participantId);
  }

  dispose(): void {
    for (const cancel of this.#absent.values()) cancel();
    this.#absent.clear();
  }
}
