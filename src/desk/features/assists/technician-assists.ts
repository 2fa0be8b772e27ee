import { fail, ok, type Result } from '../../../shared/base/result';
import type { Assist, IceServer, Participant } from '../../../shared/model/assist';
import type { Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import { mayJoin } from '../../../shared/rules/assist-machine';
import { personActor } from '../audit/actors';
import type { Stores } from '../storage';
import { applyChange, pickUp, technicianActor } from '../tickets/ticket-changes';
import type { StoredTicket } from '../tickets/ticket-store';
import { noteOnTicket, type AssistCore } from './assist-core';
import type { StoredParticipant } from './assist-store';
import type { Attendance } from './attendance';
import { iceServersFor } from './ice';

export interface Joined {
  assist: Assist;
  participant: Participant;
  iceServers: IceServer[];
}

/** What technicians do with assists: ask, join, leave, end. Nothing here can make a device share anything. */
export class TechnicianAssists {
  readonly #core: AssistCore;
  readonly #attendance: Attendance;

  constructor(core: AssistCore, attendance: Attendance) {
    this.#core = core;
    this.#attendance = attendance;
  }

  async ask(technician: Person, ticketId: Id, assistId: Id): Promise<Result<Assist>> {
    const { storage, announce, news, organization, log } = this.#core.deps;
    const now = this.#core.now();
    const done = await storage.write(async (stores) => {
      const ticket = await stores.tickets.byId(ticketId);
      if (!ticket) return fail('not-found');
      const existing = await stores.assists.byId(assistId);
      if (existing) {
        const same = existing.ticketId === ticketId && existing.requestedBy.id === technician.id;
        return same ? ok({ assist: existing, ticket, isNew: false, visible: false }) : fail('already-exists');
      }
      const possible = await this.#mayAsk(stores, ticket);
      if (!possible.ok) return possible;
      const assist = this.#newAssist(technician, ticket, assistId, now);
      await stores.assists.insert(assist);
      const actor = technicianActor(technician);
      const visible = await applyChange(stores, ticket, actor, pickUp(ticket, technician), now);
      await noteOnTicket(stores, ticketId, actor, null, 'requested', now);
      const audit = { at: now, actor: actor.audit, action: 'assist.requested' as const, subject: assistId };
      await stores.audit.append({ ...audit, details: { ticket: ticketId, device: ticket.device.id } });
      return ok({ assist, ticket, isNew: true, visible });
    });
    if (!done.ok) return done;
    const { assist, ticket, isNew, visible } = done.value;
    if (!isNew) return ok(assist);
    log.info('assist.requested', { assistId, ticketId });
    this.#core.waitForAnswer(assist);
    announce.toDevice(assist.deviceId, 'assist:requested', {
      assistId,
      ticketId,
      ticketNumber: ticket.number,
      subject: ticket.subject,
      technician: technicianOf(technician),
      organization,
      answerBy: assist.answerBy,
    });
    this.#core.changed(assist);
    await news.changed(ticketId, visible);
    return ok(assist);
  }

  get(assistId: Id): Promise<Result<Assist>> {
    return this.#core.deps.storage.read(async ({ assists }) => {
      const assist = await assists.byId(assistId);
      return assist ? ok(assist) : fail('not-found');
    });
  }

  async join(technician: Person, assistId: Id, participantId: Id): Promise<Result<Joined>> {
    const { storage, announce, clock, ice, log } = this.#core.deps;
    const now = this.#core.now();
    const done = await storage.write(async (stores) => {
      const assist = await stores.assists.byId(assistId);
      if (!assist) return fail('not-found');
      const existing = await stores.assists.participant(participantId);
      if (existing) {
        const same = existing.assistId === assistId && existing.technician.id === technician.id;
        if (!same) return fail('already-exists');
        if (existing.leftAt !== null) return fail('wrong-state', 'this participant has left');
        if (!mayJoin(assist.state)) return fail('wrong-state', `the assist is ${assist.state}`);
        return ok({ assist, participant: shown(existing), isNew: false });
      }
      if (!mayJoin(assist.state)) return fail('wrong-state', `the assist is ${assist.state}`);
      const participant = { id: participantId, technician: technicianOf(technician), joinedAt: now };
      await stores.assists.addParticipant({ ...participant, assistId, leftAt: null });
      await stores.audit.append({
        at: now,
        actor: personActor(technician),
        action: 'assist.joined',
        subject: assistId,
        details: { participant: participantId },
      });
      const participants = [...assist.participants, participant];
      return ok({ assist: { ...assist, participants }, participant, isNew: true });
    });
    if (!done.ok) return done;
    const { assist, participant, isNew } = done.value;
    const iceServers = iceServersFor(ice, assistId, clock);
    // Said again to the device too: both ends need relay credentials that are still good when they connect anew.
    announce.toDevice(assist.deviceId, 'assist:joined', { assistId, participant, iceServers });
    if (isNew) {
      log.info('assist.joined', { assistId, participantId });
      this.#attendance.expect(participantId);
      this.#core.changed(assist);
    }
    return ok({ assist, participant, iceServers });
  }

  /** Only one's own participant; leaving twice is the same as once. */
  async leave(technician: Person, assistId: Id, participantId: Id): Promise<Result<Assist>> {
    return this.#remove(participantId, (participant) =>
      participant.assistId === assistId && participant.technician.id === technician.id
        ? ok()
        : fail('not-found'),
    );
  }

  /** Who a participant of a live assist is; null for everybody else. */
  party(participantId: Id): Promise<Result<{ assistId: Id; deviceId: Id; technicianId: Id } | null>> {
    return this.#core.deps.storage.read(async ({ assists }) => {
      const participant = await assists.participant(participantId);
      if (!participant || participant.leftAt !== null) return ok(null);
      const assist = await assists.byId(participant.assistId);
      if (!assist || !mayJoin(assist.state)) return ok(null);
      const { id: assistId, deviceId } = assist;
      return ok({ assistId, deviceId, technicianId: participant.technician.id });
    });
  }

  /** The participant's page is gone for good. */
  async giveUp(participantId: Id): Promise<Result<Assist>> {
    return this.#remove(participantId, () => ok());
  }

  async end(technician: Person, assistId: Id): Promise<Result<Assist>> {
    const current = await this.get(assistId);
    if (!current.ok) return current;
    const reason = current.value.state === 'requested' ? 'canceled' : 'technician-ended';
    const ended = await this.#core.end(assistId, reason, technicianActor(technician));
    if (!ended.ok) return ended;
    return ended.value ? ok(ended.value) : fail('not-found');
  }

  async #remove(
    participantId: Id,
    may: (participant: StoredParticipant) => Result<void>,
  ): Promise<Result<Assist>> {
    const { storage, announce, log } = this.#core.deps;
    const now = this.#core.now();
    const done = await storage.write(async (stores) => {
      const participant = await stores.assists.participant(participantId);
      if (!participant) return fail('not-found');
      const allowed = may(participant);
      if (!allowed.ok) return allowed;
      const left = participant.leftAt === null;
      if (left) {
        await stores.assists.leave(participantId, now);
        await stores.audit.append({
          at: now,
          actor: personActor(participant.technician),
          action: 'assist.left',
          subject: participant.assistId,
          details: { participant: participantId },
        });
      }
      const assist = await stores.assists.byId(participant.assistId);
      return assist ? ok({ assist, left }) : fail('not-found');
    });
    if (!done.ok) return done;
    const { assist, left } = done.value;
    this.#attendance.forget(participantId);
    if (left) {
      log.info('assist.left', { assistId: assist.id, participantId });
      announce.toDevice(assist.deviceId, 'assist:left', { assistId: assist.id, participantId });
      this.#core.changed(assist);
    }
    return ok(assist);
  }

  async #mayAsk(stores: Stores, ticket: StoredTicket): Promise<Result<void>> {
    if (ticket.status === 'closed' || ticket.status === 'canceled') {
      return fail('wrong-state', `the ticket is ${ticket.status}`);
    }
    const device = await stores.devices.byId(ticket.device.id);
    if (device?.status !== 'active') return fail('device-revoked');
    if (await stores.assists.openOf(ticket.device.id)) return fail('assist-open');
    return this.#core.deps.presence.isOnline(ticket.device.id) ? ok() : fail('device-offline');
  }

  #newAssist(technician: Person, ticket: StoredTicket, id: Id, now: string): Assist {
    return {
      id,
      ticketId: ticket.id,
      ticketNumber: ticket.number,
      deviceId: ticket.device.id,
      state: 'requested',
      grants: ['view'],
      requestedBy: { id: technician.id, name: technician.name },
      requestedAt: now,
      answerBy: this.#core.answerBy(),
      startedAt: null,
      endedAt: null,
      endReason: null,
      participants: [],
    };
  }
}

export function shown({ id, technician, joinedAt }: StoredParticipant): Participant {
  return { id, technician, joinedAt };
}

function technicianOf({ id, name, title, role }: Person): Participant['technician'] {
  return { id, name, title, role };
}
