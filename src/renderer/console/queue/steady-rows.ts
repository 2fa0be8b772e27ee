import { useState } from 'react';
import type { TicketSummary } from '../../../shared/model/ticket';

export interface SteadyRows {
  shown: readonly TicketSummary[];
  /** Rows that came, went or moved and are held back. */
  waiting: number;
}

/** The order that was on the screen, with what each row says now; only what follows at the end is added. */
export function holdOrder(before: readonly TicketSummary[], now: readonly TicketSummary[]): SteadyRows {
  const latest = new Map(now.map((row) => [row.id, row]));
  const known = new Set(before.map((row) => row.id));
  const lastKnown = now.findLastIndex((row) => known.has(row.id));
  const held = before.map((row) => latest.get(row.id) ?? row);
  const following = now.slice(lastKnown + 1).filter((row) => lastKnown >= 0 && !known.has(row.id));
  const shown = [...held, ...following];
  if (shown.length === now.length && shown.every((row, index) => row.id === now[index]?.id)) {
    return { shown: now, waiting: 0 };
  }
  const shownIds = new Set(shown.map((row) => row.id));
  const arrived = now.filter((row) => !shownIds.has(row.id)).length;
  const gone = shown.filter((row) => !latest.has(row.id)).length;
  return { shown, waiting: Math.max(1, arrived + gone) };
}

/** While `hold` is true nothing moves; a new `list` (another view or search) starts afresh. */
export function useSteadyRows(rows: readonly TicketSummary[], hold: boolean, list: string): SteadyRows {
  const [before, setBefore] = useState({ list, rows });
  const steady =
    hold && before.list === list && before.rows.length > 0
      ? holdOrder(before.rows, rows)
      : { shown: rows, waiting: 0 };
  if (before.list !== list || !sameRows(before.rows, steady.shown)) setBefore({ list, rows: steady.shown });
  return steady;
}

function sameRows(a: readonly TicketSummary[], b: readonly TicketSummary[]): boolean {
  return a === b || (a.length === b.length && a.every((row, index) => row === b[index]));
}
