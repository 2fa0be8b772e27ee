import { useCallback, useEffect, useState } from 'react';
import type { TicketSummary } from '../../../shared/model/ticket';
import { useServices } from '../app/services';

const NONE: ReadonlySet<string> = new Set();

/** Tickets that changed live and have not yet been tinted for it. */
export function useTouched(onTouched: (ticket: TicketSummary) => void): {
  touched: ReadonlySet<string>;
  settle: (ticketId: string) => void;
} {
  const { live } = useServices();
  const [touched, setTouched] = useState(NONE);
  useEffect(
    () =>
      live.on('ticket:changed', ({ ticket }) => {
        setTouched((before) => new Set(before).add(ticket.id));
        onTouched(ticket);
      }),
    [live, onTouched],
  );
  const settle = useCallback((ticketId: string) => {
    setTouched((before) => {
      if (!before.has(ticketId)) return before;
      const next = new Set(before);
      next.delete(ticketId);
      return next;
    });
  }, []);
  return { touched, settle };
}
