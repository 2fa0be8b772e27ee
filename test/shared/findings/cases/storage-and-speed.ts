import type { SectionData } from '../../../../src/shared/model/diagnostics';
import type { SPEED_RULES } from '../../../../src/shared/rules/findings/speed';
import type { STORAGE_RULES } from '../../../../src/shared/rules/findings/storage';
import { daysAgo, GB, GIB, part, rows, type Cases, type Facts } from './case';

type Id = (typeof STORAGE_RULES)[number]['id'] | (typeof SPEED_RULES)[number]['id'];
type Volume = SectionData<'filesystems'>[number];

function volume(sizeBytes: number, availableBytes: number, patch: Partial<Volume> = {}): Facts {
  return rows('filesystems', { sizeBytes, availableBytes, usedBytes: sizeBytes - availableBytes, ...patch });
}

/** Free space at the end of each day up to now, oldest first. */
function trend(...available: number[]): Facts {
  return {
    ...rows('filesystems', { availableBytes: available.at(-1) ?? 0 }),
    ...part('history', {
      filesystems: [
        {
          mount: '/',
          days: available.map((availableBytes, index) => ({
            at: daysAgo(available.length - 1 - index),
            availableBytes,
          })),
        },
      ],
    }),
  };
}

function memory(availableBytes: number, patch: Partial<SectionData<'memory'>> = {}): Facts {
  return part('memory', { availableBytes, ...patch });
}

function top(name: string, cpuPercent: number, memoryBytes: number): Facts {
  return part('processes', { top: [{ name, pid: 4711, cpuPercent, memoryBytes }] });
}

/** Busy in each of the last minutes, and now. */
function busyFor(minutes: readonly number[], now: number): Facts {
  return {
    ...part('cpu', { loadPercent: now }),
    ...part('history', { minutes: minutes.map((loadPercent) => ({ ...quiet, loadPercent })) }),
  };
}

const quiet = { at: daysAgo(0), gatewayMs: 2, gatewayLost: false, memoryUsedPercent: 40, signalDbm: -50 };

