import type { TicketSummary } from '../../../shared/model/ticket';
import { useRowsInSight } from '../app/use-rows-in-sight';
import { useWords } from '../words/words';
import { QueueRow } from './queue-row';
import classes from './queue.module.css';

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

export function QueueTable({ rows, selectedId, touched, onSettled, onHover, onOpen, onEnd }: Props) {
  const words = useWords();
  const { scroller, items, height, currentIndex: selectedIndex } = useRowsInSight(rows, selectedId, onEnd);

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
          style={{ height: height }}
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
