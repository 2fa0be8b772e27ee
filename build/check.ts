import { spawn } from 'node:child_process';
import { inRoot, ROOT } from './setup/root.ts';
import { say } from './setup/step.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** What goes wrong when it fails, in one line. */
  readonly means: string;
}

const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '-b'], means: 'the types do not fit, or an import crosses a border' },
  {
    name: 'unit',
    command: ['vitest', 'run', '--project=node', '--project=page', '--reporter=dot'],
    means: 'a unit test fails',
  },
  {
    name: 'lint',
    command: ['oxlint', '--type-aware', '--deny-warnings', 'src', 'build', 'test'],
    means: 'a lint rule or an import border is broken',
  },
  {
    name: 'types-33',
    command: ['tsc', '-p', 'src/tsconfig.electron-33.json'],
    means: 'the agent does not fit the older Electron it is developed on',
  },
  {
    name: 'format',
    command: ['prettier', '--check', '--log-level=warn', '--cache', '--cache-location=.cache/prettier', '.'],
    means: 'npm run format puts it right',
  },
  { name: 'knip', command: ['knip', '--no-progress'], means: 'something is written and never used' },
];

const AT_ONCE = 2;

interface Outcome {
  readonly check: Check;
  readonly passed: boolean;
  readonly seconds: number;
  readonly said: string;
}

async function run(check: Check): Promise<Outcome> {
  const started = Date.now();
  const [tool, ...args] = check.command;
  const child = spawn(inRoot('node_modules/.bin', tool), args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const passed = await new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      said += error.message;
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  return { check, passed, seconds: (Date.now() - started) / 1000, said };
}

function report({ check, passed, seconds, said }: Outcome): void {
  const line = `${passed ? 'ok    ' : 'FAILED'} ${check.name.padEnd(9)} ${seconds.toFixed(1).padStart(5)} s`;
  say(passed ? line : `${line}  ${check.means}\n${said.trimEnd()}\n`);
}

const wanted = process.argv.slice(2);
const waiting = CHECKS.filter((check) => wanted.length === 0 || wanted.includes(check.name));
const started = Date.now();
const outcomes: Outcome[] = [];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await run(next);
      outcomes.push(outcome);
      report(outcome);
    }
  }),
);
const failed = outcomes.filter((outcome) => !outcome.passed);
say(
  `${outcomes.length - failed.length} of ${outcomes.length} checks passed in ${((Date.now() - started) / 1000).toFixed(1)} s`,
);
process.exitCode = failed.length === 0 && outcomes.length > 0 ? 0 : 1;
