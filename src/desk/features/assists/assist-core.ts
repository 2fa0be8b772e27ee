import { iso, type Clock } from '../../../shared/base/clock';
import type { Logger } from '../../../shared/base/logger';
import { ok, type Result } from '../../../shared/base/result';
import { CONSENT_SECONDS, type Assist, type EndReason } from '../../../shared/model/assist';
import { newId, type Id } from '../../../shared/model/ids';
import { stepAssist } from '../../../shared/rules/assist-machine';
import type { Announcer } from '../announce';
import { DESK } from '../audit/actors';
import type { Presence } from '../devices/presence';
import type { Storage, Stores } from '../storage';
import type { Actor } from '../tickets/ticket-changes';
import type { TicketNews } from '../tickets/ticket-news';
import type { IceConfig } from './ice';

/** The agent counts to 30 itself; the desk gives its answer this long to arrive. */
const ANSWER_GRACE_MS = 15_000;

export interface AssistDeps {
  storage: Storage;
  clock: Clock;
  presence: Presence;
  announce: Announcer;
  news: TicketNews;
  log: Logger;
  organization: string;
  ice: IceConfig;
}

export const DESK_ACTOR: Actor = { author: { kind: 'desk', id: null, name: 'Desk' }, audit: DESK };

/**
 * What both sides of an assist do alike: end it, tell about it, and keep the clock of the question. Owns one timer
 * for each assist that waits for the requester's answer.
 */
export class AssistCore {
  readonly deps: AssistDeps;
  readonly #answerTimers = new Map<Id, () => void>();
  #onChanged: (assist: Assist) => void = () => undefined;

  constructor(deps: AssistDeps) {
    this.deps = deps;
  }

  /** Who keeps something for those who take part lets go of it here. */
  onChanged(run: (assist: Assist) => void): void {
    this.#onChanged = run;
  }

  now(): string {
    return iso(this.deps.clock.now());
  }

  /** Ends it for all; ending an ended one changes nothing and says nothing. */
  async end(
    assistId: Id,
    reason: EndReason,
    actor: Actor,
    may: (assist: Assist) => Result<void> = () => ok(),
  ): Promise<Result<Assist | null>> {
    const now = this.now();
    const done = await this.deps.storage.write(async (stores) => {
      const assist = await stores.assists.byId(assistId);
      if (!assist) return ok(null);
      const allowed = may(assist);
      if (!allowed.ok) return allowed;
      if (assist.state === 'ended') return ok({ assist, participants: [], ended: false });
      const next = stepAssist(assist.state, { kind: 'end', reason });
      if (!next.ok) return next;
      await this.#writeEnd(stores, assist, reason, actor, now);
      const after: Assist = {
        ...assist,
        state: 'ended',
        endedAt: now,
        endReason: reason,
        participants: [],
      };
      return ok({ assist: after, participants: assist.participants, ended: true });
    });
    if (!done.ok || done.value === null) return done.ok ? ok(null) : done;
    const { assist, ended } = done.value;
    if (ended) {
      this.stopWaiting(assist.id);
      this.deps.log.info('assist.ended', { assistId: assist.id, reason });
      this.deps.announce.toDevice(assist.deviceId, 'assist:ended', { assistId: assist.id, reason });
      this.changed(assist);
      await this.deps.news.changed(assist.ticketId, false);
    }
    return ok(assist);
  }

  /** For timers: nobody waits for it, so what goes wrong is only logged. */
  endByItself(assistId: Id, reason: EndReason): void {
    this.end(assistId, reason, DESK_ACTOR)
      .then((ended) => {
        if (!ended.ok) this.deps.log.warn('assist.not-ended', { assistId, reason, ...ended.fault });
      })
      .catch((error: unknown) => this.deps.log.error('assist.not-ended', { assistId, reason, error }));
  }

  async #writeEnd(
    stores: Stores,
    assist: Assist,
    reason: EndReason,
    actor: Actor,
    now: string,
  ): Promise<void> {
    await stores.assists.end(assist.id, reason, now);
    for (const participant of assist.participants) await stores.assists.leave(participant.id, now);
    await noteOnTicket(stores, assist.ticketId, actor, assist.state, `ended:${reason}`, now);
    const answered = assist.state === 'requested' && (reason === 'denied' || reason === 'consent-timeout');
    if (answered) {
      await stores.audit.append({
        at: now,
        actor: actor.audit,
        action: 'assist.answered',
        subject: assist.id,
        details: { granted: false, reason },
      });
    }
    await stores.audit.append({
      at: now,
      actor: actor.audit,
      action: 'assist.ended',
      subject: assist.id,
      details: { reason, ticket: assist.ticketId },
    });
  }

  changed(assist: Assist): void {
    this.#onChanged(assist);
    this.deps.announce.toConsoles('assist:changed', { assist });
  }

  /** Ends the question as unanswered when nothing came in time. */
  waitForAnswer(assist: Assist): void {
    this.stopWaiting(assist.id);
    const left = Date.parse(assist.answerBy) + ANSWER_GRACE_MS - this.deps.clock.now();
    const cancel = this.deps.clock.after(Math.max(0, left), () => {
      this.#answerTimers.delete(assist.id);
      this.endByItself(assist.id, 'consent-timeout');
    });
    this.#answerTimers.set(assist.id, cancel);
  }

  stopWaiting(assistId: Id): void {
    this.#answerTimers.get(assistId)?.();
    this.#answerTimers.delete(assistId);
  }

  answerBy(): string {
    return iso(this.deps.clock.now() + CONSENT_SECONDS * 1000);
  }

  dispose(): void {
    for (const cancel of this.#answerTimers.values()) cancel();
    this.#answerTimers.clear();
  }
}

/** The ticket's conversation tells what happened with the assist, and the queue sees that it did. */
export async function noteOnTicket(
  stores: Stores,
  ticketId: Id,
  actor: Actor,
  from: string | null,
  to: string,
  now: string,
): Promise<void> {
  const event = { id: newId(), at: now, actor: actor.author, field: 'assist' as const, from, to };
  await stores.tickets.addEvent(ticketId, event);
  await stores.tickets.change(ticketId, {}, now, false);
}
