import os from 'node:os';
import { runQuietly } from '../setup/run-quietly.ts';
import { say } from '../setup/step.ts';
import type { Scope } from './scope.ts';

const NAME = 'deskside-test';
const PEER = 'deskside-peer';
const ADDRESS = '198.18.74.20/24';

/**
 * Browsers offer no loopback candidates, so two programs on a machine with loopback alone would never meet. There the
 * tests bring an interface of their own (an address out of the range for benchmarks) and take it away again.
 */
export async function ensureInterface(scope: Scope): Promise<void> {
  const addresses = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  if (process.platform !== 'linux' || addresses.some((one) => !one.internal && one.family === 'IPv4')) return;
  say(`This machine has only loopback: the tests bring the interface ${NAME} (${ADDRESS}).`);
  const ip = (...args: string[]) =>
    runQuietly([...(process.getuid?.() === 0 ? [] : ['sudo', '-n']), 'ip', ...args]);
  // Not every kernel has dummy interfaces; a pair whose two ends are up serves as well.
  await ip('link', 'add', NAME, 'type', 'dummy').catch(async () => {
    await ip('link', 'add', NAME, 'type', 'veth', 'peer', 'name', PEER);
    await ip('link', 'set', PEER, 'up');
  });
  scope.defer(async () => void (await ip('link', 'delete', NAME)));
  await ip('address', 'add', ADDRESS, 'dev', NAME);
  await ip('link', 'set', NAME, 'up');
}
