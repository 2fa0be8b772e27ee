import path from 'node:path';
import { isOnlyInstance } from '../shell/lifecycle';
import { exit, isPackaged, prepareProgram, programReady } from '../shell/program';
import { composeAgent } from './compose';
import { readConfig } from './config';
import { here } from './here';
import { fileSink, jsonLogger, streamSink } from './logger';
import { personHere, redactionHere } from './redaction';

/** A person's desktop program has no business with root's rights; in development there may be nobody else. */
function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(1), process.env);
  // Children inherit the environment; the token is nobody else's.
  delete process.env['DESKSIDE_ENROLL_TOKEN'];
  if (!config.ok) {
    process.stderr.write(`Deskside cannot start: ${config.fault.detail ?? config.fault.code}\n`);
    return exit(2);
  }
  if (runsAsRoot() && isPackaged()) {
    process.stderr.write('Deskside does not run as root. Start it as the person who works here.\n');
    return exit(2);
  }
  prepareProgram();
  if (!isOnlyInstance()) return exit(0);
  const facts = await programReady();
  const redaction = redactionHere(personHere(), config.value.showIdentifiers, facts.userData);
  const sinks = [streamSink(process.stdout), fileSink(path.join(facts.userData, 'logs'))];
  const log = jsonLogger(sinks, redaction, config.value.logLevel);
  // What nobody foresaw is written down; the agent stays, because a share or an unsent request may hang on it.
  process.on('uncaughtException', (error) => log.error('agent.uncaught', { reason: String(error.stack) }));
  process.on('unhandledRejection', (reason) => log.error('agent.unhandled', { reason: String(reason) }));
  await composeAgent(here(config.value, facts, log, redaction));
}

main().catch((error: unknown) => {
  process.stderr.write(`Deskside cannot start: ${String(error)}\n`);
  exit(1);
});
