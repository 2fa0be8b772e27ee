import { VisuallyHidden } from '@mantine/core';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const AnnouncerContext = createContext<(text: string) => void>(() => undefined);

/** Says what changed to people who listen to the page instead of looking at it. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  // Two regions by turns: the same sentence twice in a row is read twice.
  const [said, setSaid] = useState<readonly [string, string]>(['', '']);
  const announce = useCallback(
    (text: string) => setSaid(([first]) => (first === '' ? [text, ''] : ['', text])),
    [],
  );
  return (
    <AnnouncerContext value={announce}>
      {children}
      <VisuallyHidden>
        <div aria-live="polite">{said[0]}</div>
        <div aria-live="polite">{said[1]}</div>
      </VisuallyHidden>
    </AnnouncerContext>
  );
}

export function useAnnounce(): (text: string) => void {
  return useContext(AnnouncerContext);
}
