import { bundle } from '../bundle.ts';
import { ensureSetup } from '../setup/setup.ts';
import { say } from '../setup/step.ts';
import { runCommand } from './scope.ts';
import { closingLine, totalLine, type Tally } from './tally.ts';
import { runE2e, runFaults, runUnit } from './test-runners.ts';

const STOPPED = 130;

/** `npm test`: set-up, unit tests, real faults, end-to-end tests; a closing line for each runner, and their sum as the last line. */
await runCommand(async (scope) => {
  await ensureSetup(['agent', 'display', 'test']);
  const closing: string[] = [];
  const tallies: Tally[] = [];
  const count = async (run: () => Promise<Tally>) => {
    const started = Date.now();
    const tally = await run();
    tallies.push(tally);
    closing.push(closingLine(tally, (Date.now() - started) / 1000));
  };
  // Unit tests need no bundle, and tell sooner what is wrong.
  await count(() => runUnit(scope));
  await bundle();
  await count(() => runFaults(scope));
  await count(() => runE2e(scope, process.argv.slice(2)));
  say('');
  closing.forEach(say);
  say(totalLine(tallies));
  return tallies.every((tally) => tally.failed === 0) ? 0 : 1;
}, STOPPED);
