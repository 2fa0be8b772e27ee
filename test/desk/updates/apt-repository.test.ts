import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AptIndexFile } from '../../../src/desk/adapters/apt-index-file';
import { ReleaseFolders as Folders } from '../../../src/desk/adapters/release-folders';
import { openSqliteStorage } from '../../../src/desk/adapters/sqlite/sqlite-storage';
import type { Storage } from '../../../src/desk/features/storage';
import { isControl } from '../../../src/desk/features/updates/apt/apt-index';
import type { RepositoryKey } from '../../../src/desk/features/updates/apt/apt-ports';
import { AptRepository, inPool } from '../../../src/desk/features/updates/apt/apt-repository';
import { Publisher } from '../../../src/desk/features/updates/publisher';
import { fail, ok } from '../../../src/shared/base/result';
import type { Rollout } from '../../../src/shared/model/update';
import { FakeClock } from '../../support/fake-clock';
import { newReleaseKey, ReleaseFolders } from '../../support/release-folder';

const DAY = 86_400_000;
const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

describe('the package repository', () => {
  const key = newReleaseKey();
  const folders = new ReleaseFolders();
  let root: string;
  let storage: Storage;
  let clock: FakeClock;
  let signer: RepositoryKey;
  let repository: AptRepository;
  let publisher: Publisher;
  let onSign: () => Promise<void>;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'deskside-apt-'));
    storage = openSqliteStorage(join(root, 'desk.db'));
    clock = new FakeClock();
    onSign = async () => undefined;
    signer = {
      async sign(texts) {
        await onSign();
        const signatures = texts.map((text) => ({ clear: `signed ${text}`, detached: 'signature' }));
        return ok({ publicKey: Buffer.from('a public key'), signatures });
      },
    };
    const files = new Folders(join(root, 'updates'));
    publisher = new Publisher({ storage, clock, files, releaseKeys: [key.publicKey] });
    repository = new AptRepository({
      storage,
      clock,
      files,
      index: new AptIndexFile(join(root, 'apt')),
      key: { sign: (texts) => signer.sign(texts) },
      readControl: async (path) =>
        ok(`Package: deskside\nVersion: ${path.split('_')[1]}\nArchitecture: amd64\n`),
      log: silent,
    });
  });
  afterEach(async () => {
    repository.dispose();
    await storage.close();
    await rm(root, { recursive: true, force: true });
  });
  afterAll(() => folders.remove());

  async function publish(version: string, ring: Rollout['ring']): Promise<void> {
    const debs = { [`deskside_${version}_amd64.deb`]: Buffer.from(`deb ${version}`) };
    const published = await publisher.publish((await folders.make({ version, key, debs })).path, ring);
    expect(published).toMatchObject({ ok: true, value: { hasDeb: true } });
  }
  async function roll(version: string, fields: Partial<Rollout>): Promise<void> {
    await storage.write(async ({ releases }) => {
      const minimumVersion = null;
      await releases.setRollout({
        channel: 'stable',
        version,
        ring: 'all',
        paused: false,
        minimumVersion,
        ...fields,
      });
      return ok();
    });
  }
  async function text(path: string): Promise<string> {
    const found = await repository.file(path);
    return found.ok ? found.value.toString() : found.fault.code;
  }
  const PACKAGES = 'dists/stable/main/binary-amd64/Packages';
  const versions = async () =>
    [...(await text(PACKAGES)).matchAll(/^Version: (.*)$/gm)].map(([, one]) => one);

  it('holds what is rolled out to all, newest first, and none that is held back', async () => {
    await publish('0.1.0', 'all');
    await publish('0.2.0', 'all');
    await publish('0.3.0', 'some');
    await publish('0.4.0', 'all');
    await roll('0.4.0', { paused: true });
    expect(await repository.remake()).toEqual({ ok: true });
    expect(await versions()).toEqual(['0.2.0', '0.1.0']);
    const packages = await text(PACKAGES);
    expect(packages).toContain('Filename: pool/stable/0.2.0/deskside_0.2.0_amd64.deb\nSize: 9\nSHA256: ');
    const zipped = await repository.file(`${PACKAGES}.gz`);
    expect(zipped.ok && gunzipSync(zipped.value).toString()).toBe(packages);
    expect(await text('dists/stable/InRelease')).toBe(`signed ${await text('dists/stable/Release')}`);
    expect(await text('dists/preview/main/binary-amd64/Packages')).toBe('');
    expect(await text('dists/stable/main/binary-arm64/Packages')).toBe('');
    expect(await text('deskside.gpg')).toBe('a public key');
  });

  it('has nothing at any other path', async () => {
    await publish('0.1.0', 'all');
    await repository.remake();
    for (const path of [
      '',
      'dists',
      'dists/',
      'index.json',
      'signing-key.asc',
      '../desk.db',
      'constructor',
      '__proto__',
    ])
      expect(await text(path)).toBe('not-found');
  });

  it('is signed again before it expires, by the desk that runs', async () => {
    await publish('0.1.0', 'all');
    await repository.remake();
    const first = await text('dists/stable/Release');
    expect(first).toContain(
      'Date: Sat, 21 Nov 2026 08:00:00 UTC\nValid-Until: Sat, 05 Dec 2026 08:00:00 UTC\n',
    );
    clock.advance(6 * DAY);
    await repository.look();
    expect(await text('dists/stable/Release')).toBe(first);
    clock.advance(2 * DAY);
    await repository.look();
    expect(await text('dists/stable/Release')).toContain('Valid-Until: Sun, 13 Dec 2026 08:00:00 UTC\n');
  });

  it('looks by itself, every hour, until it is told to stop', async () => {
    await publish('0.1.0', 'all');
    await repository.remake();
    const signed: number[] = [];
    const renewed = new Promise<void>((resolve) => {
      onSign = async () => {
        signed.push(clock.now());
        resolve();
      };
    });
    repository.keepFresh();
    clock.advance(8 * DAY);
    await renewed;
    await repository.look();
    expect(signed).toHaveLength(1);
    repository.dispose();
    expect(clock.pending).toBe(0);
  });

  it('keeps the indices before it for clients that are in the middle', async () => {
    await publish('0.1.0', 'all');
    await repository.remake();
    const hash = /^ ([0-9a-f]{64}) \d+ main\/binary-amd64\/Packages$/m.exec(
      await text('dists/stable/Release'),
    )?.[1];
    const path = `dists/stable/main/binary-amd64/by-hash/SHA256/${hash}`;
    const before = await text(PACKAGES);
    await publish('0.2.0', 'all');
    await repository.remake();
    expect(await text(path)).toBe(before);
    for (const version of ['0.3.0', '0.4.0', '0.5.0']) {
      await publish(version, 'all');
      await repository.remake();
    }
    expect(await text(path)).toBe('not-found');
  });

  it('ends with the newest state even when another process changes it while this one signs', async () => {
    await publish('0.1.0', 'all');
    await publish('0.2.0', 'pilot');
    let first = true;
    onSign = async () => {
      if (first) await roll('0.2.0', {});
      first = false;
    };
    await repository.remake();
    expect(await versions()).toEqual(['0.2.0', '0.1.0']);
  });

  it('catches up with what another process changed and did not get to sign', async () => {
    await publish('0.1.0', 'all');
    await repository.remake();
    await publisher.withdraw('stable', '0.1.0');
    await repository.look();
    expect(await versions()).toEqual([]);
  });

  it('stays as it was where a program is missing, and says which', async () => {
    await publish('0.1.0', 'all');
    await repository.remake();
    const before = await text(PACKAGES);
    await publish('0.2.0', 'all');
    signer = { sign: async () => fail('unavailable', 'gpg is not installed') };
    expect(await repository.remake()).toMatchObject({ ok: false, fault: { detail: 'gpg is not installed' } });
    expect(await text(PACKAGES)).toBe(before);
  });

  it('does not come into being where nobody publishes packages', async () => {
    await publisher.publish((await folders.make({ version: '0.1.0', key })).path, 'all');
    await repository.follow();
    await repository.look();
    expect(await text('dists/stable/InRelease')).toBe('not-found');
  });
});

describe('control data', () => {
  const GOOD = 'Package: deskside\nVersion: 1\nArchitecture: amd64\nDescription: x\n more\n .\n end\n';
  it.each([
    [GOOD, true],
    ['Package: deskside\nVersion: 1\n', false],
    [GOOD.replace('\nVersion', '\n\nVersion'), false],
    [GOOD.replace('\nVersion', '\n \nVersion'), false],
    [`${GOOD}Filename: elsewhere.deb\n`, false],
    [`${GOOD}sha256: 00\n`, false],
  ])('%j', (control, expected) => {
    expect(isControl(control)).toBe(expected);
  });

  it.each([
    ['pool/stable/0.1.0/a.deb', true],
    ['pool/stable/0.1.0/release.json', false],
    ['pool/stable/a.deb', false],
    ['pool/stable/0.1.0/x/a.deb', false],
    ['dists/stable/0.1.0/a.deb', false],
  ])('%s in the pool', (path, expected) => {
    expect(inPool(path) !== null).toBe(expected);
  });
});
