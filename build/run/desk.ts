import { bundle } from '../bundle.ts';
import { inRoot } from '../setup/root.ts';
import { startChild } from './children.ts';
import { runCommand } from './scope.ts';

/** `npm run desk`: the desk alone, in the foreground, its log on this terminal. Arguments go on to it. */
await runCommand(async (scope) => {
  await bundle({ only: ['desk', 'console'] });
  const desk = startChild({
    name: 'desk',
    command: [process.execPath, inRoot('out/desk/index.mjs'), ...process.argv.slice(2)],
    cwd: inRoot(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  scope.defer(() => desk.stop());
  return (await desk.ended).code ?? 1;
});
