import { fileURLToPath } from 'node:url';
import { ok, type Result } from '../../shared/base/result';
import { loadConfig, unknownVariables, type Config } from './config';
import { startDesk } from './desk';
import { issueToken, TOKEN_USAGE, tokenOptions } from './enroll-token';
import { openLog } from './log';
import { publish, publishOptions, withdraw, withdrawOptions } from './publish';
import { inWords } from './start-failure';

const USAGE = `usage: deskside-desk [serve]
       deskside-desk ${TOKEN_USAGE}
       deskside-desk publish FOLDER [--ring pilot|some|all]
       deskside-desk withdraw CHANNEL VERSION`;

// Nothing the desk writes is for other users of this machine.
process.umask(0o077);
process.exitCode = await main(process.argv.slice(2));

async function main([command = 'serve', ...args]: readonly string[]): Promise<number> {
  const config = loadConfig(process.env);
  if (!config.ok) return complain(`The configuration is not right.\n${config.fault.detail}`);
  switch (command) {
    case 'serve':
      return args.length > 0 ? complain(USAGE) : serve(config.value);
    case 'enroll-token':
      return run(config.value, tokenOptions(args), token, 'No token was issued');
    case 'publish':
      return run(config.value, publishOptions(args), publish, 'Nothing was published');
    case 'withdraw':
      return run(config.value, withdrawOptions(args), withdraw, 'Nothing was withdrawn');
    default:
      return complain(USAGE);
  }
}

async function serve(config: Config): Promise<number> {
  const log = openLog(config.logLevel);
  for (const variable of unknownVariables(process.env)) log.warn('config.unknown-variable', { variable });
  const consoleDir = config.consoleDir ?? fileURLToPath(new URL('../console', import.meta.url));
  const validateReplies = process.env['NODE_ENV'] === 'development' || process.env['NODE_ENV'] === 'test';
  // A bug in one request must not end all the others; what is thrown outside any promise still does.
  process.on('unhandledRejection', (error) => log.error('desk.unhandled', { error }));
  // Who is told that the desk is ready may ask it to stop in the same breath.
  const stopAsked = stopSignal();
  let desk;
  try {
    desk = await startDesk({ config, consoleDir, log, validateReplies });
  } catch (error) {
    log.error('desk.start-failed', { error });
    return complain(`The desk cannot start: ${inWords(error, config)}`);
  }
  log.info('desk.ready', { url: desk.url, consoleUrl: `${desk.url}/` });
  if (desk.setupUrl !== null) {
    process.stderr.write(
      `There is no administrator yet. Open this link once to become the first:\n  ${desk.setupUrl}\n`,
    );
  }
  process.send?.({ type: 'desk.ready', url: desk.url, setupUrl: desk.setupUrl });
  const signal = await stopAsked;
  log.info('desk.stopping', { signal });
  await desk.stop();
  log.info('desk.stopped');
  if (process.connected) process.disconnect();
  return 0;
}

/** A command that does its work, says in lines what it did, and ends. */
async function run<T>(
  config: Config,
  options: Result<T>,
  work: (config: Config, options: T) => Promise<Result<string[]>>,
  nothing: string,
): Promise<number> {
  if (!options.ok) return complain(`${options.fault.detail}\n${USAGE}`);
  let done;
  try {
    done = await work(config, options.value);
  } catch (error) {
    return complain(`${nothing}: ${inWords(error, config)}`);
  }
  if (!done.ok) return complain(`${nothing}: ${done.fault.detail ?? done.fault.code}`);
  process.stdout.write(`${done.value.join('\n')}\n`);
  return 0;
}

async function token(...[config, options]: Parameters<typeof issueToken>): Promise<Result<string[]>> {
  const issued = await issueToken(config, options);
  return issued.ok ? ok([issued.value]) : issued;
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}
