import { useQueryClient } from '@tanstack/react-query';
import type { TicketSummary } from '../../../shared/model/ticket';
import type { DeskFault } from '../api/client';
import { keys } from '../api/keys';
import { patchRows, summaryOf } from '../api/live-cache';
import { useCall } from '../api/queries';
import { useAnnounce } from '../app/announcer';
import { useMe } from '../app/me';
import { useWords } from '../words/words';

/** "This one is mine": a ticket taken from its row. */
export function useAssignToMe(): { run(ticket: TicketSummary): void; fault: DeskFault | undefined } {
  const { person } = useMe();
  const words = useWords();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const change = useCall('changeTicket', [keys.queues, keys.counts]);
  return {
    fault: change.error?.fault,
    run(ticket) {
      if (ticket.assignee?.id === person.id) return;
      change.mutate(
        { params: { id: ticket.id }, body: { version: ticket.version, assigneeId: person.id } },
        {
          onSuccess: (changed) => {
            queries.setQueryData(keys.ticket(changed.number), changed);
            patchRows(queries, (row) => (row.id === changed.id ? summaryOf(changed) : row));
            announce(words.queue.taken(changed.number));
          },
        },
      );
    },
  };
}
