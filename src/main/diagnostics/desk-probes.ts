import { iso, type Clock } from '../../shared/base/clock';
import { collected, DEADLINE_MS, failed, said, type Found } from './probe';
import type { Runnable } from './run-probe';
import type { SectionData, SectionKey } from '../../shared/model/diagnostics';

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** As long as all checks of the network may take. */
const ANSWER_MS = 1_950;

interface Health {
  facts: SectionData<'desk'>;
  /** The desk's time by its Date header less the device's own, at the middle of the call. */
  skewMs: number | null;
}

/** Reachability of the desk and the clock against it, from one call of `/healthz`. */
export function deskProbes(fetch: Fetch, clock: Clock, deskUrl: () => string | null): Runnable<SectionKey>[] {
  // Both sections of one collection come from the same call.
  let call: Promise<Health> | null = null;
  const ask = (url: string) => {
    call ??= askHealth(fetch, clock, url).finally(() => {
      call = null;
    });
    return call;
  };
  return [
    {
      key: 'desk',
      source: 'GET /healthz of the desk',
      deadlineMs: DEADLINE_MS,
      async run(): Promise<Found<SectionData<'desk'>>> {
        const url = deskUrl();
        return url === null
          ? failed('unreadable', 'no desk is known yet')
          : collected((await ask(url)).facts);
      },
    },
    {
      key: 'clock',
      source: 'Date header of the desk',
      deadlineMs: DEADLINE_MS,
      async run(): Promise<Found<SectionData<'clock'>>> {
        const url = deskUrl();
        const skewMs = url === null ? null : (await ask(url)).skewMs;
        return collected({ deviceTime: iso(clock.now()), skewMs });
      },
    },
  ];
}

async function askHealth(fetch: Fetch, clock: Clock, deskUrl: string): Promise<Health> {
  const startedAt = clock.now();
  const facts = { url: said(deskUrl, 500), reachable: false, status: null, tookMs: null };
  try {
    const response = await fetch(new URL('/healthz', deskUrl).href, {
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const tookMs = Math.max(0, clock.now() - startedAt);
    const deskTime = Date.parse(response.headers.get('date') ?? '');
    return {
      facts: { ...facts, reachable: response.ok, status: response.status, tookMs, error: null },
      // Whatever the answer is, whoever gave it has a clock. The header counts whole seconds; half of one is the fairest guess.
      skewMs: Number.isNaN(deskTime) ? null : Math.round(startedAt + tookMs / 2 - (deskTime + 500)),
    };
  } catch (error) {
    return {
      facts: { ...facts, error: said(error instanceof Error ? error.message : '', 300) },
      skewMs: null,
    };
  }
}
