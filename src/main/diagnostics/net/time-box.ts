/** All checks of the network run side by side, and none of them takes longer than this. */
const NETWORK_MS = 1_850;

export interface TimeBox {
  /** Milliseconds since it began. */
  spent(): number;
  /** Milliseconds left, never less than one: a timer of zero would mean "none" to some callers. */
  left(): number;
}

export function timeBox(ms = NETWORK_MS): TimeBox {
  const startedAt = performance.now();
  const spent = () => Math.max(0, Math.round(performance.now() - startedAt));
  return { spent, left: () => Math.max(1, ms - spent()) };
}
