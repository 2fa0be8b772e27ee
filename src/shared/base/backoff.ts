/** When to try again: full jitter over a doubling window, so that a fleet never returns at one moment. */
export interface Backoff {
  firstMs: number;
  capMs: number;
}

/**
 * Milliseconds to wait before attempt `attempt` (0 = the first retry).
 * @param random uniform in [0, 1)
 */
export function delayFor(backoff: Backoff, attempt: number, random: number): number {
  const window = Math.min(backoff.capMs, backoff.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(window * (0.5 + random / 2));
}
