import type { Inventory, Platform } from '../../../shared/model/device';
import type { SignedRelease, UpdateReason } from '../../../shared/model/update';
import type { StoredDevice } from '../devices/device-store';
import { decide, type UpdateFacts } from '../../../shared/rules/rollout';
import type { PublishedRelease } from './release-store';

export interface Offer {
  reason: UpdateReason;
  release: SignedRelease | null;
}

/**
 * The newest release whose turn it is for a device. While one is in the ring of pilots, the one before it still goes
 * to those who are behind both. Where there is none, the reason is that of the newest.
 * @param published highest version first, of all channels or of the device's
 */
export function offerFor(
  device: { id: string; facts: UpdateFacts | null },
  published: readonly PublishedRelease[],
): Offer {
  const ofChannel = published.filter(({ channel }) => channel === device.facts?.channel);
  let newest: UpdateReason | null = null;
  for (const { release, rollout, signed } of ofChannel) {
    const reason = decide({ device, release, rollout });
    if (reason === 'offered') return { reason, release: signed };
    newest ??= reason;
    if (reason === 'current') break;
  }
  return { reason: newest ?? decide({ device, release: null, rollout: null }), release: null };
}

/** How a device stands with updates, by what it told last. */
export function updateReasonOf(
  { id, platform, inventory }: Pick<StoredDevice, 'id' | 'platform' | 'inventory'>,
  published: readonly PublishedRelease[],
): UpdateReason {
  return offerFor({ id, facts: inventory && factsOf(platform, inventory) }, published).reason;
}

function factsOf(platform: Platform, inventory: Inventory): UpdateFacts {
  const { agentVersion: version, arch, package: kind, channel, ring, updates } = inventory;
  return { version, platform, arch, package: kind, channel, ring, updates };
}
