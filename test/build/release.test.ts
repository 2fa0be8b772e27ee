import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { feedsOf } from '../../build/release/feed.ts';
import { findFiles } from '../../build/release/found-files.ts';
import { newReleaseKey, releaseKeys, signerFrom } from '../../build/release/keys.ts';
import { signFolder } from '../../build/release/sign-folder.ts';
import { verifyRelease } from '../../src/main/update/verify-release';
import { signedRelease } from '../../src/shared/model/update';

const PACKAGES = [
  'Deskside-0.2.0-x86_64.AppImage',
  'Deskside-0.2.0-arm64.AppImage',
  'deskside_0.2.0_amd64.deb',
  'deskside-0.2.0.x86_64.rpm',
  'deskside-0.2.0-x64.tar.gz',
  'Deskside-0.2.0-x64.msi',
  'Deskside-Setup-0.2.0-x64.exe',
  'Deskside-Setup-User-0.2.0-x64.exe',
  'Deskside-Portable-0.2.0-x64.exe',
  'Deskside-0.2.0-x64.zip',
  'Deskside-0.2.0-universal.zip',
  'Deskside-0.2.0-universal.pkg',
  'Deskside-0.2.0-universal.dmg',
  'Deskside-0.2.0-x86_64.AppImage.blockmap',
  'latest-linux.yml',
  'sbom.cdx.json',
];

