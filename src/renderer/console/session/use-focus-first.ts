import { useEffect, useRef, type RefObject } from 'react';

/** A page that is one form begins in its first field. */
export function useFocusFirst(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}
