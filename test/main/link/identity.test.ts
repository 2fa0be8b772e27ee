import { expect, test } from 'vitest';
import { identity, isEnrolled } from '../../../src/main/link/identity';
import { newId } from '../../../src/shared/model/ids';

const KEY = 'A'.repeat(43);
const FIRST = {
  version: 1,
  deviceId: newId(),
  publicKey: KEY,
  desk: { url: 'https://desk.example.org', deskId: newId(), publicKey: KEY, organization: 'Example Corp IT' },
};

test('an identity of the first version is the same device at the same desk', () => {
  const read = identity.parse(FIRST);
  expect(read).toEqual({
    ...FIRST,
    version: 2,
    desk: { ...FIRST.desk, policyPublicKey: null },
    machine: null,
    copyOf: null,
  });
  expect(isEnrolled(read)).toBe(true);
  expect(identity.parse({ ...FIRST, desk: null })).toMatchObject({ version: 2, desk: null });
});

test('what was written is what is read', () => {
  const read = identity.parse(FIRST);
  expect(identity.parse(read)).toEqual(read);
});

test.for([
  { ...FIRST, version: 3 },
  { ...FIRST, extra: true },
  { ...FIRST, deviceId: 'x' },
  { ...FIRST, version: 2 },
])('anything else is no identity', (value) => {
  expect(identity.safeParse(value).success).toBe(false);
});
