import type { SectionData } from '../../../../src/shared/model/diagnostics';
import type { CHANGE_RULES } from '../../../../src/shared/rules/findings/changes';
import type { DEVICE_RULES } from '../../../../src/shared/rules/findings/devices';
import { change, daysAgo, GB, part, rows, type Cases, type Facts } from './case';

type ChangeId = (typeof CHANGE_RULES)[number]['id'];
type Id = (typeof DEVICE_RULES)[number]['id'];

function printer(patch: Partial<SectionData<'printers'>[number]>): Facts {
  return rows('printers', patch);
}

function mouse(batteryPercent: number | null, connected = true): Facts {
  return part('bluetooth', { devices: [{ name: 'Mouse', kind: 'Mouse', connected, batteryPercent }] });
}

export const DEVICES: Record<Id, Cases> = {
  'printer-needs-hands': {
    fires: [
      [
        'paper',
        printer({ reason: 'media-empty-error', state: 'stopped', jobs: 2, oldestJobMinutes: 30 }),
        'warning',
        { need: 'paper', jobs: 2 },
      ],
      ['an open door', printer({ reason: 'cover-open-report' }), 'warning', { need: 'door' }],
    ],
    silent: [
      ['toner is only low', printer({ reason: 'toner-low-warning' })],
      ['one that nobody prints on', printer({ reason: 'media-empty', default: false })],
    ],
  },
  'printer-stopped': {
    fires: [
      ['the default one', printer({ state: 'stopped', reason: 'paused' }), 'warning', { reason: 'paused' }],
      [
        'one that nobody prints on',
        rows('printers', {}, { name: 'Old', default: false, state: 'stopped' }),
        'info',
      ],
    ],
    silent: [
      ['it prints', printer({ state: 'printing', jobs: 1 })],
      ['it wants paper', printer({ state: 'stopped', reason: 'media-empty' })],
    ],
  },
  'printer-offline': {
    fires: [['the default one', printer({ state: 'offline' }), 'warning', { usb: false }]],
    silent: [
      ['one that nobody prints on', rows('printers', {}, { name: 'Home', default: false, state: 'offline' })],
      ['not known', printer({ state: 'unknown' })],
    ],
  },
  'jobs-stuck': {
    fires: [
      [
        '10 minutes',
        printer({ jobs: 3, oldestJobMinutes: 10 }),
        'warning',
        { name: 'Floor-2', jobs: 3, minutes: 10 },
      ],
    ],
    silent: [
      ['just under', printer({ jobs: 3, oldestJobMinutes: 9.9 })],
      ['not known', printer({ jobs: 3, oldestJobMinutes: null })],
      ['the printer is stopped', printer({ jobs: 3, oldestJobMinutes: 99, state: 'stopped' })],
    ],
  },
  'no-default-printer': {
    fires: [
      [
        'two, neither',
        rows('printers', { default: false }, { name: 'B', default: false }),
        'info',
        { count: 2 },
      ],
    ],
    silent: [['no printers', { printers: [] }]],
  },
  'no-audio-output': {
    fires: [
      ['only a microphone', rows('audio', { direction: 'input' }), 'warning', { inputs: 1 }],
      ['a virtual machine', { audio: [], ...part('system', { virtual: true }) }, 'info'],
    ],
    silent: [
      ['of unknown direction', rows('audio', { direction: 'unknown' })],
      ['a remote session', { audio: [], ...part('users', { session: 'remote-desktop' }) }],
      ['not known', { audio: null }],
    ],
  },
  'bluetooth-battery-low': {
    fires: [['10 %', mouse(10), 'warning', { name: 'Mouse' }]],
    silent: [
      ['11 %', mouse(11)],
      ['not connected', mouse(5, false)],
      ['not known', mouse(null)],
    ],
  },
  'display-odd-resolution': {
    fires: [
      ['1024 × 768', rows('displays', { width: 1024, height: 768 }), 'warning'],
      [
        'a virtual machine',
        { ...rows('displays', { width: 800, height: 600 }), ...part('system', { virtual: true }) },
        'info',
      ],
    ],
    silent: [
      ['1280 × 720', rows('displays', { width: 1280, height: 720 })],
      ['turned upright', rows('displays', { width: 1024, height: 1280 })],
      ['not known', rows('displays', { width: 0, height: 0 })],
    ],
  },
  'basic-graphics-driver': {
    fires: [
      [
        'of Windows',
        rows('graphics', { model: 'Microsoft Basic Display Adapter', driver: 'BasicDisplay' }),
        'warning',
      ],
    ],
    silent: [
      ['a real one', rows('graphics', { driver: 'amdgpu' })],
      [
        'a virtual machine',
        { ...rows('graphics', { driver: 'simpledrm' }), ...part('system', { virtual: true }) },
      ],
    ],
  },
  'battery-worn': {
    fires: [
      ['79 %', part('battery', { healthPercent: 79 }), 'info'],
      ['59 %', part('battery', { healthPercent: 59 }), 'warning'],
    ],
    silent: [
      ['80 %', part('battery', { healthPercent: 80 })],
      ['not measured', part('battery', { healthPercent: 0 })],
      ['not known', part('battery', { healthPercent: null })],
      ['none', { battery: null }],
    ],
  },
  'battery-low-not-charging': {
    fires: [
      ['15 %', part('battery', { percent: 15, onMains: false }), 'warning'],
      [
        '5 %',
        part('battery', { percent: 5, onMains: null, remainingMinutes: 7 }),
        'critical',
        { minutes: 7 },
      ],
    ],
    silent: [
      ['16 %', part('battery', { percent: 16, onMains: false })],
      ['charging', part('battery', { percent: 3, charging: true, onMains: null })],
      ['no battery', { battery: null }],
    ],
  },
  'battery-not-charging-on-mains': {
    fires: [['39 %', part('battery', { percent: 39 }), 'warning']],
    silent: [
      ['40 %', part('battery', { percent: 40 })],
      ['not plugged in', part('battery', { percent: 30, onMains: false })],
      ['not known', part('battery', { percent: 30, onMains: null })],
    ],
  },
};

