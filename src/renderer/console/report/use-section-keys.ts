import { useEffect } from 'react';
import { isTyping } from '../palette/palette-events';

/** `j` and `k` go from one section to the next, as they go from ticket to ticket in the queue. */
export function useSectionKeys(selector: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      const sections = [...document.querySelectorAll(selector)];
      // The innermost one.
      const at = sections.findLastIndex((section) => section.contains(document.activeElement));
      const next = at < 0 ? (step > 0 ? sections[0] : sections.at(-1)) : sections[at + step];
      if (!(next instanceof HTMLElement)) return;
      event.preventDefault();
      next.scrollIntoView({ block: 'nearest' });
      next.focus({ preventScroll: true });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [selector]);
}
