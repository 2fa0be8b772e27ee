import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { appImageInstaller } from '../../../src/main/update/appimage';
import { readTrial } from '../../../src/main/update/trial';
import { tempFolder } from '../support/temp-folder';
import { releaseFile } from './releases';

const NEXT = 'the next program';
const FREE = () => false;

async function installed() {
  const home = await tempFolder();
  const folder = path.join(home, 'data/update');
  const target = path.join(home, 'Deskside.AppImage');
  const downloaded = path.join(home, 'download');
  writeFileSync(target, 'this program');
  chmodSync(target, 0o750);
  writeFileSync(downloaded, NEXT);
  const relaunched: string[] = [];
  const installer = appImageInstaller({
    target,
    version: '0.1.0',
    folder,
    relaunch: (file) => void relaunched.push(file),
  });
  const beside = () => readdirSync(home).toSorted();
  return {
    folder,
    target,
    downloaded,
    installer,
    relaunched,
    beside,
    running: () => readFileSync(target, 'utf8'),
  };
}

test('the AppImage keeps its name and mode, and what ran before stays beside it', async () => {
  const { installer, target, downloaded, folder, relaunched, beside, running } = await installed();
  expect((await installer.install(downloaded, '0.2.0', releaseFile(), FREE)).ok).toBe(true);
  expect(running()).toBe(NEXT);
  expect(statSync(target).mode & 0o777).toBe(0o750);
  expect(relaunched).toEqual([target]);
  expect(beside()).toContain('.Deskside.AppImage.previous');
  expect(beside()).not.toContain('.Deskside.AppImage.next');
  const trial = readTrial(folder);
  expect(trial).toMatchObject({ version: '0.2.0', target, previous: { version: '0.1.0' } });
  expect(readFileSync(trial?.previous?.file ?? '', 'utf8')).toBe('this program');
});

test.each([
  ['other bytes', 'the evil program'],
  ['a half file', NEXT.slice(0, -1)],
  ['more than it', `${NEXT}!`],
  ['nothing', ''],
])('%s are refused, and what runs stays', async (_name, bytes) => {
  const { installer, downloaded, folder, relaunched, running, beside } = await installed();
  writeFileSync(downloaded, bytes);
  const done = await installer.install(downloaded, '0.2.0', releaseFile(), FREE);
  expect(done).toEqual({ ok: false, fault: { code: 'update-refused', detail: 'wrong-hash' } });
  expect(running()).toBe('this program');
  expect(relaunched).toEqual([]);
  expect(readTrial(folder)).toBeNull();
  expect(beside()).toEqual(['Deskside.AppImage', 'download']);
});

test('what began while it was copied keeps it from being installed', async () => {
  const { installer, downloaded, folder, relaunched, running, beside } = await installed();
  const done = await installer.install(downloaded, '0.2.0', releaseFile(), () => true);
  expect(done).toEqual({ ok: true, value: 'postponed' });
  expect(running()).toBe('this program');
  expect(relaunched).toEqual([]);
  expect(readTrial(folder)).toBeNull();
  expect(beside()).not.toContain('.Deskside.AppImage.next');
  expect(beside()).not.toContain('.Deskside.AppImage.previous');
});

test('nothing is replaced before it is written down what to put back', async () => {
  const { installer, downloaded, target, relaunched, running, beside } = await installed();
  // A file where the folder should be.
  writeFileSync(path.join(path.dirname(target), 'data'), '');
  expect((await installer.install(downloaded, '0.2.0', releaseFile(), FREE)).ok).toBe(false);
  expect(running()).toBe('this program');
  expect(relaunched).toEqual([]);
  expect(beside()).not.toContain('.Deskside.AppImage.previous');
});

test('a link that somebody laid where the copy goes leads nowhere', async () => {
  const { installer, downloaded, target, running } = await installed();
  const precious = path.join(path.dirname(target), 'precious');
  writeFileSync(precious, 'precious');
  symlinkSync(precious, path.join(path.dirname(target), '.Deskside.AppImage.next'));
  await installer.install(downloaded, '0.2.0', releaseFile(), FREE);
  expect(readFileSync(precious, 'utf8')).toBe('precious');
  expect(running()).toBe(NEXT);
});

test('a download that is gone is a failure, not the end', async () => {
  const { installer, downloaded, running, relaunched } = await installed();
  rmSync(downloaded);
  expect((await installer.install(downloaded, '0.2.0', releaseFile(), FREE)).ok).toBe(false);
  expect(running()).toBe('this program');
  expect(relaunched).toEqual([]);
});

test('once the new version has proven itself the old one goes', async () => {
  const { installer, downloaded, folder, target } = await installed();
  await installer.install(downloaded, '0.2.0', releaseFile(), FREE);
  const kept = readTrial(folder)?.previous?.file ?? '';
  installer.proven();
  expect(readTrial(folder)).toBeNull();
  await expect.poll(() => existsSync(kept)).toBe(false);
  expect(existsSync(target)).toBe(true);
});

test('an AppImage that was deleted under its own program is not replaced', async () => {
  const { installer, target } = await installed();
  expect(installer.obstacle()).toBeNull();
  rmSync(target);
  expect(installer.obstacle()).toBe('not-found');
});
