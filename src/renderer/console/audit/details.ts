import { id } from '../../../shared/model/ids';
import type { AuditEntry } from '../../../shared/model/audit';

/** The details a person can read: identifiers stay in the record and off the page. */
export function readableDetails({ details }: Pick<AuditEntry, 'details'>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && !(typeof value === 'string' && id.safeParse(value).success))
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(', ');
}
