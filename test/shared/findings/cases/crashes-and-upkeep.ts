import type { SectionData } from '../../../../src/shared/model/diagnostics';
import type { CRASH_RULES } from '../../../../src/shared/rules/findings/crashes';
import type { UPKEEP_RULES } from '../../../../src/shared/rules/findings/upkeep';
import { daysAgo, event, part, rows, type Cases, type Facts } from './case';

type Id = (typeof CRASH_RULES)[number]['id'] | (typeof UPKEEP_RULES)[number]['id'];

function ended(lastEnd: SectionData<'uptime'>['lastEnd'], days: number): Facts {
  return part('uptime', {
    lastEnd,
    lastEndAt: daysAgo(days),
    bootedAt: daysAgo(days),
    lastEndDetail: 'panic',
  });
}

function failed(name: string): Facts {
  return part('services', { failed: [{ name, title: 'Some service', detail: 'exit 1', since: null }] });
}

function antivirus(...states: [enabled: boolean | null, upToDate: boolean | null][]): Facts {
  return part('security', {
    antivirus: states.map(([enabled, upToDate], index) => ({ name: `Guard ${index}`, enabled, upToDate })),
  });
}

function encryption(volume: string, encrypted: boolean | null): Facts {
  return part('security', { encryption: [{ volume, encrypted, method: '' }] });
}

function windows(build: string, patch: Partial<SectionData<'os'>> = {}): Facts {
  return part('os', { name: 'Microsoft Windows 10 Pro', version: '10.0', build, ...patch });
}

