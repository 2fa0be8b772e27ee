import type { SectionData } from '../../model/diagnostics';
import type { Topic } from './finding';
import { age, DAY, fact, named, rule, type Hit } from './rule';

type Group = SectionData<'events'>['groups'][number];

/** After a few days nobody connects a restart with what they see now. */
const RECENT = 3 * DAY;

function restarted(
  uptime: SectionData<'uptime'> | null,
  end: SectionData<'uptime'>['lastEnd'],
  now: number,
): Hit<{ at: string; detail: string | null }>[] {
  const since = age(now, uptime?.bootedAt ?? null);
  if (!uptime || uptime.lastEnd !== end || since === null || since > RECENT) return [];
  return [
    {
      severity: 'warning',
      params: { at: uptime.lastEndAt ?? uptime.bootedAt, detail: uptime.lastEndDetail },
      evidence: [
        fact('uptime.lastEnd', uptime.lastEnd),
        fact('uptime.lastEndAt', uptime.lastEndAt),
        fact('uptime.bootedAt', uptime.bootedAt),
        fact('uptime.lastEndDetail', uptime.lastEndDetail),
      ],
    },
  ];
}

export const restartedAfterCrash = rule({
  id: 'restarted-after-crash',
  topic: 'crash',
  actionable: false,
  reads: ['uptime'],
  check: ({ uptime }, now) => restarted(uptime, 'crash', now),
});

export const restartedAfterPowerLoss = rule({
  id: 'restarted-after-power-loss',
  topic: 'crash',
  actionable: true,
  reads: ['uptime'],
  check: ({ uptime }, now) => restarted(uptime, 'power-loss', now),
});

/** Groups of one kind by the program or device they are about, with how often and when last. */
function bySubject(
  events: SectionData<'events'> | null,
  kind: Group['kind'],
): { subject: string; count: number; message: string; lastAt: string }[] {
  const found = new Map<string, { subject: string; count: number; message: string; lastAt: string }>();
  for (const group of events?.groups ?? []) {
    if (group.kind !== kind) continue;
    const subject = group.subject ?? group.source;
    const known = found.get(subject);
    const later = known && known.lastAt > group.lastAt ? known : group;
    found.set(subject, {
      subject,
      count: (known?.count ?? 0) + group.count,
      message: later.message,
      lastAt: later.lastAt,
    });
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count);
}

/** Once can happen to any program; twice in a day is a reason to ask. */
const REPEATED = 2;

function repeated(events: SectionData<'events'> | null, kind: 'crash' | 'hang') {
  return bySubject(events, kind)
    .filter(({ count }) => count >= REPEATED)
    .map(({ subject, count, message, lastAt }) => ({
      severity: 'warning' as const,
      subject,
      params: { name: subject, count, lastAt },
      evidence: [
        fact(`events.groups[${kind}/${subject}].count`, count),
        fact(`events.groups[${kind}/${subject}].message`, message),
      ],
    }));
}

export const appCrashes = rule({
  id: 'app-crashes',
  topic: 'crash',
  actionable: true,
  reads: ['events'],
  check: ({ events }) => repeated(events, 'crash'),
});

export const appHangs = rule({
  id: 'app-hangs',
  topic: 'crash',
  actionable: true,
  reads: ['events'],
  check: ({ events }) => repeated(events, 'hang'),
});

/** Everything of one kind in one finding. */
function logged(
  events: SectionData<'events'> | null,
  kind: Group['kind'],
  least: number,
): Hit<{ names: readonly string[]; count: number; message: string }>[] {
  const found = bySubject(events, kind);
  const count = found.reduce((sum, entry) => sum + entry.count, 0);
  if (count === 0 || count < least) return [];
  return [
    {
      severity: 'warning',
      params: {
        names: named(found.map(({ subject }) => subject)),
        count,
        message: found[0]?.message ?? '',
      },
      evidence: found
        .slice(0, 3)
        .flatMap((entry) => [
          fact(`events.groups[${kind}/${entry.subject}].count`, entry.count),
          fact(`events.groups[${kind}/${entry.subject}].message`, entry.message),
        ]),
    },
  ];
}

