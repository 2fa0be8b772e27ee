import { existsSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from '../setup/root.ts';
import { startChild } from './children.ts';
import { startDisplay } from './display.ts';
import { ensureInterface } from './interface.ts';
import type { Scope } from './scope.ts';
import { tallyOfPlaywright, tallyOfVitest, type Tally } from './tally.ts';

const UNIT_REPORT = inRoot('test-results/unit.json');
const E2E_REPORT = inRoot('test-results/e2e.json');
const SCREEN = { width: 1280, height: 800 };

async function run(
  scope: Scope,
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number | null> {
  const [entry = '', ...rest] = args;
  const child = startChild({
    name,
    command: [process.execPath, inRoot('node_modules', entry), ...rest],
    cwd: inRoot(),
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  scope.defer(() => child.stop());
  return (await child.ended).code;
}

function readReport(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined;
}

export async function runUnit(scope: Scope): Promise<Tally> {
  rmSync(UNIT_REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];
  const code = await run(scope, 'vitest', ['vitest/vitest.mjs', 'run', ...reporters], process.env);
  return tallyOfVitest(readReport(UNIT_REPORT), code);
}

/** Real Electron and real Chromium on one virtual screen that nothing else draws on. */
export async function runE2e(scope: Scope, args: readonly string[]): Promise<Tally> {
  rmSync(E2E_REPORT, { force: true });
  await ensureInterface(scope);
  let env: NodeJS.ProcessEnv = process.env;
  if (process.platform === 'linux') {
    const display = await startDisplay(SCREEN);
    scope.defer(display.stop);
    env = display.env;
  }
  const code = await run(scope, 'playwright', ['@playwright/test/cli.js', 'test', ...args], env);
  return tallyOfPlaywright(readReport(E2E_REPORT), code);
}
