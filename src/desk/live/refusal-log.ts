import type { Socket } from 'socket.io';
import type { Clock } from '../../shared/base/clock';
import type { Audit } from '../features/audit/audit';
import type { AuditActor } from '../features/audit/audit-store';

const ONCE_MS = 10_000;

/** Writes refused signals into the audit trail; one socket that keeps trying cannot flood it. */
export class RefusalLog {
  readonly #audit: Audit;
  readonly #clock: Clock;
  readonly #last = new WeakMap<Socket, number>();

  constructor(audit: Audit, clock: Clock) {
    this.#audit = audit;
    this.#clock = clock;
  }

  async note(socket: Socket, actor: AuditActor, assistId: string): Promise<void> {
    const now = this.#clock.now();
    if (now - (this.#last.get(socket) ?? -ONCE_MS) < ONCE_MS) return;
    this.#last.set(socket, now);
    await this.#audit.record(actor, 'access.refused', assistId, { event: 'signal' });
  }
}
