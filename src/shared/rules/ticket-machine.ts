import { fail, ok, type Result } from '../base/result';
import type { TicketStatus } from '../model/ticket';

const BY_TECHNICIAN: Record<TicketStatus, readonly TicketStatus[]> = {
  new: ['in-progress', 'on-hold', 'resolved', 'canceled'],
  'in-progress': ['on-hold', 'resolved', 'canceled'],
  'on-hold': ['in-progress', 'resolved', 'canceled'],
  resolved: ['in-progress', 'closed'],
  closed: [],
  canceled: [],
};

/** The statuses a technician may choose from here. */
export function nextStatuses(status: TicketStatus): readonly TicketStatus[] {
  return BY_TECHNICIAN[status];
}

export function changeStatus(from: TicketStatus, to: TicketStatus): Result<TicketStatus> {
  if (from === to || BY_TECHNICIAN[from].includes(to)) return ok(to);
  return fail('wrong-state', `a ticket cannot go from ${from} to ${to}`);
}

/** What the requester's own words do: an answer wakes a waiting or resolved ticket, a closed one stays closed. */
export function afterRequesterReply(status: TicketStatus): Result<TicketStatus> {
  switch (status) {
    case 'closed':
    case 'canceled':
      return fail('wrong-state', `the ticket is ${status}`);
    case 'on-hold':
    case 'resolved':
      return ok('in-progress');
    case 'new':
    case 'in-progress':
      return ok(status);
  }
}

export function afterRequesterConfirms(status: TicketStatus): Result<TicketStatus> {
  return status === 'closed' || status === 'canceled'
    ? fail('wrong-state', `the ticket is ${status}`)
    : ok('resolved');
}
