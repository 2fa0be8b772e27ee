import type { ChangeKind } from '../../model/sections/over-time';
import type { Topic } from './finding';
import { age, DAY, fact, named, rule } from './rule';

/** Lighter ones, and older ones, are told under "what changed" only. */
const HEAVY = 60;
const RECENT = 7 * DAY;

/** All recent heavy changes of one kind are one finding. */
function lately<const K extends ChangeKind>(kind: K, topic: Topic) {
  return rule({
    id: kind,
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
  lately('driver-changed', 'hardware'),
  lately('os-updated', 'updates'),
  lately('security-changed', 'security'),
  lately('memory-changed', 'hardware'),
  lately('printer-removed', 'printing'),
  lately('filesystem-removed', 'storage'),
  lately('wifi-changed', 'network'),
  lately('default-printer-changed', 'printing'),
  lately('dns-changed', 'internet'),
  lately('gateway-changed', 'network'),
  lately('proxy-changed', 'internet'),
  lately('vpn-changed', 'network'),
  lately('device-removed', 'hardware'),
  lately('disk-space-lost', 'storage'),
  lately('software-removed', 'crash'),
  lately('software-updated', 'crash'),
  lately('software-installed', 'speed'),
  lately('startup-added', 'speed'),
] as const;
