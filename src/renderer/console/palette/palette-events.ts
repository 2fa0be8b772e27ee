const OPEN = 'deskside:palette';

/** The palette is opened from many places; the page's own event target carries the wish. */
export function openPalette(): void {
  dispatchEvent(new Event(OPEN));
}

export function onOpenPalette(listener: () => void): () => void {
  addEventListener(OPEN, listener);
  return () => removeEventListener(OPEN, listener);
}

/** Whether the key belongs to a field that is being typed into. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox' && target.type !== 'radio';
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
