import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services';
import { asked, type DeviceFilter } from '../devices/device-filter';
import { unwrap } from './fault-error';
import { keys } from './keys';

/** The devices that fit, page by page: those that wait for approval first, then by name. */
export function useDevices(filter: DeviceFilter) {
  const { client } = useServices();
  return useInfiniteQuery({
    queryKey: keys.deviceList(filter),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await client.call(
          'devices',
          {
            query: {
              limit: 100,
              ...asked(filter),
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

/** How many devices wait, run and were decommissioned, wherever one is in the console. */
export function useDeviceCounts() {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.deviceCounts,
    queryFn: async ({ signal }) =>
      unwrap(await client.call('devices', { query: { limit: 1 } }, { signal })).counts,
  });
}

export function useDevice(id: string | null) {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.device(id ?? ''),
    enabled: id !== null,
    queryFn: async ({ signal }) =>
      unwrap(await client.call('device', { params: { id: id ?? '' } }, { signal })),
  });
}

/** All devices of one computer: each person who logs in there has one. */
export function useComputer(machine: string | null) {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.computer(machine ?? ''),
    enabled: machine !== null,
    queryFn: async ({ signal }) =>
      unwrap(await client.call('devices', { query: { machine: machine ?? '', limit: 200 } }, { signal }))
        .devices,
  });
}

export function usePolicy() {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.policy,
    queryFn: async ({ signal }) => unwrap(await client.call('policy', {}, { signal })),
  });
}

export function useUpdates() {
  const { client } = useServices();
  return useQuery({
    queryKey: keys.updates,
    queryFn: async ({ signal }) => unwrap(await client.call('updates', {}, { signal })),
  });
}
