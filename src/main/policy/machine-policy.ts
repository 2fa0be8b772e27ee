import type { Given } from '../../shared/policy/resolve';

/** `broken`: something is there and cannot be used; the reason is for the log and names no value. */
export type MachineFound =
  { kind: 'none' } | { kind: 'given'; given: Given } | { kind: 'broken'; reason: string };

/** What IT operations set on this computer, out of reach of the people who use it. */
export interface MachinePolicy {
  read(): Promise<MachineFound>;
  /** Calls when it is worth reading again; the answer stops that. */
  watch(changed: () => void): () => void;
}

export const NO_POLICY: MachineFound = { kind: 'none' };

export function broken(reason: string): MachineFound {
  return { kind: 'broken', reason };
}

/** More than any policy needs. */
export const MOST_BYTES = 64 * 1024;
