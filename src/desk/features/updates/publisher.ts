import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { Channel, Release, Rollout } from '../../../shared/model/update';
import { compareVersions } from '../../../shared/rules/compare-versions';
import { DESK } from '../audit/actors';
import type { Storage, Stores } from '../storage';
import { holdsDeb } from './apt/apt-repository';
import { checkFeed, isFeed, readRelease, type ReadRelease } from './read-release';
import type { CopiedRelease, ReleaseFiles } from './release-files';
import type { PublishedFile, PublishedRelease } from './release-store';

const MANIFEST = 'release.json';

export interface PublisherDeps {
  storage: Storage;
  clock: Clock;
  files: ReleaseFiles;
  /** Public keys releases must be signed by; none: the agents alone check. */
  releaseKeys: readonly string[];
}

export interface Published {
  channel: Channel;
  version: string;
  /** It was there already with the same content; nothing was done. */
  already: boolean;
  hasDeb: boolean;
}

/** Brings releases onto the desk and takes them back. It works beside a running desk, from another process. */
export class Publisher {
  readonly #deps: PublisherDeps;

  constructor(deps: PublisherDeps) {
    this.#deps = deps;
  }

  async publish(directory: string, ring: Rollout['ring']): Promise<Result<Published>> {
    const { storage, clock, files, releaseKeys } = this.#deps;
    const manifest = await files.textIn(directory, MANIFEST);
    if (!manifest.ok) return manifest;
    const read = readRelease(manifest.value, releaseKeys, clock.now());
    if (!read.ok) return read;
    const fits = await storage.read(async ({ releases }) => fitsIn(releases, read.value));
    if (!fits.ok) return fits;
    const { channel, version } = read.value.release;
    const done = { channel, version, hasDeb: holdsDeb(read.value.release) };
    if (fits.value === 'already') return ok({ ...done, already: true });

    const copied = await this.#copy(directory, read.value.release);
    if (!copied.ok) return copied;
    const checked = await check(copied.value, read.value);
    const written = checked.ok ? await this.#writeDown(read.value, copied.value, ring) : checked;
    // A process that was faster with the same release has its own copy of it.
    if (!written.ok || written.value === 'already') await copied.value.discard();
    return written.ok ? ok({ ...done, already: written.value === 'already' }) : written;
  }

  async withdraw(channel: Channel, version: string): Promise<Result<void>> {
    const { storage, clock, files } = this.#deps;
    const at = iso(clock.now());
    const withdrawn = await storage.write(async ({ releases, audit }) => {
      const published = await releases.find(channel, version);
      if (!published) return fail('not-found', `${version} is not published on ${channel}`);
      await releases.withdraw(channel, version, at);
      const subject = subjectOf({ channel, version });
      await audit.append({ at, actor: DESK, action: 'release.withdrawn', subject, details: {} });
      return ok(published.folder);
    });
    if (!withdrawn.ok) return withdrawn;
    await files.remove(withdrawn.value);
    return ok();
  }

  async #copy(directory: string, release: Release): Promise<Result<CopiedRelease>> {
    const { storage, files } = this.#deps;
    const present = await files.namesIn(directory);
    if (!present.ok) return present;
    const missing = release.files.find(({ name }) => !present.value.includes(name));
    if (missing) return fail('update-refused', `${missing.name} is missing`);
    const used = await storage.read(async ({ releases }) => ok(await releases.folders()));
    if (!used.ok) return used;
    await files.sweep(used.value);
    const signed = release.files.map(({ name }) => name);
    const beside = present.value.filter((name) => isFeed(name) || isBlockMap(name, signed));
    return files.copy(directory, [MANIFEST, ...signed, ...beside]);
  }

  #writeDown(
    { signed, release }: ReadRelease,
    { folder, files }: CopiedRelease,
    ring: Rollout['ring'],
  ): Promise<Result<'new' | 'already'>> {
    const { storage, clock } = this.#deps;
    const at = iso(clock.now());
    const { channel, version } = release;
    const rollout: Rollout = { channel, version, ring, paused: false, minimumVersion: null };
    const published: PublishedRelease = {
      channel,
      version,
      folder,
      signed,
      release,
      files,
      rollout,
      publishedAt: at,
    };
    return storage.write(async ({ releases, audit }) => {
      const fits = await fitsIn(releases, { signed, release });
      if (!fits.ok || fits.value === 'already') return fits;
      await releases.insert(published);
      const details = { ring, files: release.files.length, keyId: signed.keyId };
      const subject = subjectOf(release);
      await audit.append({ at, actor: DESK, action: 'release.published', subject, details });
      return fits;
    });
  }
}

export function subjectOf({ channel, version }: Pick<Release, 'channel' | 'version'>): string {
  return `${channel} ${version}`;
}

/** A version is one content for ever, and a channel's versions only rise. */
async function fitsIn(
  releases: Stores['releases'],
  { signed, release }: ReadRelease,
): Promise<Result<'new' | 'already'>> {
  const { channel, version } = release;
  if (await releases.isWithdrawn(channel, version)) {
    return fail(
      'already-exists',
      `${version} was withdrawn from ${channel}; give what follows a higher version`,
    );
  }
  const same = await releases.find(channel, version);
  if (same) {
    return same.signed.payload === signed.payload
      ? ok('already')
      : fail('already-exists', `${version} is published on ${channel} with other content`);
  }
  const newest = (await releases.list(channel))[0];
  return newest && compareVersions(newest.version, version) > 0
    ? fail('stale', `${channel} is at ${newest.version} already; withdraw that to go back`)
    : ok('new');
}

async function check(copied: CopiedRelease, { signed, release }: ReadRelease): Promise<Result<void>> {
  const found = new Map(copied.files.map((file) => [file.name, file]));
  for (const { name, size, sha512 } of release.files) {
    const wrong = difference(found.get(name), size, sha512);
    if (wrong !== null) return fail('update-refused', `${name} ${wrong}`);
  }
  for (const { name } of copied.files) {
    if (name !== MANIFEST && !isFeed(name)) continue;
    const text = await copied.text(name);
    if (!text.ok) return text;
    const right = name === MANIFEST ? isStill(text.value, signed) : checkFeed(name, text.value, release);
    if (!right.ok) return right;
  }
  return ok();
}

function difference(file: PublishedFile | undefined, size: number, sha512: string): string | null {
  if (file?.size !== size) return `has ${file?.size ?? 0} bytes where the release says ${size}`;
  return file.sha512 === sha512 ? null : 'is not what was signed: its SHA-512 is another';
}

/** The copy could differ from what was read before it was made. */
function isStill(text: string, signed: ReadRelease['signed']): Result<void> {
  const again = readRelease(text, [], 0);
  const same = again.ok && again.value.signed.payload === signed.payload;
  return same ? ok() : fail('update-refused', `${MANIFEST} changed while it was copied`);
}

function isBlockMap(name: string, signed: readonly string[]): boolean {
  return name.endsWith('.blockmap') && signed.includes(name.slice(0, -'.blockmap'.length));
}
