import type { Result } from '../../shared/base/result';
import type { AssistStore } from './assists/assist-store';
import type { AuditStore } from './audit/audit-store';
import type { DeviceStore } from './devices/device-store';
import type { PeopleStore } from './people/people-store';
import type { PolicyStore } from './policy/policy-store';
import type { TicketStore } from './tickets/ticket-store';
import type { ReleaseStore } from './updates/release-store';

/** All stores as one transaction sees them. */
export interface Stores {
  tickets: TicketStore;
  devices: DeviceStore;
  people: PeopleStore;
  assists: AssistStore;
  policy: PolicyStore;
  audit: AuditStore;
  releases: ReleaseStore;
}

/**
 * Where the desk keeps everything but attached bytes. `write` commits what `work` did as a whole, durably, and
 * only when it answers ok; a full or busy store comes back as a fault, not as an exception.
 */
export interface Storage {
  read<T>(work: (stores: Stores) => Promise<Result<T>>): Promise<Result<T>>;
  write<T>(work: (stores: Stores) => Promise<Result<T>>): Promise<Result<T>>;
  close(): Promise<void>;
}
