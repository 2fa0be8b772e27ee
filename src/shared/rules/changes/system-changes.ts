import { listed, pairs, rule, sized, type ChangeRule, type FactsFor, type Found } from './draft';

/** Of the clock against itself between two looks. */
const CLOCK_MS = 2 * 60_000;
/** What the firmware or a hypervisor keeps for itself moves a little. */
const MEMORY_SHARE = 0.03;

function osChanges(before: FactsFor<'os'>, after: FactsFor<'os'>): Found[] {
  const found: Found[] = [];
  const release = ({ name, version, build }: FactsFor<'os'>) => listed([name, version, build]);
  const described = (os: FactsFor<'os'>) => listed([os.name, os.version, os.build, os.kernel]);
  const newRelease = release(before) !== release(after);
  if (newRelease || before.kernel !== after.kernel) {
    found.push({
      kind: 'os-updated',
      subject: '',
      before: described(before),
      after: described(after),
      weight: newRelease ? 90 : 75,
    });
  }
  if (before.timeZone !== after.timeZone) {
    found.push({
      kind: 'time-zone-changed',
      subject: '',
      before: before.timeZone,
      after: after.timeZone,
      weight: 55,
    });
  }
  return found;
}

function restarts(before: FactsFor<'uptime'>, after: FactsFor<'uptime'>, elapsedMs: number): Found[] {
  const later = Date.parse(after.bootedAt) - Date.parse(before.bootedAt) > CLOCK_MS;
  // A clock that was set moves the computed start too, but not how long the system has run.
  const ranShorter = after.seconds * 1000 < elapsedMs + CLOCK_MS;
  if (!later || !ranShorter) return [];
  const bad = after.lastEnd === 'crash' || after.lastEnd === 'power-loss';
  return [
    {
      kind: 'restarted',
      subject: after.lastEnd === 'unknown' ? '' : after.lastEnd,
      before: before.bootedAt,
      after: after.bootedAt,
      weight: bad ? 85 : after.lastEnd === 'update' ? 50 : 30,
    },
  ];
}

function memoryChanges(before: FactsFor<'memory'>, after: FactsFor<'memory'>): Found[] {
  const larger = Math.max(before.totalBytes, after.totalBytes);
  if (Math.abs(before.totalBytes - after.totalBytes) <= larger * MEMORY_SHARE) return [];
  return [
    {
      kind: 'memory-changed',
      subject: '',
      before: sized(before.totalBytes),
      after: sized(after.totalBytes),
      weight: 60,
    },
  ];
}

function firmwareChanges(before: FactsFor<'system'>, after: FactsFor<'system'>): Found[] {
  if (before.firmware === null || after.firmware === null || before.firmware === after.firmware) return [];
  return [
    {
      kind: 'driver-changed',
      subject: 'Firmware',
      before: before.firmware,
      after: after.firmware,
      weight: 80,
    },
  ];
}

type WithDriver = { name: string; driver: string | null };
export function driverChanges(before: readonly WithDriver[], after: readonly WithDriver[]): Found[] {
  return pairs(before, after).flatMap(([earlier, now]): Found[] => {
    if (earlier.driver === null || now.driver === null || earlier.driver === now.driver) return [];
    return [
      { kind: 'driver-changed', subject: now.name, before: earlier.driver, after: now.driver, weight: 85 },
    ];
  });
}

/** Unknown on one of the days is no change. */
function toggled(subject: string, before: boolean | null, after: boolean | null): Found[] {
  if (before === null || after === null || before === after) return [];
  const said = (on: boolean) => (on ? 'on' : 'off');
  return [
    {
      kind: 'security-changed',
      subject,
      before: said(before),
      after: said(after),
      weight: after ? 50 : 85,
    },
  ];
}

function securityChanges(before: FactsFor<'security'>, after: FactsFor<'security'>): Found[] {
  const names = (list: readonly { name: string }[]) => new Set(list.map((entry) => entry.name));
  const known = names(before.antivirus);
  const present = names(after.antivirus);
  const one = { kind: 'security-changed' as const, weight: 75 };
  return [
    ...[...present]
      .filter((name) => !known.has(name))
      .map((name) => ({
        ...one,
        subject: name,
        before: null,
        after: 'installed',
      })),
    ...[...known]
      .filter((name) => !present.has(name))
      .map((name) => ({
        ...one,
        subject: name,
        before: 'installed',
        after: null,
      })),
    ...pairs(before.antivirus, after.antivirus).flatMap(([earlier, now]) =>
      toggled(now.name, earlier.enabled, now.enabled),
    ),
    ...toggled('Firewall', before.firewall, after.firewall),
    ...toggled('Secure Boot', before.secureBoot, after.secureBoot),
    ...pairs(before.encryption, after.encryption).flatMap(([earlier, now]) =>
      toggled(now.name, earlier.enabled, now.enabled),
    ),
  ];
}

export const SYSTEM_RULES: readonly ChangeRule[] = [
  rule('os', osChanges),
  rule('uptime', restarts),
  rule('memory', memoryChanges),
  rule('system', firmwareChanges),
  rule('security', securityChanges),
];
