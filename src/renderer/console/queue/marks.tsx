import { IconAlertOctagon, IconAlertTriangle } from '@tabler/icons-react';
import { VisuallyHidden } from '@mantine/core';
import type { FindingCounts, Priority, TicketStatus } from '../../../shared/model/ticket';
import { useWords } from '../words/words';
import classes from './marks.module.css';

/** A word with a small bar beside it: the height says the same as the word, the color only repeats it. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const words = useWords();
  return (
    <span className={classes['priority']} data-priority={priority}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.6}
            y={10 - bar * 3}
            width="2.4"
            height={4 + bar * 3}
            rx="1"
            data-on={bar <= 4 - priority || undefined}
          />
        ))}
      </svg>
      {words.priority[priority]}
    </span>
  );
}

export function StatusMark({ status }: { status: TicketStatus }) {
  const words = useWords();
  return (
    <span className={classes['status']} data-status={status}>
      {words.status[status]}
    </span>
  );
}

/** How much is wrong with the computer, by weight; the icons differ in shape, and the words stand on hover. */
export function FindingsMark({ findings }: { findings: FindingCounts | null }) {
  const words = useWords();
  const said = findings
    ? words.queue.found(findings.critical, findings.warning)
    : words.queue.findingsUnknown;
  return (
    <span className={classes['findings']} title={said}>
      <VisuallyHidden>{said}</VisuallyHidden>
      {findings && findings.critical > 0 ? (
        <span data-severity="critical" aria-hidden>
          <IconAlertOctagon size={16} stroke={1.75} />
          {findings.critical}
        </span>
      ) : null}
      {findings && findings.warning > 0 ? (
        <span data-severity="warning" aria-hidden>
          <IconAlertTriangle size={16} stroke={1.75} />
          {findings.warning}
        </span>
      ) : null}
    </span>
  );
}