export const CRASHES_AND_UPKEEP: Record<Id, Cases> = {
  'restarted-after-crash': {
    fires: [['this morning', ended('crash', 0.1), 'warning', { detail: 'panic' }]],
    silent: [
      ['four days ago', ended('crash', 4)],
      ['switched off', ended('clean', 0.1)],
      ['not known', ended('unknown', 0.1)],
    ],
  },
  'restarted-after-power-loss': {
    fires: [['yesterday', ended('power-loss', 1), 'warning']],
    silent: [
      ['four days ago', ended('power-loss', 4)],
      ['an update', ended('update', 1)],
    ],
  },
  'app-crashes': {
    fires: [['twice', event('crash', 'outlook.exe', 2), 'warning', { name: 'outlook.exe', count: 2 }]],
    silent: [['once', event('crash', 'outlook.exe', 1)]],
  },
  'app-hangs': {
    fires: [['three times', event('hang', 'excel.exe', 3), 'warning', { count: 3 }]],
    silent: [['once', event('hang', 'excel.exe', 1)]],
  },
  'out-of-memory-kills': {
    fires: [['one', event('out-of-memory', 'java', 1), 'warning', { names: ['java'] }]],
    silent: [['something else', event('error', 'java', 9)]],
  },
  'disk-errors-in-log': {
    fires: [['of no named disk', event('disk', null, 1), 'warning', { names: ['kernel'] }]],
    silent: [
      ['the disk fails', { ...event('disk', 'sda', 1), ...rows('disks', { health: 'failing' }) }],
      ['a drive without a medium', event('disk', 'sr0', 3)],
      ['a floppy drive of a virtual machine', event('disk', 'fd0', 3)],
      ['a drive without a medium on Windows', event('disk', String.raw`\Device\CdRom0`, 3)],
    ],
  },
  'hardware-errors': {
    fires: [['one', event('hardware', 'CPU 3', 1), 'warning']],
    silent: [['an error', event('error', 'CPU 3', 1)]],
  },
  'driver-errors': {
    fires: [['five', event('driver', 'nvlddmkm', 5), 'warning']],
    silent: [['four', event('driver', 'nvlddmkm', 4)]],
  },
  'updates-failing': {
    fires: [['one', event('update', 'KB5031455', 1), 'warning', { count: 1 }]],
    silent: [['an error', event('error', 'KB5031455', 1)]],
  },
  'service-failed': {
    fires: [['of any name', failed('backup.service'), 'warning', { name: 'backup.service' }]],
    silent: [['none', part('services', { failed: [] })]],
  },
  'service-stopped-that-should-run': {
    fires: [
      [
        'the print service',
        part('services', { stopped: [{ name: 'Spooler', title: '' }] }),
        'warning',
        { title: 'Spooler' },
      ],
    ],
    silent: [
      ['one that starts when needed', part('services', { stopped: [{ name: 'edgeupdate', title: '' }] })],
    ],
  },
  'reboot-required': {
    fires: [
      [
        'lately started',
        part('updates', { rebootRequired: true, rebootReason: 'linux-image' }),
        'info',
        { reason: 'linux-image' },
      ],
      [
        'for a week',
        { ...part('updates', { rebootRequired: true }), ...part('uptime', { seconds: 7 * 86_400 }) },
        'warning',
      ],
    ],
    silent: [['not known', part('updates', { rebootRequired: null })]],
  },
  'not-restarted-for-long': {
    fires: [['30 days', part('uptime', { seconds: 30 * 86_400 }), 'info', { days: 30 }]],
    silent: [
      ['just under', part('uptime', { seconds: 30 * 86_400 - 1 })],
      [
        'a restart is required anyway',
        { ...part('uptime', { seconds: 40 * 86_400 }), ...part('updates', { rebootRequired: true }) },
      ],
    ],
  },
  'updates-pending-security': {
    fires: [
      [
        'the next ones',
        part('updates', { securityPending: 3, installedAt: daysAgo(13) }),
        'info',
        { count: 3 },
      ],
      ['nothing for two weeks', part('updates', { securityPending: 1, installedAt: daysAgo(14) }), 'warning'],
      ['nobody knows since when', part('updates', { securityPending: 1, installedAt: null }), 'warning'],
    ],
    silent: [
      ['others', part('updates', { pending: 9, securityPending: 0 })],
      ['not known', part('updates', { securityPending: null })],
    ],
  },
  'updates-long-not-checked': {
    fires: [['14 days', part('updates', { checkedAt: daysAgo(14) }), 'warning', { days: 14 }]],
    silent: [
      ['just under', part('updates', { checkedAt: daysAgo(13.9) })],
      ['not known', part('updates', { checkedAt: null })],
    ],
  },
  'updates-long-not-installed': {
    fires: [
      [
        '60 days',
        part('updates', { pending: 4, installedAt: daysAgo(60) }),
        'warning',
        { days: 60, pending: 4 },
      ],
    ],
    silent: [
      ['59 days', part('updates', { pending: 4, installedAt: daysAgo(59) })],
      ['nothing to install', part('updates', { pending: 0, installedAt: daysAgo(99) })],
      ['not known', part('updates', { pending: 4, installedAt: null })],
    ],
  },
  'os-support-ended': {
    fires: [
      ['Windows 10', windows('19045.4046'), 'warning', { end: '2025-10-14' }],
      ['an older build between two named', windows('18363'), 'warning'],
      ['Debian 10', part('os', { version: '10 (buster)' }), 'warning'],
    ],
    silent: [
      ['Windows 11 24H2, which calls itself 10', windows('26100')],
      ['a long-term edition', windows('19044', { edition: 'Enterprise LTSC' })],
      ['a server', windows('17763', { name: 'Windows Server 2019' })],
      ['no build', windows('')],
    ],
  },
  'antivirus-off': {
    fires: [['the only one', antivirus([false, true]), 'critical', { names: ['Guard 0'] }]],
    silent: [
      ['another one watches', antivirus([false, true], [true, true])],
      ['not known', antivirus([null, null])],
      ['none is installed', antivirus()],
    ],
  },
  'antivirus-outdated': {
    fires: [['it watches', antivirus([true, false]), 'warning']],
    silent: [
      ['it is off anyway', antivirus([true, true], [false, false])],
      ['not known', antivirus([true, null])],
    ],
  },
  'firewall-off': {
    fires: [
      [
        'on Windows, where it is on unless somebody turns it off',
        {
          ...part('security', { firewall: { name: 'Windows Defender Firewall', enabled: false } }),
          ...part('os', { name: 'Microsoft Windows 11 Pro', version: '10.0.26200', build: '26200.1' }),
        },
        'warning',
      ],
      [
        'elsewhere, where it is off unless somebody turns it on',
        part('security', { firewall: { name: 'ufw', enabled: false } }),
        'info',
      ],
    ],
    silent: [
      ['not known', part('security', { firewall: { name: 'ufw', enabled: null } })],
      ['none', part('security', { firewall: null })],
    ],
  },
  'encryption-off': {
    fires: [
      ['a notebook', encryption('C:', false), 'warning', { portable: true }],
      [
        'a desktop',
        { ...encryption('/', false), ...part('system', { chassis: 'Desktop' }), battery: null },
        'info',
        { portable: false },
      ],
    ],
    silent: [
      ['another volume', encryption('/srv', false)],
      ['not known', encryption('C:', null)],
      ['a virtual machine', { ...encryption('C:', false), ...part('system', { virtual: true }) }],
    ],
  },
};
