import { bundle } from '../bundle.ts';
import { ensureSetup } from '../setup/setup.ts';
import { runCommand } from './scope.ts';
import { runE2e } from './test-runners.ts';

const STOPPED = 130;

/** `npm run e2e -- [Playwright's arguments]`: the end-to-end tests alone. */
await runCommand(async (scope) => {
  await ensureSetup(['agent', 'display', 'test']);
  await bundle();
  const { failed } = await runE2e(scope, process.argv.slice(2));
  return failed === 0 ? 0 : 1;
}, STOPPED);
