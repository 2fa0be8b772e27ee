import { Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { CONSENT_SECONDS } from '../../../shared/model/assist';
import { formatTimer } from '../../kit/ui/format';
import { useServices } from '../app/services';
import { useWords } from '../words/words';
import classes from './ask.module.css';

/** How long the requester still has, by the desk's clock. Not read out: the state above it is. */
export function Countdown({ until }: { until: number }) {
  const words = useWords();
  const { clock, live } = useServices();
  const [now, setNow] = useState(() => clock.now() + live.ahead());
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      const at = clock.now() + live.ahead();
      setNow(at);
      if (at < until) cancel = clock.after(1000 - (at % 1000), tick);
    };
    tick();
    return () => cancel();
  }, [until, clock, live]);
  const seconds = Math.ceil((until - now) / 1000);
  return (
    <div className={classes['countdown']} role="timer">
      <Progress
        size="sm"
        value={Math.max(0, Math.min(100, (seconds / CONSENT_SECONDS) * 100))}
        aria-hidden
        transitionDuration={0}
      />
      <span>{seconds > 0 ? words.ask.left(formatTimer(seconds)) : words.ask.noAnswerYet}</span>
    </div>
  );
}
