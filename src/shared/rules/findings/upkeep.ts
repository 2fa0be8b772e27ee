import type { SectionData } from '../../model/diagnostics';
import { age, DAY, fact, named, rule } from './rule';

export const rebootRequired = rule({
  id: 'reboot-required',
  topic: 'updates',
  actionable: true,
  reads: ['updates', 'uptime'],
  check: ({ updates, uptime }) =>
    updates?.rebootRequired === true
      ? [
          {
            // Half-installed updates are felt when they stay so.
            severity: (uptime?.seconds ?? 0) >= 7 * 86_400 ? ('warning' as const) : ('info' as const),
            params: { reason: updates.rebootReason },
            evidence: [
              fact('updates.rebootRequired', true),
              fact('updates.rebootReason', updates.rebootReason),
              fact('uptime.seconds', uptime?.seconds ?? null),
            ],
          },
        ]
      : [],
});

export const notRestartedForLong = rule({
  id: 'not-restarted-for-long',
  topic: 'speed',
  actionable: true,
  reads: ['uptime'],
  check: ({ uptime }) =>
    uptime && uptime.seconds >= 30 * 86_400
      ? [
          {
            severity: 'info' as const,
            params: { days: Math.floor(uptime.seconds / 86_400) },
            evidence: [fact('uptime.seconds', uptime.seconds), fact('uptime.bootedAt', uptime.bootedAt)],
          },
        ]
      : [],
});

export const updatesPendingSecurity = rule({
  id: 'updates-pending-security',
  topic: 'updates',
  actionable: true,
  reads: ['updates'],
  check: ({ updates }, now) => {
    if (!updates?.securityPending) return [];
    // Where updates were installed lately, these are simply the next ones.
    const installed = age(now, updates.installedAt);
    return [
      {
        severity: installed !== null && installed < 14 * DAY ? ('info' as const) : ('warning' as const),
        params: {
          count: updates.securityPending,
          names: named(updates.items.filter(({ security }) => security).map(({ name }) => name)),
        },
        evidence: [
          fact('updates.securityPending', updates.securityPending),
          fact('updates.installedAt', updates.installedAt),
        ],
      },
    ];
  },
});

export const updatesLongNotChecked = rule({
  id: 'updates-long-not-checked',
  topic: 'updates',
  actionable: false,
  reads: ['updates'],
  check: ({ updates }, now) => {
    // Windows looks every 22 hours, the others daily or weekly.
    const since = age(now, updates?.checkedAt ?? null);
    return since !== null && since >= 14 * DAY
      ? [
          {
            severity: 'warning' as const,
            params: { days: Math.floor(since / DAY) },
            evidence: [fact('updates.checkedAt', updates?.checkedAt ?? null)],
          },
        ]
      : [];
  },
});

export const updatesLongNotInstalled = rule({
  id: 'updates-long-not-installed',
  topic: 'updates',
  actionable: false,
  reads: ['updates'],
  check: ({ updates }, now) => {
    // Two monthly rounds missed, with something to install.
    const since = age(now, updates?.installedAt ?? null);
    return updates?.pending && since !== null && since >= 60 * DAY
      ? [
          {
            severity: 'warning' as const,
            params: { days: Math.floor(since / DAY), pending: updates.pending },
            evidence: [
              fact('updates.installedAt', updates.installedAt),
              fact('updates.pending', updates.pending),
            ],
          },
        ]
      : [];
  },
});

/**
 * Last day with security updates, of the longest-served edition: Microsoft's and the distributions' lifecycle pages.
 * Windows goes by build, because Windows 11 calls itself 10 in places.
 */
const WINDOWS_ENDS: readonly (readonly [build: number, end: string])[] = [
  [19_044, '2024-06-11'],
  [19_045, '2025-10-14'],
  [22_000, '2024-10-08'],
  [22_621, '2025-10-14'],
  [22_631, '2026-11-10'],
  [26_100, '2027-10-12'],
];
const LINUX_ENDS: readonly (readonly [name: RegExp, version: RegExp, end: string])[] = [
  [/debian/i, /^10\b/, '2024-06-30'],
  [/debian/i, /^11\b/, '2026-08-31'],
  [/ubuntu/i, /^18\.04/, '2023-05-31'],
  [/ubuntu/i, /^20\.04/, '2025-05-31'],
  [/centos/i, /^7\b/, '2024-06-30'],
];