export const STORAGE_AND_SPEED: Record<Id, Cases> = {
  'disk-full': {
    fires: [
      [
        '1.2 GB of 120 GB',
        volume(120 * GB, 1.2 * GB, { mount: 'C:', type: 'NTFS' }),
        'critical',
        { mount: 'C:', availablePercent: 1 },
      ],
      ['just under 2 GB', volume(480 * GB, 2 * GB - 1), 'critical'],
      ['a small home with nothing left', volume(64_000_000, 0, { mount: '/home', role: 'home' }), 'critical'],
      ['a disk for data', volume(1000 * GB, 0.5 * GB, { mount: '/data', role: 'data' }), 'warning'],
      ['a network drive', volume(1000 * GB, 0, { mount: 'N:', role: 'network' }), 'warning'],
      ['a stick', volume(16 * GB, 0, { mount: 'E:', role: 'removable' }), 'info'],
    ],
    silent: [
      ['2 GB of a big disk are almost full, not full', volume(480 * GB, 2 * GB)],
      ['a small one with 10 % left', volume(64_000_000, 6_400_000)],
      ['an image is always full', volume(GB, 0, { type: 'squashfs', role: 'data' })],
      ['what cannot be written to', volume(GB, 0, { readOnly: true, type: 'apfs' })],
      ['nothing of a size', volume(0, 0)],
    ],
  },
  'disk-almost-full': {
    fires: [
      ['4.9 GB of 480 GB', volume(480 * GB, 4.9 * GB), 'warning'],
      ['9 % of a small system', volume(20 * GB, 1.8 * GB), 'warning'],
      ['too little for the next kernel', volume(0.5 * GB, 0.04 * GB, { role: 'boot' }), 'warning'],
    ],
    silent: [
      ['5 GB', volume(480 * GB, 5 * GB)],
      ['10 % of a small system', volume(20 * GB, 2 * GB)],
      ['full says more', volume(480 * GB, GB)],
      ['a network drive may be used up', volume(1000 * GB, 20 * GB, { role: 'network' })],
    ],
  },
  'disk-filling-up': {
    fires: [
      [
        '10 GB a day, 50 left',
        trend(80 * GB, 70 * GB, 60 * GB, 50 * GB),
        'warning',
        { perDayBytes: 10 * GB, daysLeft: 5 },
      ],
    ],
    silent: [
      ['full in 7 days or later', trend(100 * GB, 90 * GB, 80 * GB, 70 * GB)],
      ['one large installation', trend(90 * GB, 90 * GB, 20 * GB, 20 * GB)],
      ['three days are no trend', trend(70 * GB, 60 * GB, 50 * GB)],
      ['it gets more', trend(20 * GB, 30 * GB, 40 * GB, 50 * GB)],
      ['almost full says it already', trend(34 * GB, 24 * GB, 14 * GB, 4 * GB)],
      ['no history', { ...rows('filesystems', { availableBytes: 50 * GB }), history: null }],
    ],
  },
  'inodes-full': {
    fires: [
      ['95 %', rows('filesystems', { inodesUsedPercent: 95 }), 'warning'],
      ['99 %', rows('filesystems', { inodesUsedPercent: 99 }), 'critical'],
    ],
    silent: [
      ['94 %', rows('filesystems', { inodesUsedPercent: 94 })],
      ['not known', rows('filesystems', { inodesUsedPercent: null })],
    ],
  },
  'network-drive-silent': {
    fires: [
      [
        'its server does not answer',
        volume(0, 0, { mount: 'Z:', role: 'network' }),
        'warning',
        { mount: 'Z:' },
      ],
    ],
    silent: [
      ['it answers', volume(500 * GB, 100 * GB, { role: 'network' })],
      ['an empty drive for discs', volume(0, 0, { mount: 'D:', role: 'removable' })],
    ],
  },
  'read-only-filesystem': {
    fires: [
      ['the system', rows('filesystems', { readOnly: true }), 'critical'],
      ['home', rows('filesystems', { readOnly: true, mount: '/home', role: 'home' }), 'critical'],
      ['data may be meant so', rows('filesystems', { readOnly: true, mount: '/srv', role: 'data' }), 'info'],
    ],
    silent: [
      ['a sealed system volume', rows('filesystems', { readOnly: true, type: 'apfs' })],
      ['a disc', rows('filesystems', { readOnly: true, role: 'removable' })],
      ['not known', rows('filesystems', { readOnly: null })],
    ],
  },
  'disk-failing': {
    fires: [['by its own word', rows('disks', { health: 'failing' }), 'critical']],
    silent: [['not known', rows('disks', { health: 'unknown' })]],
  },
  'disk-bad-sectors': {
    fires: [['one is enough', rows('disks', { badSectors: 1 }), 'warning', { value: 1 }]],
    silent: [
      ['none', rows('disks', { badSectors: 0 })],
      ['not known', rows('disks', { badSectors: null })],
    ],
  },
  'disk-worn': {
    fires: [['90 %', rows('disks', { wearPercent: 90 }), 'warning']],
    silent: [
      ['89 %', rows('disks', { wearPercent: 89 })],
      ['failing says more', rows('disks', { wearPercent: 99, health: 'failing' })],
    ],
  },
  'disk-hot': {
    fires: [
      ['an SSD at 70', rows('disks', { temperatureC: 70 }), 'warning'],
      ['a hard disk at 60', rows('disks', { temperatureC: 60, kind: 'hdd' }), 'warning'],
    ],
    silent: [
      ['an SSD at 69', rows('disks', { temperatureC: 69 })],
      ['a hard disk at 59', rows('disks', { temperatureC: 59, kind: 'hdd' })],
    ],
  },
  'memory-low': {
    fires: [
      ['under a tenth', memory(1.5 * GIB), 'warning'],
      ['next to nothing', memory(0.5 * GIB), 'critical'],
    ],
    silent: [
      ['a tenth of 16', memory(1.6 * GIB)],
      ['5 of 64 are enough', memory(5 * GIB, { totalBytes: 64 * GIB })],
      ['a machine without a size', memory(0, { totalBytes: 0 })],
    ],
  },
  'memory-pressure': {
    fires: [
      ['20 %', memory(9 * GIB, { pressurePercent: 20 }), 'warning'],
      ['60 %', memory(9 * GIB, { pressurePercent: 60 }), 'critical'],
    ],
    silent: [
      ['19 %', memory(9 * GIB, { pressurePercent: 19 })],
      ['not known', memory(9 * GIB, { pressurePercent: null })],
    ],
  },
  'swap-heavy': {
    fires: [
      ['a quarter of the memory, and little left', memory(3 * GIB, { swapUsedBytes: 4 * GIB }), 'warning'],
    ],
    silent: [
      ['less than a quarter', memory(3 * GIB, { swapUsedBytes: 3.9 * GIB })],
      ['there is room: it only lies there', memory(9 * GIB, { swapUsedBytes: 4 * GIB })],
    ],
  },
  'one-process-eats-memory': {
    fires: [
      [
        '8 of 16, 2 left',
        { ...top('editor', 1, 8 * GIB), ...memory(2 * GIB) },
        'warning',
        { name: 'editor', sharePercent: 50 },
      ],
    ],
    silent: [
      ['there is enough for the others', { ...top('editor', 1, 8 * GIB), ...memory(4 * GIB) }],
      ['less than a third', { ...top('editor', 1, 4.7 * GIB), ...memory(2 * GIB) }],
      ['memory is not known', { ...top('editor', 1, 8 * GIB), memory: null }],
    ],
  },
  'cpu-busy': {
    fires: [
      ['for three minutes', busyFor([20, 95, 96, 97], 97), 'warning', { minutes: 3 }],
      ['at the threshold', busyFor([90, 90, 90], 90), 'warning', { minutes: 3 }],
    ],
    silent: [
      ['89 %', busyFor([95, 95, 95], 89)],
      ['for two minutes', busyFor([20, 95, 96], 97)],
      ['for a moment', part('cpu', { loadPercent: 97 })],
      ['no hour is remembered', { ...part('cpu', { loadPercent: 97 }), history: null }],
      ['one program explains it', { ...busyFor([95, 95, 95], 95), ...top('render', 80, GIB) }],
    ],
  },
  'one-process-eats-cpu': {
    fires: [
      [
        'more than half of a busy computer',
        { ...part('cpu', { loadPercent: 72 }), ...top('render', 60, GIB) },
        'warning',
        { name: 'render' },
      ],
    ],
    silent: [
      ['there is time left', { ...part('cpu', { loadPercent: 69 }), ...top('render', 65, GIB) }],
      ['one of many', { ...part('cpu', { loadPercent: 90 }), ...top('render', 44, GIB) }],
      ['load is not known', { ...part('cpu', { loadPercent: null }), ...top('render', 99, GIB) }],
    ],
  },
  'cpu-throttled': {
    fires: [
      ['once', part('cpu', { throttled: true }), 'info'],
      ['and warm', part('cpu', { throttled: true, temperatureC: 80 }), 'warning'],
      ['and slow while working', part('cpu', { throttled: true, loadPercent: 60 }), 'warning'],
    ],
    silent: [
      ['not known', part('cpu', { throttled: null })],
      ['hot says more', part('cpu', { throttled: true, temperatureC: 95 })],
    ],
  },
  'cpu-hot': {
    fires: [
      ['90 °C', part('cpu', { temperatureC: 90 }), 'warning'],
      ['100 °C', part('cpu', { temperatureC: 100 }), 'critical'],
    ],
    silent: [
      ['89 °C', part('cpu', { temperatureC: 89 })],
      ['not known', part('cpu', { temperatureC: null })],
    ],
  },
  'process-stuck': {
    fires: [
      [
        'twice the same',
        part('processes', { stuck: [1, 2].map((pid) => ({ name: 'EXCEL', pid })) }),
        'warning',
        { names: ['EXCEL'], count: 2 },
      ],
    ],
    silent: [['none', part('processes', { stuck: [] })]],
  },
};