export const outOfMemoryKills = rule({
  id: 'out-of-memory-kills',
  topic: 'speed',
  actionable: true,
  reads: ['events'],
  check: ({ events }) => logged(events, 'out-of-memory', 1),
});

/** Optical and floppy drives complain whenever nothing, or something scratched, is in them. */
const NO_MEDIUM = /^(?:\/dev\/)?(?:sr|scd|fd)\d+$|cdrom|floppy/i;

export const diskErrorsInLog = rule({
  id: 'disk-errors-in-log',
  topic: 'storage',
  actionable: false,
  reads: ['events'],
  check: ({ events }) =>
    logged(
      events && { ...events, groups: events.groups.filter(({ subject }) => !NO_MEDIUM.test(subject ?? '')) },
      'disk',
      1,
    ),
});

export const hardwareErrors = rule({
  id: 'hardware-errors',
  topic: 'hardware',
  actionable: false,
  reads: ['events'],
  check: ({ events }) => logged(events, 'hardware', 1),
});

export const driverErrors = rule({
  id: 'driver-errors',
  topic: 'hardware',
  actionable: false,
  reads: ['events'],
  // Many drivers complain once at each start.
  check: ({ events }) => logged(events, 'driver', 5),
});

export const updatesFailing = rule({
  id: 'updates-failing',
  topic: 'updates',
  actionable: false,
  reads: ['events'],
  check: ({ events }) => logged(events, 'update', 1),
});

/** Services whose silence a person notices, and where. Names of Windows, systemd and launchd. */
const NOTICED: readonly (readonly [RegExp, Topic])[] = [
  [/^(spooler|cups(d|-browsed)?|(org|com)\.\w+\.cupsd)$/i, 'printing'],
  [/^(audiosrv|audioendpointbuilder|pipewire(-pulse)?|pulseaudio|wireplumber)$/i, 'sound'],
  [
    /^(dnscache|systemd-resolved|dhcp|dhcpcd|networkmanager|systemd-networkd|nsi|netprofm|nlasvc)$/i,
    'network',
  ],
  [/^(wlansvc|dot3svc|wpa_supplicant|iwd|rasman|lanmanworkstation)$/i, 'network'],
  [/^(netlogon|kdc|sssd|winbind|w32time|systemd-timesyncd|chronyd?|ntpd)$/i, 'sign-in'],
  [/^(windefend|mpssvc|bfe|wscsvc|sense|ufw|firewalld|clamav-daemon)$/i, 'security'],
  [/^(bthserv|bluetooth)$/i, 'hardware'],
];

function noticed(name: string): Topic | null {
  const bare = name.replace(/\.service$/i, '');
  return NOTICED.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}

export const serviceFailed = rule({
  id: 'service-failed',
  topic: 'crash',
  actionable: false,
  reads: ['services'],
  check: ({ services }) =>
    (services?.failed ?? []).map((service) => {
      const topic = noticed(service.name);
      return {
        severity: 'warning' as const,
        subject: service.name,
        ...(topic ? { topic } : {}),
        params: { name: service.name, title: service.title || service.name, detail: service.detail },
        evidence: [fact(`services.failed[${service.name}].detail`, service.detail)],
      };
    }),
});

export const serviceStopped = rule({
  id: 'service-stopped-that-should-run',
  topic: 'crash',
  actionable: false,
  reads: ['services'],
  check: ({ services }) =>
    (services?.stopped ?? []).flatMap((service) => {
      // Windows leaves many services stopped that start by themselves when needed: only what is missed counts.
      const topic = noticed(service.name);
      return topic === null
        ? []
        : [
            {
              severity: 'warning' as const,
              subject: service.name,
              topic,
              params: { name: service.name, title: service.title || service.name },
              evidence: [fact(`services.stopped[${service.name}].name`, service.name)],
            },
          ];
    }),
});

export const CRASH_RULES = [
  restartedAfterCrash,
  hardwareErrors,
  diskErrorsInLog,
  outOfMemoryKills,
  serviceFailed,
  serviceStopped,
  appCrashes,
  appHangs,
  restartedAfterPowerLoss,
  updatesFailing,
  driverErrors,
] as const;
