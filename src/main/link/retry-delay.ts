import { delayFor, type Backoff } from '../../shared/base/backoff';
import type { Fault } from '../../shared/base/fault';

/** Longer than this nobody should have to wait, whatever the other side asks for. */
const LONGEST_MS = 60 * 60_000;

/** The pause before the next attempt: ours, or the one the desk asked for where that is longer. */
export function retryDelay(backoff: Backoff, attempt: number, random: number, cause: Fault): number {
  const asked = Math.min((cause.retryAfter ?? 0) * 1000, LONGEST_MS);
  return Math.max(delayFor(backoff, attempt, random), asked);
}
