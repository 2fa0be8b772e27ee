import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../words/words';
import classes from './help.module.css';

interface Props {
  title: ReactNode;
  onBack?: () => void;
}

/** The heading of a view that took the window over; focus starts here. */
export function ViewHeader({ title, onBack }: Props) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header className={classes['viewHeader']}>
      {onBack && (
        <ActionIcon variant="subtle" color="gray" aria-label={words.nav.back} onClick={onBack}>
          <IconArrowLeft size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
      <h1 ref={heading} tabIndex={-1} className={classes['viewTitle']}>
        {title}
      </h1>
    </header>
  );
}
