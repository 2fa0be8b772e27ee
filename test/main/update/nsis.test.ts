import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { macInstaller, nsisInstaller } from '../../../src/main/update/nsis';
import { readTrial } from '../../../src/main/update/trial';
import { tempFolder } from '../support/temp-folder';
import { releaseFile } from './releases';

const NEXT = 'the next installer';
const FREE = () => false;

async function computer(version = '0.1.0') {
  const home = await tempFolder();
  const folder = path.join(home, 'update');
  const downloaded = path.join(home, 'Deskside-Setup.exe');
  mkdirSync(path.join(home, 'program'));
  writeFileSync(downloaded, NEXT);
  const handedOver: string[] = [];
  const at = (running: string, target = path.join(home, 'program/Deskside.exe')) =>
    nsisInstaller({ target, version: running, folder, handOver: () => void handedOver.push(running) });
  const kept = () =>
    existsSync(path.join(folder, 'installers')) ? readdirSync(path.join(folder, 'installers')) : [];
  return { home, folder, downloaded, handedOver, at, kept, installer: at(version) };
}

test('the first update leads back to nothing, as the installer before was never here', async () => {
  const { installer, downloaded, folder, handedOver, kept } = await computer();
  expect(installer.obstacle()).toBeNull();
  const done = await installer.install(downloaded, '0.2.0', releaseFile(NEXT), FREE);
  expect(done).toEqual({ ok: true, value: 'replaced' });
  expect(handedOver).toEqual(['0.1.0']);
  expect(kept()).toEqual(['Deskside-0.2.0.exe']);
  expect(readTrial(folder)).toMatchObject({ version: '0.2.0', kind: 'nsis', previous: null });
});

test('each later one to the installer of what runs, until the new one has proven itself', async () => {
  const { at, downloaded, folder, kept } = await computer();
  await at('0.1.0').install(downloaded, '0.2.0', releaseFile(NEXT), FREE);
  writeFileSync(downloaded, 'a later installer');
  await at('0.2.0').install(downloaded, '0.3.0', releaseFile('a later installer'), FREE);
  const { previous } = readTrial(folder) ?? {};
  expect(previous?.version).toBe('0.2.0');
  expect(readFileSync(previous?.file ?? '', 'utf8')).toBe(NEXT);
  at('0.3.0').proven();
  expect(readTrial(folder)).toBeNull();
  await expect.poll(kept).toEqual(['Deskside-0.3.0.exe']);
});

test.each([
  ['another file', 'evil'],
  ['half a file', NEXT.slice(0, 5)],
])('%s is neither run nor kept', async (_name, bytes) => {
  const { installer, downloaded, folder, handedOver, kept } = await computer();
  writeFileSync(downloaded, bytes);
  const done = await installer.install(downloaded, '0.2.0', releaseFile(NEXT), FREE);
  expect(done).toEqual({ ok: false, fault: { code: 'update-refused', detail: 'wrong-hash' } });
  expect([handedOver, kept(), readTrial(folder)]).toEqual([[], [], null]);
});

test('what began while it was copied keeps it from being run', async () => {
  const { installer, downloaded, folder, handedOver } = await computer();
  const done = await installer.install(downloaded, '0.2.0', releaseFile(NEXT), () => true);
  expect(done).toEqual({ ok: true, value: 'postponed' });
  expect([handedOver, readTrial(folder)]).toEqual([[], null]);
});

test('where only an administrator may write nobody is asked to be one', async () => {
  // Nobody, not even root, makes files there.
  expect((await computer()).at('0.1.0', '/proc/Deskside.exe').obstacle()).toBe('not-writable');
});

test('macOS hands over only what was signed, and only when nothing is in the way', async () => {
  const { downloaded } = await computer();
  const handedOver: string[] = [];
  const installer = macInstaller({ handOver: () => void handedOver.push('it') });
  const install = (bytes: string, inTheWay: boolean) =>
    installer.install(downloaded, '0.2.0', releaseFile(bytes), () => inTheWay);
  expect((await install('other', false)).ok).toBe(false);
  expect(await install(NEXT, true)).toEqual({ ok: true, value: 'postponed' });
  expect(handedOver).toEqual([]);
  expect(await install(NEXT, false)).toEqual({ ok: true, value: 'replaced' });
  expect(handedOver).toEqual(['it']);
});
