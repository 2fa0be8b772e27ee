import { difference, rule, type ChangeRule, type FactsFor, type Found } from './draft';

function serviceChanges(before: FactsFor<'services'>, after: FactsFor<'services'>): Found[] {
  const ran = new Set(before.running);
  const failed = after.failed.filter((name) => !before.failed.includes(name));
  // Services that only run when they are needed come and go; what is meant to run and does not is told as stopped.
  const stopped = after.stopped.filter((name) => ran.has(name) && !before.stopped.includes(name));
  return [
    ...[...new Set(failed)].map((name): Found => ({
      kind: 'service-failed',
      subject: name,
      before: ran.has(name) ? 'running' : null,
      after: 'failed',
      weight: 80,
    })),
    ...[...new Set(stopped)].map((name): Found => ({
      kind: 'service-stopped',
      subject: name,
      before: 'running',
      after: 'stopped',
      weight: 75,
    })),
  ];
}

function startupChanges(before: FactsFor<'startup'>, after: FactsFor<'startup'>): Found[] {
  const { added, removed } = difference([...new Set(before)], [...new Set(after)]);
  return [
    ...added.map((entry): Found => {
      const { kind, name } = parts(entry);
      // Programs plan tasks for themselves all the time.
      const weight = kind === 'scheduled-task' ? 35 : 65;
      return { kind: 'startup-added', subject: name, before: null, after: kind, weight };
    }),
    ...removed.map((entry): Found => {
      const { kind, name } = parts(entry);
      return { kind: 'startup-removed', subject: name, before: kind, after: null, weight: 30 };
    }),
  ];
}

/** `autostart: Name`, as the baseline keeps it. */
function parts(entry: string): { kind: string; name: string } {
  const at = entry.indexOf(': ');
  return at < 0 ? { kind: '', name: entry } : { kind: entry.slice(0, at), name: entry.slice(at + 2) };
}

export const SERVICE_RULES: readonly ChangeRule[] = [
  rule('services', serviceChanges),
  rule('startup', startupChanges),
];
