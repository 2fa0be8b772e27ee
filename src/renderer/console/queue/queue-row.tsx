import { IconScreenShare } from '@tabler/icons-react';
import { memo } from 'react';
import { Link } from 'react-router';
import type { TicketSummary } from '../../../shared/model/ticket';
import { RelativeTime } from '../../kit/ui/relative-time';
import { paths } from '../app/paths';
import { Presence } from '../text/presence';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { FindingsMark, PriorityMark, StatusMark } from './marks';
import classes from './queue.module.css';

interface Props {
  ticket: TicketSummary;
  index: number;
  top: number;
  selected: boolean;
  touched: boolean;
  onSettled: (ticketId: string) => void;
  onOpen: (ticket: TicketSummary) => void;
}

export const QueueRow = memo(function QueueRow(props: Props) {
  const { ticket, index, top, selected, touched, onSettled, onOpen } = props;
  const words = useWords();
  return (
    // The keyboard's way to a row is the grid's own keys and the link in it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr
      id={`row-${ticket.id}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes['row']}
      data-touched={touched || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onAnimationEnd={() => onSettled(ticket.id)}
      onClick={(event) => {
        if (!event.defaultPrevented && !event.ctrlKey && !event.metaKey) onOpen(ticket);
      }}
    >
      <td>
        <PriorityMark priority={ticket.priority} />
      </td>
      <td>
        <Link to={paths.ticket(ticket.number)} className={classes['number']} tabIndex={-1}>
          {ticket.number}
        </Link>
      </td>
      <td className={classes['subject']} title={visible(ticket.subject)}>
        {ticket.assistId === null ? null : (
          <IconScreenShare size={16} stroke={1.75} aria-label={words.queue.liveAssist} />
        )}
        <Said>{ticket.subject}</Said>
      </td>
      <td title={visible(ticket.requester.name)}>
        <Said>{ticket.requester.name}</Said>
      </td>
      <td>
        <Presence name={ticket.device.name} online={ticket.device.online} />
      </td>
      <td>
        <FindingsMark findings={ticket.findings} />
      </td>
      <td data-dim={ticket.assignee === null || undefined}>
        {ticket.assignee ? <Said>{ticket.assignee.name}</Said> : words.queue.unassigned}
      </td>
      <td>
        <StatusMark status={ticket.status} />
      </td>
      <td data-dim>
        <RelativeTime at={ticket.updatedAt} />
      </td>
    </tr>
  );
});
