import { useCallback, useMemo, useState } from 'react';
import type { Device } from '../../../shared/model/device';

const NONE: ReadonlySet<string> = new Set();

/** Which rows are chosen. What is no longer listed, or was decommissioned meanwhile, is not. */
export function useChosen(rows: readonly Device[]) {
  const [ids, setIds] = useState(NONE);
  const devices = useMemo(
    () => rows.filter((row) => ids.has(row.id) && row.status !== 'revoked'),
    [rows, ids],
  );
  const toggle = useCallback((device: Device) => {
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(device.id)) next.add(device.id);
      return next;
    });
  }, []);
  const clear = useCallback(() => setIds(NONE), []);
  const pending = rows.filter(({ status }) => status === 'pending');
  const all = pending.every(({ id }) => ids.has(id));
  return {
    ids,
    devices,
    toggle,
    clear,
    waiting:
      pending.length === 0
        ? null
        : { all, toggle: () => setIds(all ? NONE : new Set(pending.map(({ id }) => id))) },
  };
}
