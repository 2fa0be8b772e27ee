import { useEffect, useRef } from 'react';
import { isTyping } from '../palette/palette-events';

export interface QueueKeys {
  move: (step: 1 | -1) => void;
  open: () => void;
  assign: () => void;
  search: () => void;
}

/** The queue's single keys; none while somebody types, a dialog is open or a modifier is held. */
export function useQueueKeys(keys: QueueKeys): void {
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

function actionFor(event: KeyboardEvent, keys: QueueKeys): (() => void) | null {
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
    case 'a':
      return keys.assign;
    case '/':
      return keys.search;
    default:
      return null;
  }
}
