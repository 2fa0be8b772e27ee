import { fail, ok, type Result } from '../../../shared/base/result';
import type { FromDevice } from '../../../shared/contract/wire';
import type { Assist, EndReason } from '../../../shared/model/assist';
import type { AuditAction } from '../../../shared/model/audit';
import type { Id } from '../../../shared/model/ids';
import { stepAssist, type AssistStep } from '../../../shared/rules/assist-machine';
import { deviceActor } from '../audit/actors';
import type { StoredDevice } from '../devices/device-store';
import type { Stores } from '../storage';
import { requesterActor, type Actor } from '../tickets/ticket-changes';
import { DESK_ACTOR, noteOnTicket, type AssistCore } from './assist-core';
import type { Attendance } from './attendance';
import { iceServersFor } from './ice';
import { shown } from './technician-assists';

/** A device that stays away this long is taken to have stopped sharing; when it returns it is asked anyway. */
const ABSENCE_MS = 15 * 60_000;
/** After a restart everybody connects anew, at their own pace. */
const RESTART_GRACE_MS = 45_000;

/** A device cannot claim what only technicians or the desk do. */
const DEVICE_REASONS: readonly EndReason[] = [
  'denied',
  'consent-timeout',
  'requester-ended',
  'capture-failed',
  'share-window-lost',
  'agent-stopped',
];

/** What the requester's device says about its assist, and what the desk tells it after being apart. */
export class DeviceAssists {
  readonly #core: AssistCore;
  readonly #attendance: Attendance;
  readonly #absences = new Map<Id, () => void>();

  constructor(core: AssistCore, attendance: Attendance) {
    this.#core = core;
    this.#attendance = attendance;
  }

  async started(device: StoredDevice, assistId: Id): Promise<Result<void>> {
    const stepped = await this.#step(device, assistId, { kind: 'start' });
    if (stepped.ok) this.#core.stopWaiting(assistId);
    return stepped;
  }

  paused(device: StoredDevice, assistId: Id, paused: boolean): Promise<Result<void>> {
    return this.#step(device, assistId, { kind: paused ? 'pause' : 'resume' });
  }

