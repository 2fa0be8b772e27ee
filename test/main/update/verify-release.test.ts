import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newKeyPair, signText } from '../../../src/main/link/keys';
import { verifyRelease, type ReleaseContext } from '../../../src/main/update/verify-release';
import type { Release, SignedRelease } from '../../../src/shared/model/update';
import { aRelease, FACTS, KEY, NOW, releaseFile, sign } from './releases';

const context = (over: Partial<ReleaseContext> = {}): ReleaseContext => ({
  keys: [KEY.publicKey],
  facts: FACTS,
  channel: 'stable',
  highest: null,
  rolledBack: [],
  now: NOW,
  ...over,
});
const other = newKeyPair();
const good = sign(aRelease());
const release = (over: Partial<Release>) => sign(aRelease(over));

test('a release that is as it should be names the file of this package', () => {
  expect(verifyRelease(good, context())).toEqual({ ok: true, release: aRelease(), file: releaseFile() });
});

test('any of the known keys will do', () => {
  const verdict = verifyRelease(sign(aRelease(), other), context({ keys: [KEY.publicKey, other.publicKey] }));
  expect(verdict.ok).toBe(true);
});

const cases: [string, SignedRelease, Partial<ReleaseContext>][] = [
  ['no-keys', good, { keys: [] }],
  ['unknown-key', sign(aRelease(), other), {}],
  ['bad-signature', { ...good, signature: sign(aRelease(), other).signature }, {}],
  ['bad-signature', { ...good, payload: good.payload.replace('0.2.0', '0.3.0') }, {}],
  ['bad-signature', { ...good, signature: 'AAAA' }, {}],
  // Signed by the right key, but for something else.
  ['bad-signature', { ...good, signature: signText(KEY.privateKey, good.payload) }, {}],
  ['unreadable', sign('{"format":1'), {}],
  ['unreadable', sign({ ...aRelease(), extra: true }), {}],
  ['unreadable', sign({ ...aRelease(), files: [{ ...releaseFile(), name: '../evil' }] }), {}],
  ['wrong-product', sign({ ...aRelease(), product: 'deskside-desk' }), {}],
  ['wrong-channel', release({ channel: 'preview' }), {}],
  ['wrong-channel', good, { channel: 'preview' }],
  ['expired', release({ expiresAt: '2026-11-21T08:00:00.000Z' }), {}],
  ['downgrade', release({ version: '0.1.0' }), {}],
  ['downgrade', release({ version: '0.0.9' }), {}],
  ['downgrade', release({ version: '0.1.0-preview.1' }), {}],
  ['downgrade', good, { highest: '0.2.1' }],
  ['rolled-back-before', good, { rolledBack: ['0.2.0'] }],
  ['no-file', release({ files: [{ ...releaseFile(), kind: 'deb' }] }), {}],
  ['no-file', good, { facts: { ...FACTS, arch: 'arm64' } }],
];

test.each(cases)('%s', (reason, signed, over) => {
  const verdict = verifyRelease(signed, context(over));
  expect(verdict.ok ? 'taken' : verdict.reason).toBe(reason);
});

test('the highest version ever verified may come again: its download may have failed', () => {
  expect(verifyRelease(good, context({ highest: '0.2.0' })).ok).toBe(true);
});

test('not one changed character of text, key or signature passes', () => {
  const fields = ['payload', 'keyId', 'signature'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.nat(), fc.nat(61), (field, place, letter) => {
      const text = good[field];
      const at = place % text.length;
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
      const changed = `${text.slice(0, at)}${alphabet[letter]}${text.slice(at + 1)}`;
      const same = Buffer.from(changed, 'base64url').equals(Buffer.from(text, 'base64url'));
      fc.pre(changed !== text && !(field === 'signature' && same));
      expect(verifyRelease({ ...good, [field]: changed }, context()).ok).toBe(false);
    }),
  );
});
