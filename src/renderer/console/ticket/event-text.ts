import { never } from '../../../shared/base/never';
import { END_REASONS } from '../../../shared/model/assist';
import { TICKET_STATUSES, type Level, type Priority, type TicketEvent } from '../../../shared/model/ticket';
import type { Words } from '../words/en';

/** What happened, in one line. */
export function eventText(event: TicketEvent, words: Words): string {
  const { from, to } = event;
  switch (event.field) {
    case 'status':
      return words.event.status(statusName(from, words), statusName(to, words));
    case 'assignee':
      return to === null ? words.event.unassigned : words.event.assignee(to);
    case 'impact':
      return words.event.impact(levelName(from, words), levelName(to, words));
    case 'urgency':
      return words.event.urgency(levelName(from, words), levelName(to, words));
    case 'priority':
      return words.event.priority(priorityName(from, words), priorityName(to, words));
    case 'attachment':
      return words.event.attachment(to ?? '');
    case 'assist':
      return assistText(from, to ?? '', words);
    default:
      return never(event.field);
  }
}

function assistText(from: string | null, to: string, words: Words): string {
  if (to === 'requested') return words.event.assistRequested;
  if (to === 'live') return from === 'paused' ? words.event.assistResumed : words.event.assistStarted;
  if (to === 'paused') return words.event.assistPaused;
  const reason = END_REASONS.find((known) => to === `ended:${known}`);
  return words.event.assist(reason ? words.ask.ended[reason] : to);
}

function statusName(value: string | null, words: Words): string {
  const status = TICKET_STATUSES.find((known) => known === value);
  return status ? words.status[status] : (value ?? words.common.none);
}

function levelName(value: string | null, words: Words): string {
  return value && value in words.level ? words.level[Number(value) as Level] : (value ?? words.common.none);
}

function priorityName(value: string | null, words: Words): string {
  return value && value in words.priority
    ? words.priority[Number(value) as Priority]
    : (value ?? words.common.none);
}
