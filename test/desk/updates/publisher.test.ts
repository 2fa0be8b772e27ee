import { mkdir, mkdtemp, readdir, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReleaseFolders as Folders } from '../../../src/desk/adapters/release-folders';
import { openSqliteStorage } from '../../../src/desk/adapters/sqlite/sqlite-storage';
import type { Storage } from '../../../src/desk/features/storage';
import { Publisher } from '../../../src/desk/features/updates/publisher';
import { ok } from '../../../src/shared/base/result';
import { FakeClock } from '../../support/fake-clock';
import { newReleaseKey, ReleaseFolders, sha512, signRelease } from '../../support/release-folder';

describe('publishing', () => {
  const key = newReleaseKey();
  const folders = new ReleaseFolders();
  let root: string;
  let storage: Storage;
  let publisher: Publisher;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'deskside-publish-'));
    storage = openSqliteStorage(join(root, 'desk.db'));
    publisher = publisherWith([key.publicKey]);
  });
  afterEach(async () => {
    await storage.close();
    await rm(root, { recursive: true, force: true });
  });
  afterAll(() => folders.remove());

  const publisherWith = (releaseKeys: string[]) =>
    new Publisher({
      storage,
      clock: new FakeClock(),
      files: new Folders(join(root, 'updates')),
      releaseKeys,
    });
  const make = (version: string, parts: Partial<Parameters<typeof folders.make>[0]> = {}) =>
    folders.make({ version, key, ...parts });
  const published = async () => {
    const found = await storage.read(async ({ releases }) => ok(await releases.list()));
    return found.ok ? found.value : [];
  };
  const actions = async () => {
    const found = await storage.read(async ({ audit }) => ok(await audit.page(undefined, 50)));
    return found.ok ? found.value.map(({ action, subject }) => `${action} ${subject}`) : [];
  };
  const onDisk = async () => (await readdir(join(root, 'updates'))).length;
  const refused = async (path: string, code: string, detail: RegExp, by = publisher) => {
    const answer = await by.publish(path, 'pilot');
    expect(answer).toMatchObject({ ok: false, fault: { code, detail: expect.stringMatching(detail) } });
    const left = await readdir(join(root, 'updates')).catch(() => []);
    expect(left).toHaveLength((await published()).length);
  };

  it('keeps what the release names and what its updater asks for, and writes it down once', async () => {
    const folder = await make('0.2.0');
    expect(await publisher.publish(folder.path, 'pilot')).toMatchObject({
      ok: true,
      value: { already: false },
    });
    expect(await publisher.publish(folder.path, 'all')).toMatchObject({ ok: true, value: { already: true } });
    const [release] = await published();
    expect(release?.files.map(({ name }) => name).toSorted()).toEqual([
      'Deskside-0.2.0.AppImage',
      'Deskside-0.2.0.AppImage.blockmap',
      'latest-linux.yml',
      'release.json',
    ]);
    expect(release?.rollout).toEqual({
      channel: 'stable',
      version: '0.2.0',
      ring: 'pilot',
      paused: false,
      minimumVersion: null,
    });
    expect(await actions()).toEqual(['release.published stable 0.2.0']);
    expect(await onDisk()).toBe(1);
  });

  it('publishes one of many at once', async () => {
    const folder = await make('0.2.0');
    const answers = await Promise.all([1, 2, 3, 4].map(() => publisher.publish(folder.path, 'pilot')));
    expect(answers.filter((one) => one.ok && !one.value.already)).toHaveLength(1);
    expect(answers.every((one) => one.ok)).toBe(true);
    expect(await onDisk()).toBe(1);
  });

  it('refuses what is not signed by a key it was told', async () => {
    const folder = await make('0.2.0', { key: newReleaseKey() });
    await refused(folder.path, 'update-refused', /not signed by any/);
    const claimed = signRelease(folder.release, newReleaseKey());
    const keyId = (await make('0.2.0')).signed.keyId;
    await folder.write('release.json', JSON.stringify({ ...claimed, keyId }));
    await refused(folder.path, 'update-refused', /not signed by any/);
    // Without keys the agents are the ones who check.
    expect(await publisherWith([]).publish(folder.path, 'pilot')).toMatchObject({ ok: true });
  });

  it('refuses a payload that is not the one that was signed', async () => {
    const folder = await make('0.2.0');
    const payload = folder.signed.payload.replace('Better.', 'Better!');
    await folder.write('release.json', JSON.stringify({ ...folder.signed, payload }));
    await refused(folder.path, 'update-refused', /not signed by any/);
  });

  it.each([
    ['no JSON', '{'],
    ['no release', '{}'],
    ['unknown keys', JSON.stringify({ payload: '{}', keyId: '0'.repeat(16), signature: 'x', more: 1 })],
  ])('refuses a manifest that is %s', async (_what, text) => {
    const folder = await make('0.2.0');
    await folder.write('release.json', text);
    await refused(folder.path, 'update-refused', /no signed release/);
  });

  it('refuses what has expired', async () => {
    const folder = await make('0.2.0', { release: { expiresAt: '2026-11-21T07:59:59.000Z' } });
    await refused(folder.path, 'update-refused', /expired/);
  });

  it('refuses a file that is missing, cut short, or another', async () => {
    const folder = await make('0.2.0');
    const bytes = Buffer.from('the AppImage of 0.2.0 '.repeat(2000));
    await unlink(join(folder.path, folder.appImage));
    await refused(folder.path, 'update-refused', /AppImage is missing/);
    await folder.write(folder.appImage, bytes.subarray(0, -1));
    await refused(folder.path, 'update-refused', /has 43999 bytes where the release says 44000/);
    bytes[17] = 0;
    await folder.write(folder.appImage, bytes);
    await refused(folder.path, 'update-refused', /SHA-512 is another/);
  });

  it('refuses a feed that leads elsewhere than the release', async () => {
    const folder = await make('0.2.0');
    const feed = (url: string, sum: string, version = '0.2.0') =>
      `version: ${version}\nfiles:\n  - url: ${url}\n    sha512: ${sum}\n`;
    await folder.write('latest-linux.yml', feed('https://example.org/evil.AppImage', sha512('evil')));
    await refused(folder.path, 'update-refused', /names https:\/\/example.org/);
    await folder.write('latest-linux.yml', feed(folder.appImage, sha512('evil')));
    await refused(folder.path, 'update-refused', /not in the release like that/);
    await folder.write('latest-linux.yml', feed(folder.appImage, sha512('x'), '0.9.0'));
    await refused(folder.path, 'update-refused', /is of version 0.9.0/);
    await folder.write('latest-linux.yml', 'version: [');
    await refused(folder.path, 'update-refused', /no YAML/);
  });

  it('takes a version once, and only upwards', async () => {
    await publisher.publish((await make('0.2.0')).path, 'pilot');
    await refused(
      (await make('0.2.0', { release: { notes: 'Other.' } })).path,
      'already-exists',
      /other content/,
    );
    await refused((await make('0.1.9')).path, 'stale', /at 0.2.0 already/);
    await refused((await make('0.2.0-preview.1')).path, 'stale', /at 0.2.0 already/);
    const preview = await make('0.1.0', { release: { channel: 'preview' } });
    expect(await publisher.publish(preview.path, 'pilot')).toMatchObject({ ok: true });
    expect(await publisher.publish((await make('0.10.0')).path, 'pilot')).toMatchObject({ ok: true });
  });

  it('takes a release back for good, with its files', async () => {
    const first = await make('0.2.0');
    await publisher.publish(first.path, 'pilot');
    expect(await publisher.withdraw('stable', '0.3.0')).toMatchObject({ fault: { code: 'not-found' } });
    expect(await publisher.withdraw('stable', '0.2.0')).toMatchObject({ ok: true });
    expect(await publisher.withdraw('stable', '0.2.0')).toMatchObject({ fault: { code: 'not-found' } });
    expect(await published()).toEqual([]);
    expect(await onDisk()).toBe(0);
    await refused(first.path, 'already-exists', /was withdrawn/);
    expect(await publisher.publish((await make('0.2.1')).path, 'pilot')).toMatchObject({ ok: true });
    expect(await actions()).toEqual([
      'release.published stable 0.2.1',
      'release.withdrawn stable 0.2.0',
      'release.published stable 0.2.0',
    ]);
  });

  it('clears away what a killed publishing left, and nothing that goes on right now', async () => {
    const abandoned = join(root, 'updates', 'abandoned');
    const current = join(root, 'updates', 'current');
    for (const folder of [abandoned, current]) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'half.deb'), 'half');
    }
    const before = new Date(Date.now() - 2 * 3_600_000);
    await utimes(abandoned, before, before);
    await publisher.publish((await make('0.2.0')).path, 'pilot');
    const left = await readdir(join(root, 'updates'));
    expect(left).toContain('current');
    expect(left).not.toContain('abandoned');
  });
});
