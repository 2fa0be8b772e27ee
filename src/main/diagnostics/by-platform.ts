import type { Platform } from '../../shared/model/device';
import { collected, notApplicable, type Found, type ProbeContext } from './probe';

type Reader<T> = (context: ProbeContext) => Promise<Found<T>>;

/** A section that each system is asked for in its own way. */
export function byPlatform<T>(readers: Readonly<Record<Platform, Reader<T>>>): Reader<T> {
  return (context) => readers[context.platform](context);
}

/** Rows of a section, no more than it may have; none at all is not a failure but has a reason. */
export function foundSome<T>(rows: readonly T[], none: string): Found<T[]> {
  return rows.length > 0 ? collected(rows.slice(0, 64)) : notApplicable(none);
}
