import { bundle } from '../bundle.ts';
import { ensureSetup } from '../setup/setup.ts';
import { runCommand } from './scope.ts';
import { runFaults } from './test-runners.ts';

const STOPPED = 130;

/** `npm run test:faults -- [vitest's arguments]`: the product's diagnostics against real faults, alone. */
await runCommand(async (scope) => {
  await ensureSetup(['agent', 'display', 'test']);
  await bundle();
  const { failed } = await runFaults(scope, process.argv.slice(2));
  return failed === 0 ? 0 : 1;
}, STOPPED);
