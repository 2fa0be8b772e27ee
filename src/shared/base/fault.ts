/**
 * Every expected failure of Deskside, by code: its HTTP status and whether trying again later may help.
 * The sentences a person reads for each code stand in `shared/words`.
 */
export const FAULTS = {
  'invalid-input': { status: 400, retry: false },
  unauthenticated: { status: 401, retry: false },
  'credentials-refused': { status: 401, retry: false },
  'token-refused': { status: 401, retry: false },
  'proof-refused': { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  'origin-refused': { status: 403, retry: false },
  'device-revoked': { status: 403, retry: false },
  'device-pending': { status: 403, retry: true },
  'device-copied': { status: 409, retry: false },
  'not-a-participant': { status: 403, retry: false },
  'not-found': { status: 404, retry: false },
  'already-exists': { status: 409, retry: false },
  stale: { status: 409, retry: false },
  'wrong-state': { status: 409, retry: false },
  'report-outdated': { status: 409, retry: false },
  'device-offline': { status: 409, retry: true },
  'assist-open': { status: 409, retry: false },
  'too-large': { status: 413, retry: false },
  'media-type-refused': { status: 415, retry: false },
  'hash-mismatch': { status: 422, retry: true },
  'protocol-unsupported': { status: 426, retry: false },
  'rate-limited': { status: 429, retry: true },
  internal: { status: 500, retry: true },
  unavailable: { status: 503, retry: true },
  'storage-full': { status: 507, retry: true },
  'desk-unreachable': { status: 0, retry: true },
  'desk-unverified': { status: 0, retry: false },
  'not-enrolled': { status: 0, retry: false },
  'disk-full': { status: 0, retry: true },
  'disk-failed': { status: 0, retry: true },
  'capture-failed': { status: 0, retry: true },
  'policy-refused': { status: 0, retry: false },
  'update-refused': { status: 0, retry: false },
  'secrets-unavailable': { status: 0, retry: false },
} as const satisfies Record<string, { status: number; retry: boolean }>;

export type FaultCode = keyof typeof FAULTS;

/** An expected failure. `detail` is for the log and the small print, never the only thing a person sees. */
export interface Fault {
  code: FaultCode;
  detail?: string;
  /** Seconds to wait before trying again, where the other side said so. */
  retryAfter?: number;
}

export const FAULT_CODES = Object.keys(FAULTS) as [FaultCode, ...FaultCode[]];

export function fault(code: FaultCode, detail?: string): Fault {
  return detail === undefined ? { code } : { code, detail };
}

export function mayRetry(value: Fault): boolean {
  return FAULTS[value.code].retry;
}
