import { fileURLToPath } from 'node:url';
import { mkdir } from 'node:fs/promises';
import { ok, fail } from '../../../shared/base/result';
import { isUnfinished } from '../../adapters/backup/restore-backup';
import { lockData } from '../../adapters/data-lock';
import { done, failed, onDesk, type Command, type Outcome } from '../command';
import { unknownVariables, type Config, type Environment } from '../config';
import { startDesk } from '../desk';
import { openLog } from '../log';
import { inWords } from '../start-failure';

const NOTHING = 'The desk cannot start';

export const serveCommand: Command = {
  name: 'serve',
  takes: '',
  about: 'Runs the desk until it is told to stop. Without any command it does the same.',
  help: ['Its log goes to standard output, a line of JSON for each event.'],
  run: onDesk({
    read: (args) => (args.length > 0 ? fail('invalid-input', 'serve takes nothing') : ok()),
    work: (config, _options, environment) => serve(config, environment),
    nothing: NOTHING,
  }),
};

async function serve(config: Config, environment: Environment): Promise<Outcome> {
  const log = openLog(config.logLevel);
  for (const variable of unknownVariables(environment)) log.warn('config.unknown-variable', { variable });
  const consoleDir = config.consoleDir ?? fileURLToPath(new URL('../console', import.meta.url));
  const validateReplies = environment['NODE_ENV'] === 'development' || environment['NODE_ENV'] === 'test';
  // A bug in one request must not end all the others; what is thrown outside any promise still does.
  process.on('unhandledRejection', (error) => log.error('desk.unhandled', { error }));
  // Who is told that the desk is ready may ask it to stop in the same breath.
  const stopAsked = stopSignal();
  let desk;
  let lock;
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    lock = lockData(config.dataDir);
    if (lock === null) return failed(`another desk runs on the data in ${config.dataDir}.`);
    if (await isUnfinished(config.dataDir)) {
      return failed(`a restore into ${config.dataDir} did not come to its end. Do it again, with --replace.`);
    }
    desk = await startDesk({ config, consoleDir, log, validateReplies });
  } catch (error) {
    log.error('desk.start-failed', { error });
    return failed(inWords(error, config));
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
  lock.release();
  log.info('desk.stopped');
  if (process.connected) process.disconnect();
  return { ...done() };
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}
