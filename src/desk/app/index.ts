import { fileURLToPath } from 'node:url';
import { loadConfig, unknownVariables, type Config } from './config';
import { startDesk } from './desk';
import { issueToken, TOKEN_USAGE, tokenOptions } from './enroll-token';
import { openLog } from './log';
import { inWords } from './start-failure';

const USAGE = `usage: deskside-desk [serve]
       deskside-desk ${TOKEN_USAGE}`;

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
      return printToken(config.value, args);
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

async function printToken(config: Config, args: readonly string[]): Promise<number> {
  const options = tokenOptions(args);
  if (!options.ok) return complain(`${options.fault.detail}\n${USAGE}`);
  let token;
  try {
    token = await issueToken(config, options.value);
  } catch (error) {
    return complain(`No token was issued: ${inWords(error, config)}`);
  }
  if (!token.ok) return complain(`No token was issued: ${token.fault.code}`);
  process.stdout.write(`${token.value}\n`);
  return 0;
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
