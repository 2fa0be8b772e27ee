import { useEffect, useRef } from 'react';
import { isTyping } from '../palette/palette-events';

export interface ListKeys {
  move: (step: 1 | -1) => void;
  open: () => void;
  search: () => void;
  /** What the list's own keys do with the selected row. */
  own: Readonly<Record<string, () => void>>;
}

/** A list's single keys; none while somebody types, a dialog is open or a modifier is held. */
export function useListKeys(keys: ListKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      const action = actionFor(event, current.current);
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function actionFor(event: KeyboardEvent, keys: ListKeys): (() => void) | null {
  switch (event.key) {
    case 'j':
    case 'ArrowDown':
      return () => keys.move(1);
    case 'k':
    case 'ArrowUp':
      return () => keys.move(-1);
    case 'Enter':
      // A focused link or button has its own Enter.
      return event.target instanceof HTMLElement && event.target.closest('a,button') ? null : keys.open;
    case '/':
      return keys.search;
    default:
      return keys.own[event.key] ?? null;
  }
}
