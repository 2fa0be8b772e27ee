import type { Invitation, Participant } from '../../shared/model/assist';
import type { FromDevice } from '../../shared/contract/wire';

/** Where the one assist of this computer stands. Each state owns its own timer and nothing else does. */
export type AssistState =
  | { kind: 'idle' }
  /** The window is being made; nobody has seen the question yet. */
  | { kind: 'opening'; invitation: Invitation; cancel: () => void }
  /** The question is on the screen. */
  | {
      kind: 'asking';
      invitation: Invitation;
      sourceIds: ReadonlySet<string>;
      askedAt: number;
      cancel: () => void;
    }
  /** The person agreed; the page starts the capture of this one source. */
  | { kind: 'starting'; invitation: Invitation; cancel: () => void }
  | {
      kind: 'sharing';
      invitation: Invitation;
      paused: boolean;
      participants: ReadonlyMap<string, Participant>;
    };

export type ReportedAssist = FromDevice['device:status']['assist'];

/** What the desk is told of it: before the first picture it is still asking. */
export function reported(state: AssistState): ReportedAssist {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'opening':
    case 'asking':
    case 'starting':
      return { assistId: state.invitation.assistId, state: 'asking' };
    case 'sharing':
      return { assistId: state.invitation.assistId, state: state.paused ? 'paused' : 'live' };
  }
}

/** What the tray shows of it. */
export type AssistNotice = { kind: 'none' } | { kind: 'asking' | 'live' | 'paused'; name: string };

export function noticeOf(state: AssistState): AssistNotice {
  const what = reported(state);
  if (what === null || state.kind === 'idle') return { kind: 'none' };
  const names =
    state.kind === 'sharing' ? [...state.participants.values()].map((entry) => entry.technician.name) : [];
  return { kind: what.state, name: names.join(', ') || state.invitation.technician.name };
}
