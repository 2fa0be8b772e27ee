import { iso, type Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import { fail, ok, type Result } from '../../shared/base/result';
import type {
  assistCalls,
  assistPushes,
  AssistWindowState,
  Handlers,
  Push,
  ShareSource,
} from '../../shared/contract/ipc';
import type { FromDevice, ToDevice } from '../../shared/contract/wire';
import { CONSENT_SECONDS, type EndReason, type Invitation } from '../../shared/model/assist';
import type { Language } from '../../shared/words/language';
import type { DeskLink } from '../link/desk-link';
import { noticeOf, reported, type AssistNotice, type AssistState, type ReportedAssist } from './assist-state';

export interface AssistWindow {
  open(): void;
  /** The consent window becomes the slim bar. */
  becomeBar(): void;
  fit(size: { width: number; height: number }): void;
  close(): void;
}

export interface AssistOptions {
  window: AssistWindow;
  push: Push<typeof assistPushes>;
  link: Pick<DeskLink, 'send' | 'online'>;
  sources(): Promise<Result<ShareSource[]>>;
  /** Lets the assist window capture exactly this source, once. */
  arm(sourceId: string): void;
  disarm(): void;
  notice(value: AssistNotice): void;
  language: Language;
  clock: Clock;
  log: Logger;
}

const CONSENT_MS = CONSENT_SECONDS * 1000;
/** A click that was on its way when the window appeared is not an answer. */
const TOO_EARLY_MS = 1_000;
const START_MS = 15_000;
/** How long the page may say that it is over before its window goes. */
const FAREWELL_MS = 3_000;

/**
 * Everything that happens to a live view on the requester's side. One assist at a time. Nothing is shared before the
 * person has allowed one source in the window; whatever breaks after that ends it. The desk is told, but never needed:
 * ending works alone.
 */
export class AssistFlow {
  readonly #options: AssistOptions;
  #state: AssistState = { kind: 'idle' };
  /** An end the desk may not have heard of yet, with what it was before. */
  #unreported: ReportedAssist = null;
  #cancelFarewell: (() => void) | null = null;

  constructor(options: AssistOptions) {
    this.#options = options;
  }

  /** For the first message of each connection. */
  status(): FromDevice['device:status'] {
    return { assist: reported(this.#state) ?? this.#unreported };
  }

  /** What the desk says about assists; anything about another one than ours is dropped. */
  readonly fromDesk = {
    requested: (invitation: Invitation) => this.#invited(invitation),
    joined: (value: ToDevice['assist:joined']) => this.#joined(value),
    left: ({ assistId, participantId }: ToDevice['assist:left']) => {
      const sharing = this.#sharing(assistId);
      if (!sharing) return;
      const participants = new Map(sharing.participants);
      participants.delete(participantId);
      this.#enter({ ...sharing, participants });
      this.#options.push('assist:left', { participantId });
      this.#options.log.info('assist.left', { assistId, participantId });
    },
    ended: ({ assistId, reason }: ToDevice['assist:ended']) => {
      if (!this.#isCurrent(assistId)) return;
      this.#finish(reason, reason === 'technician-ended' || reason === 'canceled' ? 'technician' : 'desk');
    },
    signal: ({ assistId, ...signal }: ToDevice['signal']) => {
      if (this.#sharing(assistId)) this.#options.push('assist:signal', signal);
    },
  };

  linkChanged(online: boolean): void {
    if (this.#state.kind === 'sharing') this.#options.push('assist:link', { online });
  }

  /** The window is gone: closed by hand, or its page died. */
  windowLost(): void {
    this.#cancelFarewell?.();
    this.#cancelFarewell = null;
    if (this.#state.kind === 'idle') return;
    const asked = this.#state.kind === 'asking' || this.#state.kind === 'opening';
    this.#end(asked ? 'denied' : 'share-window-lost', 'at-once');
  }

  /** From outside the window: the tray, suspend, lock, quit. */
  end(reason: EndReason): void {
    if (this.#state.kind !== 'idle') this.#end(reason, reason === 'agent-stopped' ? 'at-once' : 'farewell');
  }

  /** Ends it and resolves when the desk knows. */
  ended(reason: EndReason): Promise<void> {
    return new Promise((resolve) => {
      if (this.#state.kind === 'idle') resolve();
      else this.#end(reason, 'at-once', resolve);
    });
  }

  readonly handlers: Handlers<typeof assistCalls> = {
    'assist:state': () => this.#ready(),
    'assist:allow': ({ sourceId }) => this.#allow(sourceId),
    'assist:deny': () => {
      if (this.#state.kind === 'asking') this.#end('denied', 'at-once');
    },
    'assist:sharing': () => this.#started(),
    'assist:capture-failed': ({ detail }) => {
      this.#options.log.error('assist.capture-failed', { detail });
      if (this.#state.kind !== 'idle') this.#end('capture-failed', 'farewell');
    },
    'assist:pause': ({ paused }) => this.#pause(paused),
    'assist:end': () => {
      if (this.#state.kind === 'asking') this.#end('denied', 'at-once');
      else if (this.#state.kind !== 'idle') this.#end('requester-ended', 'farewell');
    },
    'assist:signal': (signal) => {
      if (this.#state.kind !== 'sharing') return;
      if (!this.#state.participants.has(signal.participantId)) return;
      this.#options.link.send('signal', { assistId: this.#state.invitation.assistId, ...signal });
    },
    'assist:peer': (peer) => this.#options.log.info('assist.peer', peer),
    'assist:fit': (size) => {
      if (this.#state.kind === 'sharing') this.#options.window.fit(size);
    },
  };

  #invited(invitation: Invitation): void {
    const { link, window, clock, log } = this.#options;
    const { assistId } = invitation;
    if (this.#isCurrent(assistId)) return;
    if (this.#state.kind !== 'idle') {
      // The desk should not have asked; the person at the screen has one question to answer at a time.
      log.warn('assist.busy', { assistId });
      link.send('assist:ended', { assistId, reason: 'denied' });
      return;
    }
    this.#closeFarewell();
    const cancel = clock.after(CONSENT_MS, () => this.#end('consent-timeout', 'at-once'));
    this.#enter({ kind: 'opening', invitation, cancel });
    log.info('assist.requested', {
      assistId,
      ticket: invitation.ticketNumber,
      by: invitation.technician.name,
    });
    window.open();
  }

  async #ready(): Promise<AssistWindowState> {
    const { clock, language } = this.#options;
    const asked = this.#state;
    const listed = await this.#options.sources();
    const state = this.#state;
    if (state.kind !== 'opening' && state.kind !== 'asking') throw new Error('no question is open');
    // Listing takes a moment. A page of the question before must not set off the clock of this one.
    if (asked.kind === 'idle' || !this.#isCurrent(asked.invitation.assistId)) {
      throw new Error('another question is open');
    }
    if (!listed.ok) this.#options.log.error('assist.no-sources', { detail: listed.fault.detail });
    const sources = listed.ok ? listed.value : [];
    const sourceIds = new Set(sources.map((source) => source.id));
    if (state.kind === 'asking') {
      this.#enter({ ...state, sourceIds });
    } else {
      // The person's time to answer begins when there is something to answer.
      state.cancel();
      const cancel = clock.after(CONSENT_MS, () => this.#end('consent-timeout', 'at-once'));
      const answerBy = iso(clock.now() + CONSENT_MS);
      const invitation = { ...state.invitation, answerBy };
      this.#enter({ kind: 'asking', invitation, sourceIds, askedAt: clock.now(), cancel });
    }
    const { invitation } = this.#state as AssistState & { kind: 'asking' };
    return { language, invitation, sources, serverNow: iso(clock.now()) };
  }

  #allow(sourceId: string): Result<undefined> {
    const { clock, log, arm } = this.#options;
    const state = this.#state;
    if (state.kind !== 'asking') return fail('wrong-state', 'nothing is asked');
    if (clock.now() - state.askedAt < TOO_EARLY_MS) return fail('wrong-state', 'too early to be an answer');
    if (!state.sourceIds.has(sourceId)) return fail('invalid-input', 'not one of the offered sources');
    state.cancel();
    const cancel = clock.after(START_MS, () => this.#end('capture-failed', 'farewell'));
    this.#enter({ kind: 'starting', invitation: state.invitation, cancel });
    arm(sourceId);
    log.info('assist.allowed', { assistId: state.invitation.assistId, source: sourceId.split(':')[0] });
    return ok(undefined);
  }

  #started(): void {
    const state = this.#state;
    if (state.kind !== 'starting') return;
    state.cancel();
    const { assistId } = state.invitation;
    this.#enter({ kind: 'sharing', invitation: state.invitation, paused: false, participants: new Map() });
    this.#options.window.becomeBar();
    this.#options.link.send('assist:started', { assistId });
    this.#options.push('assist:link', { online: this.#options.link.online });
    this.#options.log.info('assist.started', { assistId });
  }

  #pause(paused: boolean): void {
    const state = this.#state;
    if (state.kind !== 'sharing' || state.paused === paused) return;
    const { assistId } = state.invitation;
    this.#enter({ ...state, paused });
    this.#options.link.send('assist:paused', { assistId, paused });
    this.#options.log.info(paused ? 'assist.paused' : 'assist.resumed', { assistId });
  }

  #joined({ assistId, participant, iceServers }: ToDevice['assist:joined']): void {
    const sharing = this.#sharing(assistId);
    if (!sharing) return;
    const isNew = !sharing.participants.has(participant.id);
    const participants = new Map(sharing.participants).set(participant.id, participant);
    this.#enter({ ...sharing, participants });
    this.#options.push('assist:joined', { participant, iceServers });
    // Said again and again, with newer relay credentials, of one who is there already.
    if (isNew) this.#options.log.info('assist.joined', { assistId, by: participant.technician.name });
  }

  /** Ends it here and now; the desk hears of it when it can. */
  #end(reason: EndReason, how: 'at-once' | 'farewell', told?: () => void): void {
    const before = reported(this.#state);
    if (before === null) return;
    const { assistId } = before;
    this.#unreported = before;
    this.#options.link.send('assist:ended', { assistId, reason }, () => {
      if (this.#unreported?.assistId === assistId) this.#unreported = null;
      told?.();
    });
    this.#finish(reason, 'requester', how);
  }

  #finish(
    reason: EndReason,
    by: 'requester' | 'technician' | 'desk',
    how: 'at-once' | 'farewell' = 'farewell',
  ): void {
    const state = this.#state;
    if (state.kind === 'idle') return;
    if (state.kind !== 'sharing') state.cancel();
    const { assistId } = state.invitation;
    this.#options.disarm();
    this.#enter({ kind: 'idle' });
    this.#options.log.info('assist.ended', { assistId, reason, by });
    this.#options.push('assist:ended', { by });
    if (how === 'at-once') this.#options.window.close();
    else this.#cancelFarewell = this.#options.clock.after(FAREWELL_MS, () => this.#closeFarewell());
  }

  #closeFarewell(): void {
    if (!this.#cancelFarewell) return;
    this.#cancelFarewell();
    this.#cancelFarewell = null;
    this.#options.window.close();
  }

  #isCurrent(assistId: string): boolean {
    return this.#state.kind !== 'idle' && this.#state.invitation.assistId === assistId;
  }

  #sharing(assistId: string): (AssistState & { kind: 'sharing' }) | null {
    const state = this.#state;
    if (state.kind === 'sharing' && state.invitation.assistId === assistId) return state;
    this.#options.log.warn('assist.not-ours', { assistId });
    return null;
  }

  #enter(state: AssistState): void {
    this.#state = state;
    this.#options.notice(noticeOf(state));
  }
}
