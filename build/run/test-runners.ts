import { existsSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from '../setup/root.ts';
import { startChild } from './children.ts';
import { ensureInterface } from './interface.ts';
import type { Scope } from './scope.ts';
import { tallyOfPlaywright, tallyOfVitest, type Tally } from './tally.ts';

const E2E_REPORT = inRoot('test-results/e2e.json');

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

async function runVitest(
  scope: Scope,
  name: string,
  projects: readonly string[],
  args: readonly string[] = [],
): Promise<Tally> {
  const file = inRoot(`test-results/${name}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const chosen = projects.map((project) => `--project=${project}`);
  const command = ['vitest/vitest.mjs', 'run', ...chosen, ...reporters, ...args];
  const code = await run(scope, name, command, process.env);
  return tallyOfVitest(name, readReport(file), code);
}

export function runUnit(scope: Scope): Promise<Tally> {
  return runVitest(scope, 'unit', ['node', 'process', 'page', 'whole']);
}

/** Real faults: networks and file systems of their own, broken on purpose. Only root can make them; else they are skipped. */
export function runFaults(scope: Scope, args: readonly string[] = []): Promise<Tally> {
  return runVitest(scope, 'faults', ['faults'], args);
}

/** Real packages of this machine's own kind, and of the others as far as this machine can try them. Needs root. */
export function runPackage(scope: Scope, args: readonly string[] = []): Promise<Tally> {
  return runVitest(scope, 'package', ['package'], args);
}

/** Real Electron and real Chromium; each test file brings the virtual screen it draws on. */
export async function runE2e(scope: Scope, args: readonly string[]): Promise<Tally> {
  rmSync(E2E_REPORT, { force: true });
  await ensureInterface(scope);
  const code = await run(scope, 'playwright', ['@playwright/test/cli.js', 'test', ...args], process.env);
  return tallyOfPlaywright(readReport(E2E_REPORT), code);
}
