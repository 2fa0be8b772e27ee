import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

const NAME = 'deskside0';
// RFC 5737 documentation range: it is nobody's.
const ADDRESS = '198.51.100.1/24';

/** Browsers offer no loopback candidates. A machine that has nothing else gets an interface of its own for the run. */
export function ensureInterface(): { remove(): void } {
  const outside = Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some((address) => !address.internal && address.family === 'IPv4'),
  );
  if (outside) return { remove: () => undefined };
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });
  ip('link', 'add', NAME, 'type', 'dummy');
  ip('addr', 'add', ADDRESS, 'dev', NAME);
  ip('link', 'set', NAME, 'up');
  return { remove: () => void ip('link', 'del', NAME) };
}
