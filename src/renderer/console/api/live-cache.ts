import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Clock } from '../../../shared/base/clock';
import { disposables, type Disposable } from '../../../shared/base/dispose';
import type { ReplyOf } from '../../../shared/contract/route';
import type { deskApi } from '../../../shared/contract/api-desk';
import type { Device } from '../../../shared/model/device';
import type { Ticket, TicketSummary } from '../../../shared/model/ticket';
import { keys } from './keys';
import type { Live } from './live';

type DeviceData = InfiniteData<ReplyOf<typeof deskApi.devices>, string | null>;
export type QueueData = InfiniteData<ReplyOf<typeof deskApi.tickets>, string | null>;

/** In a storm of changes the lists are read again at most this often, and never while they are still being read. */
const LIST_PAUSE_MS = 1000;

/** Keeps what the console has read in step with what the desk says live. */
export function followLive(live: Live, queries: QueryClient, clock: Clock): Disposable {
  const bag = disposables();
  const readAgain = (...names: (readonly string[])[]) =>
    Promise.all(names.map((queryKey) => queries.invalidateQueries({ queryKey })));
  const refreshLists = throttled(clock, LIST_PAUSE_MS, () => readAgain(keys.queues, keys.counts));
  bag.add(() => refreshLists.dispose());
  bag.add(
    live.on('ticket:changed', ({ ticket }) => {
      patchRows(queries, (row) => (row.id === ticket.id && row.version <= ticket.version ? ticket : row));
      void queries.invalidateQueries({ queryKey: keys.ticket(ticket.number) });
      refreshLists.run();
    }),
  );
  bag.add(
    live.on('device:presence', ({ deviceId, online, lastSeenAt }) => {
      const seen = <T extends { id: string }>(device: T): T =>
        device.id === deviceId ? { ...device, online, lastSeenAt } : device;
      patchRows(queries, (row) => (row.device.id === deviceId ? { ...row, device: seen(row.device) } : row));
      queries.setQueriesData<Ticket>({ queryKey: keys.tickets }, (ticket) =>
        ticket?.device.id === deviceId ? { ...ticket, device: seen(ticket.device) } : ticket,
      );
      patchDevices(queries, deviceId, seen);
    }),
  );
  // One enrollment or a thousand: the lists are read again, not each device.
  const refreshDevices = throttled(clock, LIST_PAUSE_MS, () => readAgain(keys.devices, keys.updates));
  bag.add(() => refreshDevices.dispose());
  bag.add(live.on('device:changed', () => refreshDevices.run()));
  bag.add(
    live.on('assist:changed', ({ assist }) => {
      queries.setQueryData(keys.assist(assist.id), assist);
      void queries.invalidateQueries({ queryKey: keys.ticket(assist.ticketNumber) });
    }),
  );
  bag.add(
    live.onGap(() => {
      void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'report' });
    }),
  );
  return bag;
}

/** Replaces rows in every list that holds them; lists that change nothing stay the same object. */
export function patchRows(queries: QueryClient, change: (row: TicketSummary) => TicketSummary): void {
  queries.setQueriesData<QueueData>({ queryKey: keys.queues }, (data) => {
    if (!data) return data;
    let touched = false;
    const pages = data.pages.map((page) => {
      const tickets = page.tickets.map((row) => {
        const next = change(row);
        if (next !== row) touched = true;
        return next;
      });
      return { ...page, tickets };
    });
    return touched ? { ...data, pages } : data;
  });
}

/** The same for a device, in the lists and where it is looked at by itself. */
function patchDevices(queries: QueryClient, deviceId: string, change: (device: Device) => Device): void {
  queries.setQueryData<Device>(keys.device(deviceId), (device) => (device ? change(device) : device));
  queries.setQueriesData<DeviceData>({ queryKey: keys.deviceLists }, (data) =>
    data?.pages.some((page) => page.devices.some(({ id }) => id === deviceId))
      ? { ...data, pages: data.pages.map((page) => ({ ...page, devices: page.devices.map(change) })) }
      : data,
  );
}

/** The part of a ticket that a row shows. */
export function summaryOf(ticket: Ticket): TicketSummary {
  const { description, canWork, affected, comments, events, attachments, report, ...summary } = ticket;
  void [description, canWork, affected, comments, events, attachments, report];
  return summary;
}

/** A reading that is begun anew each second would never end where it takes longer than that. */
function throttled(clock: Clock, ms: number, run: () => Promise<unknown>): Disposable & { run(): void } {
  const holding = new Set<'pause' | 'reading' | 'disposed'>();
  let cancel = () => {};
  let again = false;
  const fire = () => {
    again = false;
    holding.add('pause').add('reading');
    cancel = clock.after(ms, () => release('pause'));
    void run().finally(() => release('reading'));
  };
  const release = (hold: 'pause' | 'reading') => {
    holding.delete(hold);
    if (again && holding.size === 0) fire();
  };
  return {
    run() {
      if (holding.size > 0) again = true;
      else fire();
    },
    dispose() {
      holding.add('disposed');
      cancel();
    },
  };
}
