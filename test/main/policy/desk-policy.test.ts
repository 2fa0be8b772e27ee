import fc from 'fast-check';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { newKeyPair } from '../../../src/main/link/keys';
import { isOfDesk, keptPolicy, openDeskPolicy, pinnedDesk } from '../../../src/main/policy/desk-policy';
import type { SignedPolicy } from '../../../src/shared/model/policy';
import { tempFolder } from '../support/temp-folder';
import { DESK_ID, DESK_KEYS, openCenter, OTHER_DESK_ID, PINNED, signed } from './policy-parts';

const SECOND = { HOTKEY: 'Alt+2', SHOW_INDICATOR: false };
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await tempFolder();
  file = path.join(folder, 'desk-policy.json');
});

test('is in force when it is heard, after a restart, and until a newer one', async () => {
  const { center } = await openCenter(folder);
  await center.heard(signed({ HOTKEY: 'Alt+1' }));
  expect(center.settings.hotkey).toBe('Alt+1');
  expect(center.report()).toMatchObject({ desk: 'applied', deskRevision: 1 });
  const { center: again } = await openCenter(folder);
  expect(again.settings.hotkey).toBe('Alt+1');
  await again.heard(signed(SECOND, { revision: 2 }));
  expect(again.settings).toMatchObject({ hotkey: 'Alt+2', showIndicator: true });
  await again.heard(signed({}, { revision: 3 }));
  expect(again.settings.hotkey).toBe('Control+Alt+H');
});

const other = newKeyPair();
const good = signed(SECOND, { revision: 2 });
test.for<[string, SignedPolicy]>([
  ['signed by another key', signed(SECOND, { revision: 9, key: other.privateKey })],
  ['changed after it was signed', { ...good, payload: good.payload.replace('Alt+2', 'Alt+3') }],
  ['without a signature', { ...good, signature: 'none' }],
  ['of another desk', signed(SECOND, { revision: 9, deskId: OTHER_DESK_ID })],
  ['of a lower revision', signed(SECOND, { revision: 4 })],
  ['that is no policy', { ...signed({}), payload: '[]' }],
])('one %s changes nothing, on the disk neither, and is told', async ([, bad]) => {
  const { center, log } = await openCenter(folder);
  await center.heard(signed({ HOTKEY: 'Alt+5' }, { revision: 5 }));
  const before = await readFile(file, 'utf8');
  await center.heard(bad);
  expect(center.settings.hotkey).toBe('Alt+5');
  expect(center.report()).toMatchObject({ desk: 'broken', deskRevision: 5 });
  expect(center.shown().broken).toEqual(['desk']);
  expect(log.has('policy.broken')).toBe(true);
  expect(await readFile(file, 'utf8')).toBe(before);
  await center.heard(signed({ HOTKEY: 'Alt+6' }, { revision: 6 }));
  expect(center.report()).toMatchObject({ desk: 'applied', deskRevision: 6 });
});

test('what was tampered with on the disk is told and not in force', async () => {
  const { center } = await openCenter(folder);
  await center.heard(signed({ HOTKEY: 'Alt+1' }));
  const text = await readFile(file, 'utf8');
  for (const tampered of [text.replace('Alt+1', 'Alt+9'), text.slice(0, -9), '', '{}', 'null']) {
    await writeFile(file, tampered);
    const { center: again } = await openCenter(folder);
    expect(again.settings.hotkey, tampered).toBe('Control+Alt+H');
    expect(again.report(), tampered).toMatchObject({ desk: 'broken', deskRevision: null });
  }
});

test('any flipped character of the payload is noticed', () => {
  const { payload, signature } = signed({ HOTKEY: 'Alt+1' });
  fc.assert(
    fc.property(fc.nat(payload.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, letter) => {
      fc.pre(payload[at] !== letter);
      const changed = payload.slice(0, at) + letter + payload.slice(at + 1);
      expect(openDeskPolicy({ payload: changed, signature }, PINNED, null).ok).toBe(false);
    }),
  );
});

test('that of a desk this computer has left is over, not broken', async () => {
  const { center } = await openCenter(folder);
  await center.heard(signed({ HOTKEY: 'Alt+1' }));
  const pinned = { deskId: OTHER_DESK_ID, policyKey: other.publicKey };
  const { center: moved } = await openCenter(folder, { pinned: () => Promise.resolve(pinned) });
  expect(moved.settings.hotkey).toBe('Control+Alt+H');
  expect(moved.report()).toMatchObject({ desk: 'none', deskRevision: null });
  // Revisions of the other desk count for themselves.
  await moved.heard(signed(SECOND, { revision: 1, deskId: OTHER_DESK_ID, key: other.privateKey }));
  expect(moved.settings.hotkey).toBe('Alt+2');
});

test('is over at once where this computer goes on at another desk', async () => {
  let pinned = PINNED;
  const { center } = await openCenter(folder, { pinned: () => Promise.resolve(pinned) });
  await center.heard(signed({ HOTKEY: 'Alt+1' }));
  await center.deskMet();
  expect(center.settings.hotkey).toBe('Alt+1');
  pinned = { deskId: OTHER_DESK_ID, policyKey: other.publicKey };
  await center.deskMet();
  expect(center.settings.hotkey).toBe('Control+Alt+H');
  expect(center.report()).toMatchObject({ desk: 'none', deskRevision: null });
});

test('kept from before the desk changed its key it holds until the desk is heard again, by the new key alone', async () => {
  const { center } = await openCenter(folder);
  await center.heard(signed({ HOTKEY: 'Alt+1' }, { revision: 3 }));
  const pinned = { deskId: DESK_ID, policyKey: other.publicKey, formerKey: PINNED.policyKey };
  const { center: again } = await openCenter(folder, { pinned: () => Promise.resolve(pinned) });
  expect(again.settings.hotkey).toBe('Alt+1');
  expect(again.report()).toMatchObject({ desk: 'applied', deskRevision: 3 });
  await again.heard(signed({ HOTKEY: 'Alt+4' }, { revision: 4 }));
  expect(again.settings.hotkey).toBe('Alt+1');
  expect(again.report()).toMatchObject({ desk: 'broken', deskRevision: 3 });
  await again.heard(signed({ HOTKEY: 'Alt+4' }, { revision: 4, key: other.privateKey }));
  expect(again.settings.hotkey).toBe('Alt+4');
});

test('is not heard before there is a desk', async () => {
  const { center } = await openCenter(folder, { pinned: () => Promise.resolve(null) });
  await center.heard(signed(SECOND));
  expect(center.settings.hotkey).toBe('Control+Alt+H');
  expect(isOfDesk(keptPolicy.parse('nonsense'), null)).toBe(true);
});

test('who the desk is stands in the identity', () => {
  const desk = { deskId: DESK_ID, policyPublicKey: DESK_KEYS.publicKey, url: 'https://desk.example.org' };
  expect(pinnedDesk(JSON.stringify({ version: 2, desk }))).toEqual(PINNED);
  const rolled = { ...desk, formerPolicyKey: other.publicKey };
  expect(pinnedDesk(JSON.stringify({ version: 2, desk: rolled }))).toEqual({
    ...PINNED,
    formerKey: other.publicKey,
  });
  for (const text of [
    '',
    '{',
    '{"desk":null}',
    JSON.stringify({ desk: { ...desk, policyPublicKey: null } }),
  ]) {
    expect(pinnedDesk(text), text).toBeNull();
  }
});
