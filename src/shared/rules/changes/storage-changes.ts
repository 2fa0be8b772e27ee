import { rule, sized, type ChangeRule, type FactsFor, type Found } from './draft';

type Filesystem = FactsFor<'filesystems'>[number];

/** Images that are mounted to be read: each version of a package brings its own. */
const IMAGES = /^(?:squashfs|iso9660|udf|cramfs|erofs)$/;
const GIGABYTE = 1e9;
/** Smaller losses than this share of the whole are daily life, unless much of what was left is gone. */
const SHARE_OF_SIZE = 0.05;
const SHARE_OF_FREE = 0.1;
const LEAST_BYTES = 16e6;

function filesystemChanges(before: FactsFor<'filesystems'>, after: FactsFor<'filesystems'>): Found[] {
  const [earlier, now] = [byMount(before), byMount(after)];
  const found: Found[] = [];
  for (const entry of now.values()) {
    const was = earlier.get(entry.mount);
    if (!was) {
      found.push({
        kind: 'filesystem-added',
        subject: entry.mount,
        before: null,
        after: sized(entry.sizeBytes),
        weight: entry.role === 'removable' ? 20 : 40,
      });
    } else if (lostMuch(was, entry)) {
      found.push({
        kind: 'disk-space-lost',
        subject: entry.mount,
        before: sized(was.availableBytes),
        after: sized(entry.availableBytes),
        weight: lossWeight(entry),
      });
    }
  }
  for (const entry of earlier.values()) {
    if (now.has(entry.mount)) continue;
    found.push({
      kind: 'filesystem-removed',
      subject: entry.mount,
      before: sized(entry.sizeBytes),
      after: null,
      weight: entry.role === 'removable' ? 20 : 65,
    });
  }
  return found;
}

/** What was mounted last at a place is what is seen there. */
function byMount(list: FactsFor<'filesystems'>): Map<string, Filesystem> {
  const kept = list.filter((entry) => !IMAGES.test(entry.type));
  return new Map(kept.map((entry) => [entry.mount, entry]));
}

function lostMuch(before: Filesystem, after: Filesystem): boolean {
  const lost = before.availableBytes - after.availableBytes;
  if (lost < LEAST_BYTES) return false;
  if (lost >= after.sizeBytes * SHARE_OF_SIZE) return true;
  return lost >= GIGABYTE && lost >= before.availableBytes * SHARE_OF_FREE;
}

function lossWeight({ availableBytes, sizeBytes }: Filesystem): number {
  const left = sizeBytes > 0 ? availableBytes / sizeBytes : 0;
  if (left < 0.05) return 90;
  return left < 0.1 ? 70 : 40;
}

export const STORAGE_RULES: readonly ChangeRule[] = [rule('filesystems', filesystemChanges)];
