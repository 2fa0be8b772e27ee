import { never } from '../base/never';
import { fail, ok, type Result } from '../base/result';
import type { AssistState, EndReason } from '../model/assist';

/** What can happen to an assist; every legal step is below, nothing else exists. */
export type AssistStep =
  { kind: 'start' } | { kind: 'pause' } | { kind: 'resume' } | { kind: 'end'; reason: EndReason };

const BEFORE_CONSENT: readonly EndReason[] = [
  'denied',
  'consent-timeout',
  'canceled',
  'capture-failed',
  'agent-stopped',
  'share-window-lost',
  'device-revoked',
  'technician-ended',
  'requester-ended',
];
const AFTER_CONSENT: readonly EndReason[] = [
  'requester-ended',
  'technician-ended',
  'capture-failed',
  'share-window-lost',
  'agent-stopped',
  'device-revoked',
];

/** The state after `step`, or `wrong-state`. Repeating a step that already holds is the same as doing it once. */
export function stepAssist(state: AssistState, step: AssistStep): Result<AssistState> {
  switch (step.kind) {
    case 'start':
      return state === 'requested' || state === 'live' ? ok('live') : refused(state, step);
    case 'pause':
      return state === 'live' || state === 'paused' ? ok('paused') : refused(state, step);
    case 'resume':
      return state === 'live' || state === 'paused' ? ok('live') : refused(state, step);
    case 'end': {
      if (state === 'ended') return ok('ended');
      const legal = state === 'requested' ? BEFORE_CONSENT : AFTER_CONSENT;
      return legal.includes(step.reason) ? ok('ended') : refused(state, step);
    }
    default:
      return never(step);
  }
}

/** A technician may join only what the requester has agreed to and nobody has ended. */
export function mayJoin(state: AssistState): boolean {
  return state === 'live' || state === 'paused';
}

function refused(state: AssistState, step: AssistStep): Result<AssistState> {
  return fail('wrong-state', `${step.kind} is not possible while ${state}`);
}
