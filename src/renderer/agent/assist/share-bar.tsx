import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../kit/ui/language';
import { useWords, type Words } from '../words/words';
import type { AssistPage } from './assist-state';
import classes from './share-bar.module.css';
import { Timer } from './timer';

interface Props {
  page: AssistPage;
  since: number;
  paused: boolean;
  /** Who asked; named while nobody has joined yet. */
  askedBy: string;
  onPause(paused: boolean): void;
  onEnd(): void;
  onFit(size: { width: number; height: number }): void;
}

function notice(page: AssistPage, words: Words): string | null {
  if (!page.deskOnline) return words.bar.linkLost;
  const lost = page.watchers.find((watcher) => watcher.link === 'lost' || watcher.link === 'closed');
  return lost ? words.bar.pictureLost(lost.name) : null;
}

/** The slim bar: who watches, since when, and the way to pause and to end it. */
export function ShareBar({ page, since, paused, askedBy, onPause, onEnd, onFit }: Props) {
  const words = useWords();
  const language = useLanguage();
  const bar = useRef<HTMLDivElement>(null);
  // Somebody who comes back before the desk noticed that they left is still one person.
  const people = [...new Set(page.watchers.map((watcher) => watcher.name))];
  const names = new Intl.ListFormat(language).format(people);
  const warning = notice(page, words);

  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    const fit = () => {
      const { width, height } = element.getBoundingClientRect();
      onFit({ width, height });
    };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    fit();
    return () => observer.disconnect();
  }, [onFit]);

  const who = () => {
    if (people.length === 0) return page.everJoined ? words.bar.nobody : words.bar.waitingFor(askedBy);
    return paused ? names : words.bar.watching(names, people.length);
  };
  return (
    <div ref={bar} className={classes['bar']} role="region" aria-label={words.bar.label}>
      <div className={classes['main']}>
        <span className={classes['dot']} data-paused={paused || undefined} aria-hidden />
        <div className={classes['who']}>
          <span className={classes['names']} title={who()} aria-live="polite" aria-atomic>
            {who()}
          </span>
          <span className={classes['rights']}>
            {paused ? words.bar.paused : words.bar.onlyLook}
            {' · '}
            <Timer since={since} label={words.bar.since} />
          </span>
        </div>
        <div className={classes['buttons']}>
          <Button
            variant="default"
            size="xs"
            leftSection={
              paused ? (
                <IconPlayerPlay size={16} stroke={1.75} aria-hidden />
              ) : (
                <IconPlayerPause size={16} stroke={1.75} aria-hidden />
              )
            }
            onClick={() => onPause(!paused)}
          >
            {paused ? words.bar.resume : words.bar.pause}
          </Button>
          <Button
            size="xs"
            leftSection={<IconPlayerStop size={16} stroke={1.75} aria-hidden />}
            onClick={onEnd}
          >
            {words.bar.end}
          </Button>
        </div>
      </div>
      {warning && (
        <p className={classes['warning']} role="status">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          {warning}
        </p>
      )}
    </div>
  );
}
