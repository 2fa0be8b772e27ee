import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useServices } from '../app/services';
import type { QueueView } from '../queue/views';
import type { CallInput, CallName } from './client';
import { unwrap } from './fault-error';
import { keys } from './keys';

export function useSession() {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.session,
    queryFn: async ({ signal }) => unwrap(await client.call('session', {}, { signal })),
    staleTime: 60_000,
  });
}

export function useQueue(view: QueueView, search: string) {
  const { client } = useServices();
  return useInfiniteQuery({
    queryKey: keys.queue(view, search),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await client.call(
          'tickets',
          {
            query: {
              view,
              limit: 100,
              ...(search === '' ? {} : { search }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          { signal },
        ),
      ),
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });
}

/** How many tickets each view holds, wherever one is in the console. */
export function useCounts() {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.counts,
    queryFn: async ({ signal }) =>
      unwrap(await client.call('tickets', { query: { view: 'open', limit: 1 } }, { signal })).counts,
  });
}

export function useTicket(number: string, enabled = true) {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.ticket(number),
    enabled,
    queryFn: async ({ signal }) =>
      unwrap(await client.call('ticket', { params: { id: number } }, { signal })),
  });
}

/** A ticket has one report, and it never changes. */
export function useReport(ticketId: string) {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.report(ticketId),
    queryFn: async ({ signal }) =>
      unwrap(await client.call('report', { params: { id: ticketId } }, { signal })),
    staleTime: Infinity,
  });
}

/** Which reports a computer has sent, the one filed last first. */
export function useDeviceReports(deviceId: string | null) {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.deviceReports(deviceId ?? ''),
    enabled: deviceId !== null,
    queryFn: async ({ signal }) =>
      unwrap(await client.call('deviceReports', { params: { id: deviceId ?? '' } }, { signal })),
  });
}

export function useAssist(id: string | null) {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.assist(id ?? ''),
    enabled: id !== null,
    queryFn: async ({ signal }) =>
      unwrap(await client.call('assist', { params: { id: id ?? '' } }, { signal })),
  });
}

export function usePeople() {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.people,
    queryFn: async ({ signal }) => unwrap(await client.call('people', {}, { signal })),
    staleTime: 30_000,
  });
}

export function useTokens(enabled: boolean) {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.tokens,
    enabled,
    queryFn: async ({ signal }) => unwrap(await client.call('enrollmentTokens', {}, { signal })),
  });
}

export function useAudit() {
  const { client } = useServices();
  return useInfiniteQuery({
    queryKey: keys.audit,
    initialPageParam: null as number | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await client.call(
          'audit',
          { query: { limit: 100, ...(pageParam === null ? {} : { before: pageParam }) } },
          { signal },
        ),
      ),
    getNextPageParam: (page) => (page.length < 100 ? null : (page.at(-1)?.seq ?? null)),
  });
}

/** A change at the desk; what it makes out of date is read again. */
export function useCall<N extends CallName>(name: N, outdated: readonly (readonly string[])[] = []) {
  const { client } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: CallInput<N>) => unwrap(await client.call(name, input)),
    onSuccess: () => {
      for (const queryKey of outdated) void queries.invalidateQueries({ queryKey });
    },
  });
}
