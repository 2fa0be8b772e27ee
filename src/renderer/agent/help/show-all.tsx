import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import classes from './help.module.css';

interface Props<T> {
  items: readonly T[];
  most: number;
  children(shown: readonly T[]): ReactNode;
}

/** The first of many, and the rest on demand. */
export function ShowAll<T>({ items, most, children }: Props<T>) {
  const words = useWords();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  return (
    <>
      {children(all ? items : items.slice(0, most))}
      {items.length > most && (
        <Button
          className={classes['more'] ?? ''}
          variant="subtle"
          size="compact-sm"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? words.showFewer : words.showAll(formatNumber(language, items.length))}
        </Button>
      )}
    </>
  );
}
