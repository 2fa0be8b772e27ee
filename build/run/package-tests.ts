import { bundle } from '../bundle.ts';
import { ensureSetup } from '../setup/setup.ts';
import { say } from '../setup/step.ts';
import { runCommand } from './scope.ts';
import { closingLine, totalLine } from './tally.ts';
import { runPackage } from './test-runners.ts';

const STOPPED = 130;

/** `npm run test:package -- [vitest's arguments]`: installers built, installed, upgraded and removed for real. */
await runCommand(async (scope) => {
  await ensureSetup(['agent', 'display', 'test', 'package']);
  await bundle();
  const started = Date.now();
  const tally = await runPackage(scope, process.argv.slice(2));
  say('');
  say(closingLine(tally, (Date.now() - started) / 1000));
  say(totalLine([tally]));
  return tally.failed === 0 ? 0 : 1;
}, STOPPED);
