import type { Platform } from '../model/device';
import {
  SELF_UPDATING,
  version,
  type Channel,
  type PackageKind,
  type Release,
  type ReleaseFile,
  type Rollout,
  type UpdateReason,
} from '../model/update';
import { compareVersions } from './compare-versions';

/** What a device tells of itself that an update depends on. */
export interface UpdateFacts {
  version: string;
  platform: Platform;
  arch: 'x64' | 'arm64' | 'other';
  package: PackageKind;
  channel: Channel;
  ring: 'auto' | 'pilot' | 'last';
  updates: 'automatic' | 'off';
}

export interface RolloutQuestion {
  /** `facts` is null of a device that never told any. */
  device: { id: string; facts: UpdateFacts | null };
  /** What is published on the device's channel; null where nothing is. */
  release: Release | null;
  rollout: Rollout | null;
}

/** Of a hundred devices, how many get a release in the ring `some`. */
const SOME = 10;

/** Why a device gets a release now, or does not. */
export function decide({ device, release, rollout }: RolloutQuestion): UpdateReason {
  const { facts } = device;
  if (facts === null) return 'not-heard';
  if (release === null || rollout === null || release.channel !== facts.channel) return 'no-release';
  if (rollout.channel !== release.channel || rollout.version !== release.version) return 'no-release';
  if (compareVersions(runningVersion(facts), release.version) >= 0) return 'current';
  return cannotReplaceItself(facts) ?? wantsNone(facts, release) ?? isTurnOf(device.id, facts, rollout);
}

/** What does not call itself by a version is a build of nobody's release. */
function runningVersion(facts: UpdateFacts): string {
  return version.safeParse(facts.version).success ? facts.version : '0.0.0-unknown';
}

function wantsNone(facts: UpdateFacts, release: Release): UpdateReason | null {
  if (facts.updates === 'off') return 'off-by-policy';
  return fileFor(release, facts) === undefined ? 'no-file' : null;
}

function isTurnOf(deviceId: string, facts: UpdateFacts, rollout: Rollout): UpdateReason {
  const { minimumVersion } = rollout;
  if (rollout.paused) return 'paused';
  if (minimumVersion !== null && compareVersions(runningVersion(facts), minimumVersion) < 0) return 'offered';
  return isInRing(deviceId, facts.ring, rollout) ? 'offered' : 'ring';
}

/** Null of an agent that replaces itself. */
function cannotReplaceItself(facts: UpdateFacts): 'package-manager' | 'deployment-tool' | null {
  if (facts.package === 'deb' || facts.package === 'rpm') return 'package-manager';
  return replacesItself(facts) ? null : 'deployment-tool';
}

/** An unpacked folder of Windows has no installer that could replace it. */
export function replacesItself({
  platform,
  package: kind,
}: Pick<UpdateFacts, 'platform' | 'package'>): boolean {
  return kind === 'zip' ? platform === 'macos' : SELF_UPDATING.includes(kind);
}

/** The file of a release that replaces this package. */
export function fileFor(
  release: Release,
  facts: Pick<UpdateFacts, 'platform' | 'arch' | 'package'>,
): ReleaseFile | undefined {
  const fits = release.files.filter(
    ({ platform, kind }) => platform === facts.platform && kind === facts.package,
  );
  return fits.find(({ arch }) => arch === facts.arch) ?? fits.find(({ arch }) => arch === 'universal');
}

function isInRing(deviceId: string, ring: UpdateFacts['ring'], rollout: Rollout): boolean {
  if (rollout.ring === 'all' || ring === 'pilot') return true;
  return rollout.ring === 'some' && ring === 'auto' && isAmongSome(deviceId, rollout.version);
}

/** The same devices for one version, others for the next: nobody is always the first to meet a fault. */
export function isAmongSome(deviceId: string, release: string): boolean {
  return stableHash(`${deviceId}\n${release}`) % 100 < SOME;
}

/** FNV-1a with the last mixing of MurmurHash3, since ids of one minute share their first half. */
function stableHash(value: string): number {
  let hash = 0x811c9dc5;
  // Ids and versions are ASCII.
  for (let at = 0; at < value.length; at++) hash = Math.imul(hash ^ value.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
