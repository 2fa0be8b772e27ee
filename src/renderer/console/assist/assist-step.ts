import type { ViewerState } from '../../kit/rtc/viewer';
import type { AssistSnapshot } from './assist-session';

/** Where the way to the picture stands, as the connection panel says it. */
export type AssistStep =
  'joining' | 'attaching' | ViewerState['step'] | 'connected' | 'live' | 'paused' | 'ended';

export function stepOf(
  { phase, assist, viewer, since }: AssistSnapshot,
  pictureSeen: boolean,
): { step: AssistStep; since: number } {
  if (phase.kind === 'ended') return { step: 'ended', since };
  if (phase.kind !== 'joined') return { step: 'joining', since };
  if (viewer && viewer.step === 'connected') {
    if (assist?.state === 'paused') return { step: 'paused', since: viewer.since };
    return { step: pictureSeen ? 'live' : 'connected', since: viewer.since };
  }
  if (!phase.attached && (viewer === null || viewer.step === 'waiting-for-offer')) {
    return { step: 'attaching', since };
  }
  return viewer ? { step: viewer.step, since: viewer.since } : { step: 'attaching', since };
}
