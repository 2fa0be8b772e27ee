import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { TicketSummary } from '../../../shared/model/ticket';
import { useWords } from '../words/words';
import { QueueRow } from './queue-row';
import classes from './queue.module.css';

const ROW_PX = 36;

interface Props {
  rows: readonly TicketSummary[];
  selectedId: string | null;
  touched: ReadonlySet<string>;
  onSettled: (ticketId: string) => void;
  onHover: (over: boolean) => void;
  onOpen: (ticket: TicketSummary) => void;
  /** The reader is near the end of what was loaded. */
  onEnd: () => void;
}

/** Only the rows in sight exist; the rest is height. */
export function QueueTable({ rows, selectedId, touched, onSettled, onHover, onOpen, onEnd }: Props) {
  const words = useWords();
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
    if (rows.length > 0 && last >= rows.length - 20) onEnd();
  }, [last, rows.length, onEnd]);
  const selectedIndex = rows.findIndex((row) => row.id === selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex);
  }, [selectedIndex, virtual]);

  const headings = [
    words.queue.priority,
    words.queue.number,
    words.queue.subject,
    words.queue.requester,
    words.queue.device,
    words.queue.findings,
    words.queue.assignee,
    words.queue.status,
    words.queue.updated,
  ];
  return (
    <div ref={scroller} className={classes['scroller']}>
      {/* A table with a cursor is what ARIA calls a grid. */}
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label={words.queue.title}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selectedIndex >= 0 ? `row-${selectedId}` : undefined}
        tabIndex={0}
        className={classes['grid']}
      >
        <thead>
          <tr aria-rowindex={1} className={`${classes['row']} ${classes['head']}`}>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          className={classes['canvas']}
          style={{ height: virtual.getTotalSize() }}
          onPointerEnter={() => onHover(true)}
          onPointerLeave={() => onHover(false)}
        >
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <QueueRow
                key={row.id}
                ticket={row}
                index={item.index}
                top={item.start}
                selected={row.id === selectedId}
                touched={touched.has(row.id)}
                onSettled={onSettled}
                onOpen={onOpen}
              />
            ) : null;
          })}
        </tbody>
      </table>
    </div>
  );
}
