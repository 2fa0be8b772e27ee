import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newKeyPair, type KeyPair } from '../../../src/main/link/keys';
import { followKey } from '../../../src/main/link/rollover';
import type { Rollover } from '../../../src/shared/contract/api-device';
import { newId } from '../../../src/shared/model/ids';
import { rolloverBy } from '../support/bare-desk';

const DESK = newId();
const OTHER_DESK = newId();
const [a, b, c, d, stranger] = Array.from({ length: 5 }, newKeyPair) as [
  KeyPair,
  KeyPair,
  KeyPair,
  KeyPair,
  KeyPair,
];

function step(from: KeyPair, to: KeyPair, how: { by?: KeyPair; key?: Rollover['key']; desk?: string } = {}) {
  const { by = from, key = 'desk', desk = DESK } = how;
  return rolloverBy(by, key, desk, from.publicKey, to.publicKey);
}

const CHAIN = [step(a, b), step(b, c), step(c, d)];

describe('a pinned key leads', () => {
  test.for<[string, KeyPair, Rollover[], KeyPair | null]>([
    ['nowhere without any change', a, [], a],
    ['to the key after it', a, [step(a, b)], b],
    ['over three changes to the last', a, CHAIN, d],
    ['from the middle on', c, CHAIN, d],
    ['nowhere where it is the last', d, CHAIN, d],
    ['nowhere where it is no part of it', stranger, CHAIN, stranger],
    ['past the other kind of key', a, [step(a, stranger, { key: 'policy' }), step(a, b)], b],
    ['only as far as the order holds', a, [step(b, c), step(a, b)], b],
    ['not over a step that somebody else signed', a, [step(a, b, { by: stranger })], null],
    ['not over a step that the new key signed itself', a, [step(a, b, { by: b })], null],
    ['not over a step of another desk', a, [step(a, b, { desk: OTHER_DESK })], null],
    ['not past a forged step in the middle', a, [step(a, b), step(b, c, { by: a }), step(c, d)], null],
    ['not in a circle', a, [step(a, b), step(b, a)], null],
    ['not to itself', a, [step(a, a)], null],
    ['not by a signature over the other kind', a, [{ ...step(a, b, { key: 'policy' }), key: 'desk' }], null],
    ['not by what is no signature', a, [{ ...step(a, b), signature: 'AAAA' }], null],
    ['not to another key than was signed', a, [{ ...step(a, b), to: stranger.publicKey }], null],
  ])('%s', ([, pinned, rollovers, expected]) => {
    expect(followKey('desk', DESK, pinned.publicKey, rollovers)).toBe(expected?.publicKey ?? null);
  });
});

test('whatever is left out, turned round or repeated of a chain, it never leads to a key that is not in it', () => {
  const keys = [a, b, c, d].map((key) => key.publicKey);
  const steps = fc.array(fc.constantFrom(...CHAIN, step(b, stranger, { by: stranger })), { maxLength: 6 });
  fc.assert(
    fc.property(steps, fc.constantFrom(...keys), (rollovers, pinned) => {
      const led = followKey('desk', DESK, pinned, rollovers);
      expect(led === null || keys.includes(led)).toBe(true);
    }),
  );
});
