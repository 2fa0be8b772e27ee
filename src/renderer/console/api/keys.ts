import type { DeviceFilter } from '../devices/device-filter';
import type { QueueView } from '../queue/views';

/** Names of everything the console keeps a copy of. */
export const keys = {
  session: ['session'] as const,
  queues: ['tickets'] as const,
  queue: (view: QueueView, search: string) => ['tickets', view, search] as const,
  counts: ['counts'] as const,
  tickets: ['ticket'] as const,
  ticket: (number: string) => ['ticket', number] as const,
  report: (ticketId: string) => ['report', ticketId] as const,
  deviceReports: (deviceId: string) => ['device-reports', deviceId] as const,
  assists: ['assist'] as const,
  assist: (id: string) => ['assist', id] as const,
  devices: ['devices'] as const,
  deviceLists: ['devices', 'list'] as const,
  deviceList: (filter: DeviceFilter) => ['devices', 'list', filter] as const,
  deviceCounts: ['devices', 'counts'] as const,
  computer: (machine: string) => ['devices', 'computer', machine] as const,
  device: (id: string) => ['devices', 'one', id] as const,
  policy: ['policy'] as const,
  updates: ['updates'] as const,
  people: ['people'] as const,
  tokens: ['enrollment-tokens'] as const,
  audit: ['audit'] as const,
};
