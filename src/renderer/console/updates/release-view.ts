import { version as versionText, type Channel } from '../../../shared/model/update';
import { compareVersions } from '../../../shared/rules/compare-versions';
import type { CallReply } from '../api/client';

export type Updates = CallReply<'updates'>;
export type Release = Updates['releases'][number];

const DAY_MS = 86_400_000;
/** From then on the page warns that computers will soon refuse a release. */
const SOON_DAYS = 30;

/** Newest first. */
export function releasesOf({ releases }: Updates, channel: Channel): Release[] {
  return releases
    .filter((release) => release.channel === channel)
    .sort((a, b) => compareVersions(b.version, a.version));
}

/** How long a release's signature holds: null while that is no worry. */
export function expiryOf(release: Pick<Release, 'expiresAt'>, now: number): 'expired' | number | null {
  const left = Date.parse(release.expiresAt) - now;
  if (left <= 0) return 'expired';
  const days = Math.ceil(left / DAY_MS);
  return days <= SOON_DAYS ? days : null;
}

/** Versions as the fleet runs them, newest first; what is no version stands last. */
export function inOrder(versions: Updates['versions']): Updates['versions'] {
  const known = (value: string) => versionText.safeParse(value).success;
  return [...versions].sort((a, b) => {
    if (known(a.version) && known(b.version)) return compareVersions(b.version, a.version);
    return Number(known(b.version)) - Number(known(a.version)) || a.version.localeCompare(b.version);
  });
}
