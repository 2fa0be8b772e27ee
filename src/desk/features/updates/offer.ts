import type { SignedRelease, UpdateReason } from '../../../shared/model/update';
import type { Id } from '../../../shared/model/ids';
import { decide, type UpdateFacts } from '../../../shared/rules/rollout';
import type { Stores } from '../storage';
import type { PublishedRelease } from './release-store';

interface DeviceFacts {
  id: Id;
  facts: UpdateFacts | null;
}

export interface Offer {
  reason: UpdateReason;
  release: SignedRelease | null;
}

/**
 * The newest release whose turn it is for a device. While one is in the ring of pilots, the one before it still goes
 * to those who are behind both. Where there is none, the reason is that of the newest.
 * @param published highest version first, of all channels or of the device's
 */
export function offerFor(device: DeviceFacts, published: readonly PublishedRelease[]): Offer {
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

/** Why each device gets an update now or does not, by what is published as the transaction sees it. */
export async function updateStanding({
  releases,
}: Pick<Stores, 'releases'>): Promise<(device: DeviceFacts) => UpdateReason> {
  const published = await releases.list();
  return (device) => offerFor(device, published).reason;
}
