import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device } from '../../../shared/model/device';
import type { DeskFault } from '../api/client';
import { keys } from '../api/keys';
import { useAnnounce } from '../app/announcer';
import { useServices } from '../app/services';
import { useWords } from '../words/words';

/** As many as the route takes at once. */
const AT_ONCE = 500;

export interface FleetChanges {
  /** True when none of them waits any more. */
  approve: (devices: readonly Device[]) => Promise<boolean>;
  /** True when all of them are out. */
  decommission: (devices: readonly Device[]) => Promise<boolean>;
  busy: boolean;
  fault: DeskFault | null;
  /** How far a change of several got before it failed. */
  got: { done: number; all: number } | null;
  forget: () => void;
}

/** Admits devices and takes them out, some or many. */
export function useFleetChanges(): FleetChanges {
  const words = useWords();
  const announce = useAnnounce();
  const { client } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault | null>(null);
  const [got, setGot] = useState<FleetChanges['got']>(null);
  const start = () => {
    setBusy(true);
    setFault(null);
    setGot(null);
  };
  const finish = () => {
    setBusy(false);
    for (const queryKey of [keys.devices, keys.tickets, keys.queues, keys.updates]) {
      void queries.invalidateQueries({ queryKey });
    }
  };
  return {
    busy,
    fault,
    got,
    forget: () => {
      setFault(null);
      setGot(null);
    },
    async approve(devices) {
      start();
      let approved = 0;
      let asked = 0;
      for (let from = 0; from < devices.length; from += AT_ONCE) {
        const ids = devices.slice(from, from + AT_ONCE).map(({ id }) => id);
        const reply = await client.call('approveDevices', { body: { ids } });
        if (!reply.ok) {
          setFault(reply.fault);
          break;
        }
        approved += reply.value.approved;
        asked += ids.length;
      }
      finish();
      if (approved > 0) announce(words.devices.approved(approved));
      return asked === devices.length;
    },
    async decommission(devices) {
      start();
      let done = 0;
      // One after the other: each is a decision of its own in the audit trail, and a failure stops the rest.
      for (const { id } of devices) {
        const reply = await client.call('revokeDevice', { params: { id } });
        if (!reply.ok) {
          setFault(reply.fault);
          break;
        }
        done += 1;
      }
      finish();
      if (done < devices.length) setGot({ done, all: devices.length });
      else announce(words.devices.decommissioned(done));
      return done === devices.length;
    },
  };
}
