import { useCallback } from 'react';
import type { Device } from '../../../shared/model/device';
import type { useDevices } from '../api/fleet-queries';

/** All of the list that wait for approval: they come first, so that pages are read only until one that does not. */
export function useEveryWaiting({
  data,
  hasNextPage,
  fetchNextPage,
}: ReturnType<typeof useDevices>): () => Promise<readonly Device[]> {
  return useCallback(async () => {
    let rows = data?.pages.flatMap((page) => page.devices) ?? [];
    let more = hasNextPage;
    while (more && rows.at(-1)?.status === 'pending') {
      const next = await fetchNextPage();
      const read = next.data?.pages.flatMap((page) => page.devices) ?? [];
      // Not read for whatever reason, which the list says by itself.
      if (read.length <= rows.length) break;
      rows = read;
      more = next.hasNextPage;
    }
    return rows.filter(({ status }) => status === 'pending');
  }, [data, hasNextPage, fetchNextPage]);
}
