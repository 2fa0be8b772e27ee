import { id, sha256 } from '../../../shared/model/ids';
import type { AuditEntry } from '../../../shared/model/audit';

/** The details a person can read: identifiers stay in the record and off the page. */
export function readableDetails({ details }: Pick<AuditEntry, 'details'>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && !isIdentifier(value))
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(', ');
}

function isIdentifier(value: unknown): boolean {
  return id.safeParse(value).success || sha256.safeParse(value).success;
}
