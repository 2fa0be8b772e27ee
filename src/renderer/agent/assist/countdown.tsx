import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import classes from './consent.module.css';

/** Read out once at the start and once when it gets short; seen every second. */
const SAID_AT = 10;

/** What is left to answer. It only shows: main is the one that counts. */
export function Countdown({ leftMs }: { leftMs: number }) {
  const words = useWords();
  const language = useLanguage();
  const [left, setLeft] = useState(() => Math.ceil(leftMs / 1000));
  useEffect(() => {
    const end = performance.now() + leftMs;
    const timer = setInterval(() => {
      setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    }, 250);
    return () => clearInterval(timer);
  }, [leftMs]);
  const seconds = (value: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(value);
  const said = left <= SAID_AT ? SAID_AT : Math.ceil(leftMs / 1000);
  return (
    <p className={classes['countdown']}>
      <span aria-hidden>{words.consent.left(seconds(left))}</span>
      <VisuallyHidden role="status">{words.consent.left(seconds(said))}</VisuallyHidden>
    </p>
  );
}
