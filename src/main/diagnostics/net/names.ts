import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { errorCode } from '../../storage/disk';
import { within } from '../../time/within';
import type { ProbeContext } from '../probe';
import { perContext } from './per-context';
import { timeBox } from './time-box';

export interface Resolution {
  addresses: readonly LookupAddress[];
  tookMs: number;
  error: string | null;
}

const namesOf = perContext(() => Promise.resolve(new Map<string, Promise<Resolution>>()));
const LOOKUP_MS = 1_800;

/**
 * The addresses of a host by the system's own resolver, asked once in a collection: each question that nobody answers
 * holds one of the few threads that do this work.
 */
export async function resolve(context: ProbeContext, host: string): Promise<Resolution> {
  const names = await namesOf(context);
  const before = names.get(host);
  if (before) return before;
  const asked = ask(host);
  names.set(host, asked);
  return asked;
}

async function ask(host: string): Promise<Resolution> {
  const family = isIP(host);
  if (family !== 0) return { addresses: [{ address: host, family }], tookMs: 0, error: null };
  const box = timeBox();
  try {
    const addresses = await within(LOOKUP_MS, lookup(host, { all: true }), null);
    return { addresses: addresses ?? [], tookMs: box.spent(), error: addresses ? null : 'ETIMEOUT' };
  } catch (error) {
    return { addresses: [], tookMs: box.spent(), error: errorCode(error) || 'unknown' };
  }
}

type LookupAnswer = (error: Error | null, addresses: LookupAddress[]) => void;

/** For sockets: what is known already, in Node's own form. */
export function lookupFrom(addresses: readonly LookupAddress[]) {
  return (_host: string, _options: LookupOptions, answer: LookupAnswer): void => {
    if (addresses.length === 0) answer(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
    else answer(null, [...addresses]);
  };
}
