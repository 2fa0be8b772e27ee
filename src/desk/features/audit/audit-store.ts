import type { AuditEntry } from '../../../shared/model/audit';

export type NewAuditEntry = Omit<AuditEntry, 'seq' | 'hash'>;
export type AuditActor = AuditEntry['actor'];

/** Append-only: there is no way to change or remove an entry through it. */
export interface AuditStore {
  append(entry: NewAuditEntry): Promise<void>;
  /** Newest first, those before `before` when given. */
  page(before: number | undefined, limit: number): Promise<AuditEntry[]>;
  /** Oldest first, those after `after`. */
  after(after: number, limit: number): Promise<AuditEntry[]>;
}
