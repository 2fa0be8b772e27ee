import { comings, difference, rule, type ChangeRule, type FactKey, type FactsFor, type Found } from './draft';
import { driverChanges } from './system-changes';

const named = (entry: { name: string }) => entry.name;

function withDrivers(key: 'graphics' | 'audio'): ChangeRule {
  return rule<'graphics' | 'audio'>(key, (before, after) => [
    ...comings(before.map(named), after.map(named)),
    ...driverChanges(before, after),
  ]);
}

function printerChanges(before: FactsFor<'printers'>, after: FactsFor<'printers'>): Found[] {
  const { added, removed } = difference(before.map(named), after.map(named));
  const usual = (list: FactsFor<'printers'>) => list.find((printer) => printer.default)?.name ?? null;
  const [earlier, now] = [usual(before), usual(after)];
  return [
    ...added.map((name): Found => ({
      kind: 'printer-added',
      subject: name,
      before: null,
      after: name,
      weight: 40,
    })),
    ...removed.map((name): Found => ({
      kind: 'printer-removed',
      subject: name,
      before: name,
      after: null,
      weight: 60,
    })),
    ...(earlier === now
      ? []
      : [{ kind: 'default-printer-changed' as const, subject: '', before: earlier, after: now, weight: 65 }]),
  ];
}

function displayChanges(before: FactsFor<'displays'>, after: FactsFor<'displays'>): Found[] {
  const said = (list: FactsFor<'displays'>, name: string) =>
    list
      .filter((display) => display.name === name)
      .map(
        ({ width, height, scale }) =>
          `${width} × ${height}${scale === 1 ? '' : `, ${Math.round(scale * 100)} %`}`,
      )
      .toSorted()
      .join('; ') || null;
  const names = new Set([...before, ...after].map(named));
  return [...names].flatMap((name): Found[] => {
    const [earlier, now] = [said(before, name), said(after, name)];
    if (earlier === now) return [];
    return [{ kind: 'display-changed', subject: name, before: earlier, after: now, weight: 40 }];
  });
}

const plain = <K extends FactKey>(key: K & ('cameras' | 'usb' | 'bluetooth' | 'disks')): ChangeRule =>
  rule<'cameras' | 'usb' | 'bluetooth' | 'disks'>(key, (before, after) => comings(before, after));

export const DEVICE_RULES: readonly ChangeRule[] = [
  plain('usb'),
  plain('bluetooth'),
  plain('cameras'),
  withDrivers('audio'),
  withDrivers('graphics'),
  plain('disks'),
  rule('printers', printerChanges),
  rule('displays', displayChanges),
];
