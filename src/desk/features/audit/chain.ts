import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../../shared/model/audit';
import { canonicalJson } from '../canonical-json';
import type { AuditStore } from './audit-store';

/** What the first entry follows. */
export const CHAIN_START = '0'.repeat(64);

export function chainHash(previous: string, entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, actor, action, subject, details } = entry;
  const canonical = canonicalJson({ seq, at, actor, action, subject, details });
  return createHash('sha256').update(previous).update(canonical).digest('hex');
}

/** Walks the whole trail; answers the number of the first entry that does not fit, or null when all do. */
export async function findBreak(store: AuditStore, batch = 500): Promise<number | null> {
  let previous = CHAIN_START;
  let seq = 0;
  for (;;) {
    const entries = await store.after(seq, batch);
    for (const entry of entries) {
      if (entry.seq !== seq + 1 || entry.hash !== chainHash(previous, entry)) return entry.seq;
      previous = entry.hash;
      seq = entry.seq;
    }
    if (entries.length < batch) return null;
  }
}
