import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../features/people/passwords';

/** OWASP's first choice of parameters for argon2id, which is the library's default algorithm. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function argon2Hasher(): PasswordHasher {
  return {
    hash: (password) => hash(password, OPTIONS),
    verify: (hashed, password) => verify(hashed, password),
  };
}
