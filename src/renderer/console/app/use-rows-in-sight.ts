import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';

const ROW_PX = 36;
/** So many rows before the end of what is loaded, more is asked for. */
const NEAR_END = 20;

/** Of a long table only the rows in sight exist; the rest is height. The current one is kept in sight. */
export function useRowsInSight(rows: readonly { id: string }[], currentId: string | null, onEnd: () => void) {
  const scroller = useRef<HTMLDivElement>(null);
  // Nothing of it is handed to a memoized child.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    // The headings stay at the top, over the rows.
    scrollPaddingStart: ROW_PX,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - NEAR_END) onEnd();
  }, [last, rows.length, onEnd]);
  const currentIndex = rows.findIndex((row) => row.id === currentId);
  useEffect(() => {
    if (currentIndex >= 0) virtual.scrollToIndex(currentIndex);
  }, [currentIndex, virtual]);
  return { scroller, items, height: virtual.getTotalSize(), currentIndex };
}
