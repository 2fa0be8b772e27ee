import { bundle } from '../bundle.ts';
import { inRoot } from '../setup/root.ts';
import { ensureSetup, hasScreen } from '../setup/setup.ts';
import { say } from '../setup/step.ts';
import { splitToken } from './agent-arguments.ts';
import { startAgent } from './agent-process.ts';
import { runCommand } from './scope.ts';
import { openScreen } from './screen.ts';

const USER_DATA = '--user-data-dir=';

/** `npm run agent -- --desk URL --token T`: the agent alone, in the foreground, its log on this terminal. */
await runCommand(async (scope) => {
  const { binary } = await ensureSetup(hasScreen() ? ['agent'] : ['agent', 'display']);
  await bundle({ only: ['main', 'preload', 'pages'] });
  const { args, token } = splitToken(process.argv.slice(2));
  const screen = await openScreen(scope);
  const hasOwnData = args.some((arg) => arg.startsWith(USER_DATA));
  const agent = startAgent({
    binary,
    env: screen.env,
    args: [...(hasOwnData ? [] : [USER_DATA + inRoot('.desk/agent')]), ...args],
    token,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  scope.defer(() => agent.stop());
  say(`The agent goes to ${screen.tray}. Ctrl-C stops it.`);
  return (await agent.ended).code ?? 1;
});