function supportEnd(os: SectionData<'os'>): string | null {
  if (/windows/i.test(os.name)) {
    // Long-term editions and servers live by other dates.
    if (/ltsc|ltsb|server|iot/i.test(`${os.name} ${os.edition ?? ''}`)) return null;
    const build = Number(/\d{5}/.exec(os.build ?? os.version)?.[0] ?? Number.NaN);
    return WINDOWS_ENDS.find(([known]) => build <= known)?.[1] ?? null;
  }
  return (
    LINUX_ENDS.find(([name, version]) => name.test(os.name) && version.test(os.version.trim()))?.[2] ?? null
  );
}

export const osSupportEnded = rule({
  id: 'os-support-ended',
  topic: 'security',
  actionable: false,
  reads: ['os'],
  check: ({ os }, now) => {
    const end = os && supportEnd(os);
    const since = age(now, end);
    return os && end && since !== null && since > DAY
      ? [
          {
            severity: 'warning' as const,
            params: { name: os.name, version: os.version, end },
            evidence: [fact('os.name', os.name), fact('os.version', os.version), fact('os.build', os.build)],
          },
        ]
      : [];
  },
});

export const antivirusOff = rule({
  id: 'antivirus-off',
  topic: 'security',
  actionable: false,
  reads: ['security'],
  check: ({ security }) => {
    // Windows turns its own off when another takes over: one that watches is enough.
    const products = security?.antivirus ?? [];
    const off = products.filter(({ enabled }) => enabled === false);
    if (off.length === 0 || products.some(({ enabled }) => enabled !== false)) return [];
    return [
      {
        severity: 'critical' as const,
        params: { names: named(off.map(({ name }) => name)) },
        evidence: off.slice(0, 3).map(({ name }) => fact(`security.antivirus[${name}].enabled`, false)),
      },
    ];
  },
});

export const antivirusOutdated = rule({
  id: 'antivirus-outdated',
  topic: 'security',
  actionable: false,
  reads: ['security'],
  check: ({ security }) =>
    (security?.antivirus ?? [])
      .filter(({ enabled, upToDate }) => enabled !== false && upToDate === false)
      .map(({ name }) => ({
        severity: 'warning' as const,
        subject: name,
        params: { name },
        evidence: [fact(`security.antivirus[${name}].upToDate`, false)],
      })),
});

export const firewallOff = rule({
  id: 'firewall-off',
  topic: 'security',
  actionable: false,
  reads: ['security', 'os'],
  check: ({ security, os }) =>
    security?.firewall?.enabled === false
      ? [
          {
            // Windows comes with it on; macOS and most desktop Linux come with it off.
            severity: /windows/i.test(os?.name ?? '') ? ('warning' as const) : ('info' as const),
            params: { name: security.firewall.name },
            evidence: [fact('security.firewall.enabled', false), fact('os.name', os?.name ?? null)],
          },
        ]
      : [],
});

const SYSTEM_VOLUME = /^(c:\\?|\/|\/system\/volumes\/data|macintosh hd)$/i;
const PORTABLE = /notebook|laptop|portable|convertible|tablet|detachable|netbook/i;

export const encryptionOff = rule({
  id: 'encryption-off',
  topic: 'security',
  actionable: false,
  reads: ['security', 'system', 'battery'],
  check: ({ security, system, battery }) => {
    // The disk of a virtual machine is its host's business.
    if (system?.virtual === true) return [];
    const portable = battery !== null || PORTABLE.test(system?.chassis ?? '');
    return (security?.encryption ?? [])
      .filter(({ volume, encrypted }) => encrypted === false && SYSTEM_VOLUME.test(volume))
      .map(({ volume }) => ({
        // What is carried around gets lost.
        severity: portable ? ('warning' as const) : ('info' as const),
        subject: volume,
        params: { volume, portable },
        evidence: [
          fact(`security.encryption[${volume}].encrypted`, false),
          fact('system.chassis', system?.chassis ?? null),
        ],
      }));
  },
});

export const UPKEEP_RULES = [
  antivirusOff,
  firewallOff,
  antivirusOutdated,
  encryptionOff,
  osSupportEnded,
  updatesPendingSecurity,
  updatesLongNotInstalled,
  updatesLongNotChecked,
  rebootRequired,
  notRestartedForLong,
] as const;