async function releaseFolder(names: readonly string[] = PACKAGES) {
  const place = await mkdtemp(path.join(tmpdir(), 'deskside-release-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  const folder = path.join(place, '0.2.0');
  mkdirSync(folder);
  for (const name of names) writeFileSync(path.join(folder, name), `bytes of ${name}`);
  return { place, folder };
}

test('each package is known by its name', async () => {
  const { folder } = await releaseFolder();
  const found = await findFiles(folder);
  expect(found.map(({ platform, arch, kind, name }) => `${platform} ${arch} ${kind} ${name}`)).toEqual([
    'linux arm64 appimage Deskside-0.2.0-arm64.AppImage',
    'macos universal dmg Deskside-0.2.0-universal.dmg',
    'macos universal pkg Deskside-0.2.0-universal.pkg',
    'macos universal zip Deskside-0.2.0-universal.zip',
    'windows x64 msi Deskside-0.2.0-x64.msi',
    'windows x64 zip Deskside-0.2.0-x64.zip',
    'linux x64 appimage Deskside-0.2.0-x86_64.AppImage',
    'windows x64 portable Deskside-Portable-0.2.0-x64.exe',
    'windows x64 nsis Deskside-Setup-0.2.0-x64.exe',
    'windows x64 nsis-user Deskside-Setup-User-0.2.0-x64.exe',
    'linux x64 tar deskside-0.2.0-x64.tar.gz',
    'linux x64 rpm deskside-0.2.0.x86_64.rpm',
    'linux x64 deb deskside_0.2.0_amd64.deb',
  ]);
});

test('two packages for one purpose are refused', async () => {
  const { folder } = await releaseFolder(['a.deb', 'b.deb']);
  await expect(findFiles(folder)).rejects.toThrow('a.deb and b.deb are both the linux x64 deb package');
});

test('an agent with the public key takes what was signed, and only until it expires', async () => {
  const { place, folder } = await releaseFolder();
  const keyFile = path.join(place, 'key.pem');
  const publicKey = newReleaseKey(keyFile);
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  const now = new Date('2026-11-21T08:00:00.000Z');
  const signer = signerFrom(readFileSync(keyFile, 'utf8'));
  await signFolder({ folder, version: '0.2.0', channel: 'stable', days: 30, notes: 'Better.', signer, now });
  const signed = signedRelease.parse(JSON.parse(readFileSync(path.join(folder, 'release.json'), 'utf8')));
  const context = {
    keys: [publicKey],
    facts: { version: '0.1.0', platform: 'linux', arch: 'x64', package: 'appimage' },
    channel: 'stable',
    highest: null,
    rolledBack: [],
    now: now.getTime(),
  } as const;
  const verdict = verifyRelease(signed, context);
  expect(verdict).toMatchObject({ ok: true, file: { name: 'Deskside-0.2.0-x86_64.AppImage' } });
  const month = now.getTime() + 30 * 86_400_000;
  expect(verifyRelease(signed, { ...context, now: month })).toMatchObject({ reason: 'expired' });
  expect(verifyRelease(signed, { ...context, now: month - 1 }).ok).toBe(true);
});

test('the feeds name the files that replace a program, as they were signed', async () => {
  const { folder } = await releaseFolder();
  const files = await findFiles(folder);
  const feeds = feedsOf(files, '0.2.0', '2026-11-21T08:00:00.000Z');
  const named = feeds.map(({ name, text }) => {
    const { files: entries } = parse(text) as { files: { url: string }[] };
    return [name, ...entries.map(({ url }) => url)];
  });
  expect(named).toEqual([
    ['latest-linux-arm64.yml', 'Deskside-0.2.0-arm64.AppImage'],
    ['latest-mac.yml', 'Deskside-0.2.0-universal.zip'],
    ['latest-linux.yml', 'Deskside-0.2.0-x86_64.AppImage'],
    ['latest.yml', 'Deskside-Setup-User-0.2.0-x64.exe'],
  ]);
  const image = files.find(({ name }) => name.endsWith('x86_64.AppImage'));
  const feed = parse(feeds[2]?.text ?? '') as Record<string, unknown>;
  expect(feed).toMatchObject({ version: '0.2.0', path: image?.name, sha512: image?.sha512 });
});

test.each(['0.1.0', '10.2.0', '0.2.0-preview.1', '0.2.01'])(
  'a package of %s is not signed as 0.2.0',
  async (other) => {
    const { place, folder } = await releaseFolder([`Deskside-${other}-x86_64.AppImage`]);
    const file = path.join(place, 'key.pem');
    newReleaseKey(file);
    const signer = signerFrom(readFileSync(file, 'utf8'));
    const wish = { folder, version: '0.2.0', channel: 'stable', days: 90, notes: '', signer };
    await expect(signFolder(wish)).rejects.toThrow('does not name 0.2.0');
  },
);

test('a preview is known by the names of all packages', async () => {
  const { place, folder } = await releaseFolder([
    'Deskside-0.3.0-preview.1-x86_64.AppImage',
    'deskside-0.3.0-preview.1.x86_64.rpm',
    'deskside_0.3.0-preview.1_amd64.deb',
  ]);
  const file = path.join(place, 'key.pem');
  newReleaseKey(file);
  const signer = signerFrom(readFileSync(file, 'utf8'));
  const wish = { folder, version: '0.3.0-preview.1', channel: 'preview', days: 90, notes: '', signer };
  await expect(signFolder(wish)).resolves.toHaveLength(3);
});

test('a key is never written over, and one of another kind is refused', async () => {
  const { place } = await releaseFolder([]);
  const file = path.join(place, 'key.pem');
  newReleaseKey(file);
  expect(() => newReleaseKey(file)).toThrow('cannot be written');
});

test('an empty folder, an unknown channel and a version that is none are no release', async () => {
  const { place, folder } = await releaseFolder(['deskside_0.2.0_amd64.deb']);
  const file = path.join(place, 'key.pem');
  newReleaseKey(file);
  const signer = signerFrom(readFileSync(file, 'utf8'));
  const wish = { folder, version: '0.2.0', channel: 'stable', days: 90, notes: '', signer };
  await expect(signFolder({ ...wish, channel: 'nightly' })).rejects.toThrow('this is no release');
  await expect(signFolder({ ...wish, version: 'dist' })).rejects.toThrow('this is no release');
  await expect(signFolder({ ...wish, folder: (await releaseFolder([])).folder })).rejects.toThrow(
    'no packages',
  );
});

test('the keys of a package come from the environment or the committed list, and must be keys', () => {
  const key = 'A'.repeat(43);
  expect(releaseKeys({ DESKSIDE_RELEASE_KEYS: `${key}, ${key}` })).toEqual([key, key]);
  expect(releaseKeys({ DESKSIDE_RELEASE_KEYS: '' })).toEqual([]);
  expect(() => releaseKeys({ DESKSIDE_RELEASE_KEYS: 'short' })).toThrow('no list of public keys');
  expect(Array.isArray(releaseKeys({}))).toBe(true);
});