  async ended(device: StoredDevice, assistId: Id, reason: EndReason): Promise<Result<void>> {
    const actor = await this.#actor(device, assistId);
    const ended = await this.#core.end(assistId, reason, actor, (assist) => {
      if (assist.deviceId !== device.id) return fail('not-found');
      if (assist.state === 'ended' || DEVICE_REASONS.includes(reason)) return ok();
      return fail('invalid-input', `a device cannot end an assist as ${reason}`);
    });
    if (!ended.ok) return ended;
    return ended.value ? ok() : fail('not-found');
  }

  /** Brings both sides together after a connection was made; the device is right about what it shares. */
  async reconcile(
    device: StoredDevice,
    claimed: FromDevice['device:status']['assist'],
  ): Promise<Result<void>> {
    this.#returned(device.id);
    const found = await this.#core.deps.storage.read(async ({ assists }) =>
      ok(await assists.openOf(device.id)),
    );
    if (!found.ok) return found;
    const open = found.value;
    if (claimed && claimed.assistId !== open?.id) await this.#close(device, claimed.assistId);
    if (!open) return ok();
    const lost = claimed?.assistId !== open.id || (claimed.state === 'asking' && open.state !== 'requested');
    if (lost) {
      const ended = await this.#core.end(open.id, 'agent-stopped', await this.#actor(device, open.id));
      return ended.ok ? ok() : ended;
    }
    return claimed.state === 'asking' ? ok() : this.#resume(device, open, claimed.state === 'paused');
  }

  async disconnected(deviceId: Id): Promise<void> {
    const assist = await this.#openOf(deviceId);
    const away = assist !== null && !this.#core.deps.presence.isOnline(deviceId);
    if (away && assist.state !== 'requested') this.#awaitReturn(deviceId, assist.id);
  }

  async revoked(deviceId: Id): Promise<Result<void>> {
    const open = await this.#openOf(deviceId);
    if (!open) return ok();
    const ended = await this.#core.end(open.id, 'device-revoked', DESK_ACTOR);
    return ended.ok ? ok() : ended;
  }

  /** After a restart: questions keep their deadline, live assists wait for their device and their viewers. */
  async recover(): Promise<Result<void>> {
    const open = await this.#core.deps.storage.read(async ({ assists }) => ok(await assists.open()));
    if (!open.ok) return open;
    for (const assist of open.value) {
      if (assist.state === 'requested') this.#core.waitForAnswer(assist);
      else this.#awaitReturn(assist.deviceId, assist.id);
      for (const { id } of assist.participants) this.#attendance.expect(id, RESTART_GRACE_MS);
    }
    return ok();
  }

  dispose(): void {
    for (const cancel of this.#absences.values()) cancel();
    this.#absences.clear();
  }

  async #resume(device: StoredDevice, open: Assist, paused: boolean): Promise<Result<void>> {
    if (open.state === 'requested') {
      const started = await this.started(device, open.id);
      if (!started.ok) return started;
    }
    if ((open.state === 'paused') !== paused) {
      const stepped = await this.paused(device, open.id, paused);
      if (!stepped.ok) return stepped;
    }
    return this.#tellParticipants(device, open.id);
  }

  /** Who came and who went while the device was away; what it knows already is the same again. */
  async #tellParticipants(device: StoredDevice, assistId: Id): Promise<Result<void>> {
    const { storage, announce, ice, clock } = this.#core.deps;
    const all = await storage.read(async ({ assists }) => ok(await assists.participants(assistId)));
    if (!all.ok) return all;
    const iceServers = iceServersFor(ice, assistId, clock);
    for (const entry of all.value) {
      const participant = shown(entry);
      if (entry.leftAt === null) {
        announce.toDevice(device.id, 'assist:joined', { assistId, participant, iceServers });
      } else {
        announce.toDevice(device.id, 'assist:left', { assistId, participantId: entry.id });
      }
    }
    return ok();
  }

  async #step(device: StoredDevice, assistId: Id, step: AssistStep): Promise<Result<void>> {
    const { storage, log, news } = this.#core.deps;
    const now = this.#core.now();
    const done = await storage.write(async (stores) => {
      const assist = await stores.assists.byId(assistId);
      if (assist?.deviceId !== device.id) return fail('not-found');
      const next = stepAssist(assist.state, step);
      if (!next.ok) return next;
      if (next.value === assist.state) return ok(null);
      const startedAt = assist.startedAt ?? now;
      await stores.assists.setState(assistId, next.value, startedAt);
      const ticket = await stores.tickets.byId(assist.ticketId);
      const actor = ticket ? requesterActor(ticket) : DESK_ACTOR;
      await noteOnTicket(stores, assist.ticketId, actor, assist.state, next.value, now);
      for (const action of auditActions(step)) await audit(stores, device, action, assistId, now);
      return ok({ ...assist, state: next.value, startedAt });
    });
    if (!done.ok || done.value === null) return done.ok ? ok() : done;
    log.info(`assist.${done.value.state}`, { assistId });
    this.#core.changed(done.value);
    await news.changed(done.value.ticketId, false);
    return ok();
  }

  /** The device goes on with an assist that is over: it is told so. */
  async #close(device: StoredDevice, assistId: Id): Promise<void> {
    const { storage, announce } = this.#core.deps;
    const found = await storage.read(async ({ assists }) => ok(await assists.byId(assistId)));
    const own = found.ok && found.value?.deviceId === device.id ? found.value : null;
    const reason = own?.endReason ?? 'technician-ended';
    announce.toDevice(device.id, 'assist:ended', { assistId, reason });
  }

  #awaitReturn(deviceId: Id, assistId: Id): void {
    this.#returned(deviceId);
    const cancel = this.#core.deps.clock.after(ABSENCE_MS, () => {
      this.#absences.delete(deviceId);
      // It may have returned while its going was still being written down.
      if (this.#core.deps.presence.isOnline(deviceId)) return;
      this.#core.endByItself(assistId, 'agent-stopped');
    });
    this.#absences.set(deviceId, cancel);
  }

  #returned(deviceId: Id): void {
    this.#absences.get(deviceId)?.();
    this.#absences.delete(deviceId);
  }

  async #openOf(deviceId: Id): Promise<Assist | null> {
    const found = await this.#core.deps.storage.read(async ({ assists }) =>
      ok(await assists.openOf(deviceId)),
    );
    return found.ok ? found.value : null;
  }

  async #actor(device: StoredDevice, assistId: Id): Promise<Actor> {
    const found = await this.#core.deps.storage.read(async ({ assists, tickets }) => {
      const assist = await assists.byId(assistId);
      return ok(assist && (await tickets.byId(assist.ticketId)));
    });
    const ticket = found.ok ? found.value : null;
    return ticket ? requesterActor(ticket) : { author: DESK_ACTOR.author, audit: deviceActor(device) };
  }
}

function auditActions(step: AssistStep): AuditAction[] {
  switch (step.kind) {
    case 'start':
      return ['assist.answered', 'assist.started'];
    case 'pause':
      return ['assist.paused'];
    case 'resume':
      return ['assist.resumed'];
    case 'end':
      return [];
  }
}

async function audit(
  stores: Stores,
  device: StoredDevice,
  action: AuditAction,
  subject: Id,
  at: string,
): Promise<void> {
  const details = action === 'assist.answered' ? { granted: true, grants: 'view' } : {};
  await stores.audit.append({ at, actor: deviceActor(device), action, subject, details });
}
