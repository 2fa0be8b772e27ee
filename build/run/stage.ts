import { bundle } from '../bundle.ts';
import { inRoot } from '../setup/root.ts';
import { ensureSetup } from '../setup/setup.ts';
import { SetupError } from '../setup/step.ts';
import { startChild } from './children.ts';
import { ensureInterface } from './interface.ts';
import { runCommand } from './scope.ts';

/** Runs a program of test/ that drives the real product (tour, bench), after everything it needs is in place. */
await runCommand(async (scope) => {
  const [program, ...args] = process.argv.slice(2);
  if (program === undefined)
    throw new SetupError('no program is named.', 'use npm run tour or npm run bench.');
  await ensureSetup(['agent', 'display', 'test']);
  await bundle();
  await ensureInterface(scope);
  const child = startChild({
    name: program,
    command: [process.execPath, inRoot(program), ...args],
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  scope.defer(() => child.stop());
  return (await child.ended).code ?? 1;
}, 130);
