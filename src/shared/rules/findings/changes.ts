import type { ChangeKind } from '../../model/sections/over-time';
import type { Topic } from './finding';
import { age, DAY, fact, named, rule } from './rule';

/** Lighter ones, and older ones, are told under "what changed" only. */
const HEAVY = 60;
const RECENT = 7 * DAY;

/** All recent heavy changes of one kind are one finding. */
function lately<const Id extends string>(id: Id, kind: ChangeKind, topic: Topic) {
  return rule({
    id,
    topic,
    actionable: false,
    reads: ['changes'],
    check: ({ changes }, now) => {
      const found = (changes?.entries ?? []).filter((entry) => {
        const since = age(now, entry.seenAt);
        return entry.kind === kind && entry.weight >= HEAVY && since !== null && since <= RECENT;
      });
      const newest = found.toSorted((a, b) => b.seenAt.localeCompare(a.seenAt))[0];
      if (!newest) return [];
      return [
        {
          severity: 'info' as const,
          params: {
            names: named(found.map(({ subject }) => subject).filter((subject) => subject !== '')),
            count: found.length,
            before: newest.before,
            after: newest.after,
            seenAt: newest.seenAt,
          },
          evidence: found
            .slice(0, 3)
            .map(({ subject, before, after }) =>
              fact(`changes[${kind}${subject && `/${subject}`}]`, `${before ?? ''} → ${after ?? ''}`),
            ),
        },
      ];
    },
  });
}

export const CHANGE_RULES = [
  lately('driver-changed', 'driver-changed', 'hardware'),
  lately('os-updated', 'os-updated', 'updates'),
  lately('security-changed', 'security-changed', 'security'),
  lately('memory-changed', 'memory-changed', 'hardware'),
  lately('default-printer-changed', 'default-printer-changed', 'printing'),
  lately('dns-changed', 'dns-changed', 'internet'),
  lately('gateway-changed', 'gateway-changed', 'network'),
  lately('proxy-changed', 'proxy-changed', 'internet'),
  lately('vpn-changed', 'vpn-changed', 'network'),
  lately('device-removed', 'device-removed', 'hardware'),
  lately('disk-space-lost', 'disk-space-lost', 'storage'),
  lately('software-removed', 'software-removed', 'crash'),
  lately('software-updated', 'software-updated', 'crash'),
  lately('software-installed', 'software-installed', 'speed'),
  lately('startup-added', 'startup-added', 'speed'),
  lately('time-zone-changed', 'time-zone-changed', 'sign-in'),
] as const;
