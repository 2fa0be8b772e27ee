import { useCallback, useMemo, useRef, useState } from 'react';
import type { Device } from '../../../shared/model/device';

const NONE: ReadonlySet<string> = new Set();

/**
 * Which rows are chosen. What is no longer listed, or was decommissioned meanwhile, is not. `everyWaiting` hands out
 * all that wait, also those that were not loaded yet.
 */
export function useChosen(rows: readonly Device[], everyWaiting: () => Promise<readonly Device[]>) {
  const [ids, setIds] = useState(NONE);
  const [looking, setLooking] = useState(false);
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
  // What is still being read when the selection is cleared does not come into it afterwards.
  const clears = useRef(0);
  const clear = useCallback(() => {
    clears.current += 1;
    setIds(NONE);
  }, []);
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
        : {
            all,
            looking,
            toggle: () => {
              if (all) return clear();
              const add = (found: readonly Device[]) =>
                setIds((before) => new Set([...before, ...found.map(({ id }) => id)]));
              const cleared = clears.current;
              add(pending);
              setLooking(true);
              void everyWaiting().then((found) => {
                if (clears.current === cleared) add(found);
                setLooking(false);
              });
            },
          },
  };
}
