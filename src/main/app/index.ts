import path from 'node:path';
import { platformOf } from '../diagnostics/platform';
import { hearLinks, isOnlyInstance } from '../shell/lifecycle';
import { exit, isPackaged, prepareProgram, programReady, userDataFolder } from '../shell/program';
import { realClock } from '../time/real-clock';
import { composeAgent } from './compose';
import { composePolicy } from './compose-policy';
import { readConfig } from './config';
import { earlyLog } from './early-log';
import { here } from './here';
import { fileSink, jsonLogger, streamSink } from './logger';
import { personHere, redactionHere } from './redaction';

/** A person's desktop program has no business with root's rights; in development there may be nobody else. */
function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(1), process.env, isPackaged());
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
  const links = hearLinks();
  const early = earlyLog();
  const userData = userDataFolder();
  const parts = await composePolicy(config.value, {
    platform: platformOf(process.platform),
    userData,
    systemRoot: process.env['SystemRoot'] ?? String.raw`C:\Windows`,
    clock: realClock,
    log: early,
  });
  const { settings } = parts.policy;
  // Whoever starts it by hand gets it all the same.
  if (config.value.atLogin && !settings.autostart) return exit(0);
  const facts = await programReady();
  const redaction = redactionHere(personHere(), settings.showIdentifiers, userData);
  const sinks = [streamSink(process.stdout), fileSink(path.join(userData, 'logs'))];
  const log = jsonLogger(sinks, redaction, settings.logLevel);
  early.becomes(log);
  // What nobody foresaw is written down; the agent stays, because a share or an unsent request may hang on it.
  process.on('uncaughtException', (error) => log.error('agent.uncaught', { reason: String(error.stack) }));
  process.on('unhandledRejection', (reason) => log.error('agent.unhandled', { reason: String(reason) }));
  await composeAgent(here(config.value, parts, facts, log, redaction), links);
}

main().catch((error: unknown) => {
  process.stderr.write(`Deskside cannot start: ${String(error)}\n`);
  exit(1);
});
