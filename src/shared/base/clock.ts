/** Time as the code sees it, so that tests bring their own. Milliseconds since 1970 (UTC). */
export interface Clock {
  now(): number;
  /** Calls `run` once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** ISO 8601 in UTC with milliseconds, as everything is stored and sent. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
