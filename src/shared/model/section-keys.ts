import type { Report, SectionData, SectionKey } from './diagnostics';
import type { MACHINE } from './sections/machine';
import type { NETWORK } from './sections/network';
import type { OVER_TIME } from './sections/over-time';
import type { SOFTWARE } from './sections/software';

// Beside the schemas and not among them: pages read reports and never check them, and the schemas weigh half a page.

/** How people look for a section: what the computer is, what runs on it, how it is connected, what is new. */
export const SECTION_GROUPS = {
  machine: keysOf<keyof typeof MACHINE>({
    system: true,
    cpu: true,
    memory: true,
    disks: true,
    filesystems: true,
    graphics: true,
    displays: true,
    audio: true,
    cameras: true,
    printers: true,
    usb: true,
    bluetooth: true,
    battery: true,
  }),
  software: keysOf<keyof typeof SOFTWARE>({
    os: true,
    uptime: true,
    users: true,
    processes: true,
    startup: true,
    services: true,
    software: true,
    updates: true,
    security: true,
    events: true,
    applications: true,
  }),
  network: keysOf<keyof typeof NETWORK>({
    interfaces: true,
    wifi: true,
    routes: true,
    gateway: true,
    dns: true,
    proxy: true,
    vpn: true,
    path: true,
    internet: true,
    tls: true,
    liveView: true,
    desk: true,
    clock: true,
  }),
  overTime: keysOf<keyof typeof OVER_TIME>({
    changes: true,
    history: true,
  }),
};
export type SectionGroup = keyof typeof SECTION_GROUPS;

/** In the order of a report. */
export const SECTION_KEYS = Object.values(SECTION_GROUPS).flat() as [SectionKey, ...SectionKey[]];

/** One too many or too few does not compile. */
function keysOf<K extends SectionKey>(keys: Readonly<Record<K, true>>): readonly K[] {
  return Object.keys(keys) as K[];
}

/** The facts of one section, if they were collected and not left out. */
export function factsOf<K extends SectionKey>(value: Report, key: K): SectionData<K> | null {
  const found = value.sections.find((entry) => entry.key === key);
  return found?.status === 'collected' ? (found.data as SectionData<K>) : null;
}
