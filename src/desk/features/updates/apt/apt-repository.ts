import { iso, type Clock } from '../../../../shared/base/clock';
import type { Logger } from '../../../../shared/base/logger';
import { fail, ok, type Result } from '../../../../shared/base/result';
import type { Release } from '../../../../shared/model/update';
import type { Storage } from '../../storage';
import type { ReleaseFiles } from '../release-files';
import type { PublishedRelease } from '../release-store';
import { isControl, suitesOf, type IndexedDeb } from './apt-index';
import type { AptIndex, AptIndexStore, ReadControl, RepositoryKey } from './apt-ports';

const DAY_MS = 86_400_000;
const VALID_MS = 14 * DAY_MS;
/** A desk that stands still for a week leaves clients with a valid index. */
const RENEW_MS = 7 * DAY_MS;
const LOOK_MS = 3_600_000;
const EARLIER_KEPT = 3;
const PUBLIC_KEY = 'deskside.gpg';

export interface AptRepositoryDeps {
  storage: Storage;
  clock: Clock;
  files: ReleaseFiles;
  index: AptIndexStore;
  key: RepositoryKey;
  readControl: ReadControl;
  log: Logger;
}

/**
 * The package repository of the desk: releases that may go to all, signed by a key of this desk. Made by the first
 * release that holds a Debian package; from then on `keepFresh` has it signed again before it expires.
 */
export class AptRepository {
  readonly #deps: AptRepositoryDeps;
  #last: Promise<Result<void>> = Promise.resolve(ok());
  #looking: Promise<void> | undefined;
  #cancel: () => void = () => undefined;

  constructor(deps: AptRepositoryDeps) {
    this.#deps = deps;
  }

  /** One after another, so that the newest state wins. */
  remake(): Promise<Result<void>> {
    const next = this.#last.then(() => this.#remake());
    // A failure is its caller's to tell; the one after it starts anew.
    this.#last = next.catch(() => ok());
    return next;
  }

  /** The bytes at a path below `/apt/`. */
  async file(path: string): Promise<Result<Buffer>> {
    const index = await this.#deps.index.load();
    for (const files of index ? [index.files, ...index.earlier] : []) {
      if (Object.hasOwn(files, path)) return ok(Buffer.from(files[path] ?? '', 'base64'));
    }
    return fail('not-found');
  }

  /** After a rollout changed: makes the first index too, where a package has come to all. */
  async follow(): Promise<void> {
    const { index, log } = this.#deps;
    const state = await this.#state();
    const hasDeb = state.ok && state.value.releases.some(({ release }) => holdsDeb(release));
    if (!hasDeb && !(await index.load())) return;
    const made = await this.remake();
    if (!made.ok) log.error('apt.failed', { fault: made.fault });
  }

  /** Looks now and every hour, once there is a repository. */
  keepFresh(): void {
    this.look().catch((error: unknown) => this.#deps.log.error('apt.failed', { error }));
    this.#cancel = this.#deps.clock.after(LOOK_MS, () => this.keepFresh());
  }

  /** Renews the index when it is old or behind what is published; answers when that is done. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { index, clock, log } = this.#deps;
    const current = await index.load();
    if (!current) return;
    const state = await this.#state();
    const old = Date.parse(current.validUntil) - clock.now() < RENEW_MS;
    if (!old && (!state.ok || state.value.mark === current.of)) return;
    const made = await this.remake();
    if (made.ok) log.info('apt.renewed', { validUntil: (await index.load())?.validUntil });
    else log.error('apt.failed', { fault: made.fault });
  }

  dispose(): void {
    this.#cancel();
  }

  async #remake(): Promise<Result<void>> {
    for (;;) {
      const state = await this.#state();
      if (!state.ok) return state;
      const made = await this.#make(state.value.releases, state.value.mark);
      if (!made.ok) return made;
      await this.#deps.index.save(made.value);
      // Another process may have changed a rollout meanwhile and been overwritten just now.
      const now = await this.#state();
      if (!now.ok || now.value.mark === state.value.mark) return now.ok ? ok() : now;
    }
  }

  async #state(): Promise<Result<{ releases: PublishedRelease[]; mark: string }>> {
    const found = await this.#deps.storage.read(async ({ releases }) => ok(await releases.list()));
    if (!found.ok) return found;
    const releases = found.value.filter(({ rollout }) => rollout.ring === 'all' && !rollout.paused);
    return ok({ releases, mark: releases.map(({ folder }) => folder).join(' ') });
  }

  async #make(releases: readonly PublishedRelease[], of: string): Promise<Result<AptIndex>> {
    const { clock, key, index } = this.#deps;
    const debs = await this.#debs(releases);
    if (!debs.ok) return debs;
    const times = { madeAt: clock.now(), validUntil: clock.now() + VALID_MS };
    const suites = suitesOf(debs.value, times);
    const signed = await key.sign(suites.map(({ release }) => release));
    if (!signed.ok) return signed;
    const { publicKey, signatures } = signed.value;
    const files: Record<string, string> = { [PUBLIC_KEY]: publicKey.toString('base64') };
    suites.forEach((suite, at) => {
      for (const [path, bytes] of suite.files) files[path] = bytes.toString('base64');
      files[`${suite.folder}/Release`] = inBase64(suite.release);
      files[`${suite.folder}/Release.gpg`] = inBase64(signatures[at]?.detached ?? '');
      files[`${suite.folder}/InRelease`] = inBase64(signatures[at]?.clear ?? '');
    });
    const before = await index.load();
    const earlier = before ? [...before.earlier, byHash(before.files)].slice(-EARLIER_KEPT) : [];
    return ok({ of, madeAt: iso(times.madeAt), validUntil: iso(times.validUntil), files, earlier });
  }

  async #debs(releases: readonly PublishedRelease[]): Promise<Result<IndexedDeb[]>> {
    const debs: IndexedDeb[] = [];
    for (const { channel, version, folder, release, files } of releases) {
      for (const { name } of release.files.filter(({ kind }) => kind === 'deb')) {
        const file = files.find((one) => one.name === name);
        if (!file) continue;
        const control = await this.#deps.readControl(this.#deps.files.pathOf(folder, name));
        if (!control.ok) return control;
        if (!isControl(control.value)) return fail('invalid-input', `${name} has no proper control data`);
        const { size, sha256 } = file;
        debs.push({ channel, control: control.value, path: poolPath(channel, version, name), size, sha256 });
      }
    }
    return ok(debs);
  }
}

export function holdsDeb({ files }: Release): boolean {
  return files.some(({ kind }) => kind === 'deb');
}

function byHash(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.includes('/by-hash/')));
}

function inBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

export function poolPath(channel: string, version: string, name: string): string {
  return `pool/${channel}/${version}/${name}`;
}

/** What `poolPath` made, taken apart; null of any other path. */
export function inPool(path: string): { channel: string; version: string; name: string } | null {
  const [pool, channel, version, name, ...more] = path.split('/');
  if (pool !== 'pool' || !channel || !version || !name || more.length > 0) return null;
  return name.endsWith('.deb') ? { channel, version, name } : null;
}
