import { describe, expect, it } from 'vitest';
import { argon2Hasher } from '../../../src/desk/adapters/argon2-hasher';

describe('password hashes', () => {
  it('are argon2id with the parameters that are recommended, each with a salt of its own', async () => {
    const hasher = argon2Hasher();
    const hashes = await Promise.all([1, 2].map(() => hasher.hash('correct horse battery staple')));
    expect(hashes[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(await hasher.verify(hashes[0] ?? '', 'correct horse battery staple')).toBe(true);
    expect(await hasher.verify(hashes[0] ?? '', 'correct horse battery stable')).toBe(false);
  });
});
