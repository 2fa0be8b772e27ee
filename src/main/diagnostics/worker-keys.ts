import type { SectionKey } from '../../shared/model/diagnostics';

/**
 * Which sections are collected together in one process. The library behind the first lane waits for programs with its
 * whole process, so what waits for other programs or measures times has a process of its own.
 */
export const LANES = [
  [
    'system',
    'cpu',
    'memory',
    'disks',
    'filesystems',
    'graphics',
    'audio',
    'usb',
    'bluetooth',
    'battery',
    'processes',
    'users',
    'interfaces',
  ],
  [
    'cameras',
    'printers',
    'os',
    'uptime',
    'startup',
    'services',
    'software',
    'updates',
    'security',
    'events',
    'applications',
    'wifi',
    'routes',
    'gateway',
    'dns',
    'proxy',
    'vpn',
    'path',
    'internet',
    'tls',
    'liveView',
  ],
] as const satisfies readonly (readonly SectionKey[])[];

export type WorkerKey = (typeof LANES)[number][number];
/** `together`: all at once. `one-by-one`: in order, so that whatever stops the process is known by name. */
export type WorkerPace = 'together' | 'one-by-one';
