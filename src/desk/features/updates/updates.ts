import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { deskApi } from '../../../shared/contract/api-desk';
import type { ReplyOf } from '../../../shared/contract/route';
import type { Person } from '../../../shared/model/person';
import {
  channel as channelSchema,
  version as versionSchema,
  type Rollout,
} from '../../../shared/model/update';
import type { UpdateFacts } from '../../../shared/rules/rollout';
import { compareVersions } from '../../../shared/rules/compare-versions';
import type { Announcer } from '../announce';
import { personActor } from '../audit/actors';
import type { StoredDevice } from '../devices/device-store';
import type { Storage } from '../storage';
import { offerFor, type Offer } from './offer';
import { subjectOf } from './publisher';
import type { OpenFile, ReleaseFiles } from './release-files';
import type { PublishedFile } from './release-store';

type Overview = ReplyOf<(typeof deskApi)['updates']>;

export interface UpdatesDeps {
  storage: Storage;
  clock: Clock;
  files: ReleaseFiles;
  announce: Pick<Announcer, 'toDevices'>;
  /** Releases may have come into the ring of all, or left it. */
  onRollout: () => void;
}

/** A published file, found by its address and nothing else. */
export interface ServedFile extends PublishedFile {
  publishedAt: string;
  open(): Promise<Result<OpenFile>>;
}

/** Which device gets which release, and the files of it. */
export class Updates {
  readonly #deps: UpdatesDeps;

  constructor(deps: UpdatesDeps) {
    this.#deps = deps;
  }

  async offer(device: Pick<StoredDevice, 'id'>, facts: UpdateFacts): Promise<Result<Offer>> {
    const published = await this.#deps.storage.read(async ({ releases }) =>
      ok(await releases.list(facts.channel)),
    );
    return published.ok ? ok(offerFor({ id: device.id, facts }, published.value)) : published;
  }

  overview(): Promise<Result<Overview>> {
    return this.#deps.storage.read(async ({ releases }) => {
      const published = await releases.list();
      const fleet = await releases.fleet();
      const versions = counted(fleet.map(({ agentVersion }) => agentVersion));
      const reasons = counted(fleet.map((member) => offerFor(member, published).reason));
      return ok({
        releases: published.map(({ release }) => {
          const { format: _format, product: _product, ...shown } = release;
          return shown;
        }),
        rollouts: published.map(({ rollout }) => rollout),
        versions: versions.map(([version, devices]) => ({ version, devices })),
        reasons: reasons.map(([reason, devices]) => ({ reason, devices })),
      });
    });
  }

  async changeRollout(by: Person, wanted: Rollout): Promise<Result<Rollout>> {
    const { storage, clock, announce, onRollout } = this.#deps;
    const { channel, version, ring, paused, minimumVersion } = wanted;
    if (minimumVersion !== null && compareVersions(minimumVersion, version) > 0) {
      return fail('invalid-input', `the minimum version is above ${version} itself`);
    }
    const changed = await storage.write(async ({ releases, audit }) => {
      const published = await releases.find(channel, version);
      if (!published) return fail('not-found', `${version} is not published on ${channel}`);
      if (isSame(published.rollout, wanted)) return ok(false);
      await releases.setRollout(wanted);
      await audit.append({
        at: iso(clock.now()),
        actor: personActor(by),
        action: 'rollout.changed',
        subject: subjectOf(wanted),
        details: { ring, paused, minimumVersion },
      });
      return ok(true);
    });
    if (!changed.ok) return changed;
    if (changed.value) {
      // Those of another channel ask in vain, which costs less than knowing each one's.
      announce.toDevices('update:check', {});
      onRollout();
    }
    return ok(wanted);
  }

  /** `channel`, `version` and `name` come from an address: they are compared with what is published, no more. */
  async file(channel: string, version: string, name: string): Promise<Result<ServedFile>> {
    const { storage, files } = this.#deps;
    const asked = { channel: channelSchema.safeParse(channel), version: versionSchema.safeParse(version) };
    if (!asked.channel.success || !asked.version.success) return fail('not-found');
    const { data: onChannel } = asked.channel;
    const { data: ofVersion } = asked.version;
    const found = await storage.read(async ({ releases }) => ok(await releases.find(onChannel, ofVersion)));
    if (!found.ok) return found;
    const file = found.value?.files.find((one) => one.name === name);
    if (!found.value || !file) return fail('not-found');
    const { folder, publishedAt } = found.value;
    return ok({ ...file, publishedAt, open: () => files.open(folder, file) });
  }
}

function isSame(a: Rollout, b: Rollout): boolean {
  return a.ring === b.ring && a.paused === b.paused && a.minimumVersion === b.minimumVersion;
}

/** Most first. */
function counted<T extends string>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, first], [b, second]) => second - first || a.localeCompare(b));
}
