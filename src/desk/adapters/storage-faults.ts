import { fault, type Fault } from '../../shared/base/fault';

const FULL_CODES = new Set(['ENOSPC', 'EDQUOT']);
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_FULL = 13;

/** The fault behind an exception of a disk or database that is full or busy, or null when it is a bug. */
export function storageFault(error: unknown): Fault | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string' && FULL_CODES.has(error.code)) {
    return fault('storage-full');
  }
  if (!('errcode' in error) || typeof error.errcode !== 'number') return null;
  // Extended codes carry the plain one in their low byte.
  switch (error.errcode & 0xff) {
    case SQLITE_FULL:
      return fault('storage-full');
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fault('unavailable', 'the database is busy');
    default:
      return null;
  }
}