function changed(id: ChangeId): Cases {
  return {
    fires: [
      [
        'heavy and new',
        change(id, { weight: 60, seenAt: daysAgo(7) }),
        'info',
        { count: 1, names: ['Something'] },
      ],
    ],
    silent: [
      ['light', change(id, { weight: 59 })],
      ['a week ago', change(id, { seenAt: daysAgo(7.1) })],
      ['of another kind', change('restarted')],
      ['not known', { changes: null }],
    ],
  };
}

const lost = changed('disk-space-lost');

export const CHANGES: Record<ChangeId, Cases> = {
  'driver-changed': changed('driver-changed'),
  'os-updated': changed('os-updated'),
  'security-changed': changed('security-changed'),
  'memory-changed': changed('memory-changed'),
  'printer-removed': changed('printer-removed'),
  'filesystem-removed': changed('filesystem-removed'),
  'wifi-changed': changed('wifi-changed'),
  'default-printer-changed': changed('default-printer-changed'),
  'dns-changed': changed('dns-changed'),
  'gateway-changed': changed('gateway-changed'),
  'proxy-changed': changed('proxy-changed'),
  'vpn-changed': changed('vpn-changed'),
  'device-removed': changed('device-removed'),
  'disk-space-lost': {
    ...lost,
    silent: [
      ...lost.silent,
      ['full says more', { ...change('disk-space-lost'), ...rows('filesystems', { availableBytes: GB }) }],
    ],
  },
  'software-removed': changed('software-removed'),
  'software-updated': changed('software-updated'),
  'software-installed': changed('software-installed'),
  'startup-added': changed('startup-added'),
};
