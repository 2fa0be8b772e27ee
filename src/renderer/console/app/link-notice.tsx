import { useEffect, useState, useSyncExternalStore } from 'react';
import type { LiveState } from '../api/live';
import { useWords } from '../words/words';
import { useServices } from './services';
import classes from './shell.module.css';

/** A break shorter than this is not worth a banner. */
const QUIET_MS = 2000;

export function useLiveState(): LiveState {
  const { live } = useServices();
  return useSyncExternalStore(live.onState, live.state);
}

/** Says that what stands here may be old, as soon as that is so. */
export function LinkNotice() {
  const words = useWords();
  const state = useLiveState();
  const { clock } = useServices();
  const [lateFor, setLateFor] = useState<LiveState | null>(null);
  useEffect(
    () => (state.kind === 'connecting' ? clock.after(QUIET_MS, () => setLateFor(state)) : undefined),
    [state, clock],
  );
  return (
    <output className={classes['noticePlace']}>
      {lateFor === state ? <span className={classes['notice']}>{words.link.lost}</span> : null}
    </output>
  );
}

export function LiveDot() {
  const words = useWords();
  const online = useLiveState().kind === 'online';
  return (
    <div className={classes['live']}>
      <span className={classes['dot']} data-off={online ? undefined : true} aria-hidden />
      {online ? words.link.online : words.link.connecting}
    </div>
  );
}
