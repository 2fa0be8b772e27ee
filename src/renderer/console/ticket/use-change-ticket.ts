import { useQueryClient } from '@tanstack/react-query';
import type { Ticket } from '../../../shared/model/ticket';
import type { CallInput, DeskFault } from '../api/client';
import { keys } from '../api/keys';
import { patchRows, summaryOf } from '../api/live-cache';
import { useCall } from '../api/queries';

type Change = Omit<CallInput<'changeTicket'>['body'], 'version'>;

/** Changes fields of the ticket as it was read; when somebody was faster the new state is fetched and shown. */
export function useChangeTicket(ticket: Ticket): { run(change: Change): void; fault: DeskFault | undefined } {
  const queries = useQueryClient();
  const call = useCall('changeTicket', [keys.queues, keys.counts]);
  return {
    fault: call.error?.fault,
    run: (change) =>
      call.mutate(
        { params: { id: ticket.id }, body: { version: ticket.version, ...change } },
        {
          onSuccess: (changed) => {
            queries.setQueryData(keys.ticket(ticket.number), changed);
            patchRows(queries, (row) => (row.id === changed.id ? summaryOf(changed) : row));
          },
          onError: () => void queries.invalidateQueries({ queryKey: keys.ticket(ticket.number) }),
        },
      ),
  };
}
