import { createRequire } from 'node:module';
import {
  endNow,
  keepDataOnThisComputer,
  startAgain,
  startDetached,
  startFacts,
  updateFolder,
  watchEnd,
} from '../shell/start-host';
import { StartGuard, type Next } from '../update/start-guard';

/*
 * The package's first file. It loads the agent, and knows so little that it works where the agent does not: after the
 * third failed start of a version that came by update it puts the version before back.
 */
keepDataOnThisComputer();
const facts = startFacts();
const guard = new StartGuard({
  folder: updateFolder(),
  version: facts.version,
  pid: process.pid,
  appImage: facts.appImage,
  isAlive(pid) {
    try {
      return process.kill(pid, 0);
    } catch {
      // Gone, or somebody else's by now.
      return false;
    }
  },
  runInstaller: (file) => startDetached(file, '/S', '--force-run'),
  say: (line) => void process.stderr.write(`${line}\n`),
  giveUp: () => endNow(1),
});

function goBy(next: Next): void {
  if (next === 'start-again') startAgain(facts.appImage);
}

/** A guard that cannot read or write its notes must not be what keeps the agent from starting. */
function quietly(step: () => Next): Next {
  try {
    return step();
  } catch (error) {
    process.stderr.write(`The first starts of this version are not watched: ${String(error)}\n`);
    return 'go-on';
  }
}

function start(): void {
  const next: Next = facts.packaged ? quietly(() => guard.begin()) : 'go-on';
  if (next !== 'go-on') {
    goBy(next);
    return endNow(0);
  }
  watchEnd((well) => {
    if (well) guard.endedWell();
    else goBy(quietly(() => guard.failed()));
  });
  // Electron would show a dialog and wait for somebody to read it. The agent, once loaded, has a listener of its own.
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    process.stderr.write(`Deskside cannot start: ${String(error.stack)}\n`);
    endNow(1);
  });
  try {
    createRequire(__filename)('./index.js');
  } catch (error) {
    process.stderr.write(`Deskside cannot start: ${error instanceof Error ? error.stack : String(error)}\n`);
    endNow(1);
  }
}

start();
