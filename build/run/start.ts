import { bundle } from '../bundle.ts';
import { inRoot } from '../setup/root.ts';
import { ensureSetup, hasScreen } from '../setup/setup.ts';
import { say } from '../setup/step.ts';
import { startAgent } from './agent-process.ts';
import { describeEnding, type Child } from './children.ts';
import { issueEnrollToken, startDesk, type RunningDesk } from './desk-process.ts';
import { eventOf, keepLog, lastLines } from './log-file.ts';
import { freePort } from './ports.ts';
import { runCommand, type Scope } from './scope.ts';
import { openScreen, type Screen } from './screen.ts';

const HOST = '127.0.0.1';
const PORT = 7420;
const DESK_LOG = inRoot('.desk/logs/desk.log');
const AGENT_LOG = inRoot('.desk/logs/agent.log');

async function deskEnvironment(): Promise<NodeJS.ProcessEnv> {
  const host = process.env['DESKSIDE_HOST'] ?? HOST;
  const wanted = Number(process.env['DESKSIDE_PORT'] ?? PORT);
  const port = wanted === 0 ? 0 : await freePort(wanted, host);
  if (port !== wanted) say(`Port ${wanted} is taken; the desk listens on ${port}.`);
  return {
    DESKSIDE_DATA_DIR: inRoot('.desk/data'),
    ...process.env,
    DESKSIDE_HOST: host,
    DESKSIDE_PORT: String(port),
  };
}

async function openDesk(scope: Scope, env: NodeJS.ProcessEnv): Promise<RunningDesk> {
  const desk = await startDesk(env, DESK_LOG);
  scope.defer(() => desk.child.stop());
  return desk;
}

/** Resolves with the agent when its icon is in the tray, or when it has ended before that. */
async function openAgent(
  scope: Scope,
  options: { binary: string; screen: Screen; url: string; token: string },
): Promise<Child> {
  const agent = startAgent({
    binary: options.binary,
    env: options.screen.env,
    args: [`--user-data-dir=${inRoot('.desk/agent')}`, '--desk', options.url],
    token: options.token,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  scope.defer(() => agent.stop());
  const inTray = new Promise<void>((resolve) => {
    keepLog(agent.process, AGENT_LOG, (line) => {
      if (eventOf(line) === 'tray.shown') resolve();
    });
  });
  await Promise.race([inTray, agent.ended]);
  return agent;
}

function introduce(desk: RunningDesk, screen: Screen): void {
  say('');
  say('Deskside runs.');
  say(`  Console         ${desk.url}`);
  if (desk.setupUrl) say(`  Administrator   ${desk.setupUrl}  (once: makes the first account)`);
  say(`  Agent           in ${screen.tray}`);
  say(`  Data and logs   ${inRoot('.desk')}`);
  say('Ctrl-C stops everything.');
}

/** Whichever ends first by itself takes the other along: half of the pair is of no use. */
async function firstToEnd(scope: Scope, children: readonly { child: Child; log: string }[]): Promise<number> {
  const { child, log, ending } = await Promise.race(
    children.map(async (one) => ({ ...one, ending: await one.child.ended })),
  );
  if (scope.closing()) return 0;
  if (child.name === 'agent' && ending.code === 0) {
    say('The agent was quit; stopping the desk.');
    return 0;
  }
  say(`\nThe ${child.name} is gone: ${describeEnding(ending)}. Stopping the rest. Its last lines (${log}):`);
  say(lastLines(log));
  return 1;
}

await runCommand(async (scope) => {
  const electron = await ensureSetup(hasScreen() ? ['agent'] : ['agent', 'display']);
  await bundle();
  const env = await deskEnvironment();
  const desk = await openDesk(scope, env);
  const token = await issueEnrollToken(env);
  const screen = await openScreen(scope);
  const agent = await openAgent(scope, { binary: electron.binary, screen, url: desk.url, token });
  introduce(desk, screen);
  return firstToEnd(scope, [
    { child: desk.child, log: DESK_LOG },
    { child: agent, log: AGENT_LOG },
  ]);
});
