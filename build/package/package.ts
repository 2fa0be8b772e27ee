import { ensureSetup } from '../setup/setup.ts';
import { explain, say, SetupError } from '../setup/step.ts';
import { manifest } from './app-folder.ts';
import { makePackages, type MakeOptions } from './make.ts';
import { TARGETS } from './targets.ts';
import type { Target } from './target.ts';

const CANNOT_BE_MADE = 2;
const TAKES_VALUE = ['--version', '--overlay', '--out'];
const VERSION = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

interface Wish {
  readonly targets: readonly Target[];
  readonly options: MakeOptions;
}

function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at === -1 ? undefined : args[at + 1];
}

function readArguments(args: readonly string[]): Wish {
  const version = valueOf(args, '--version') ?? manifest().version;
  if (!VERSION.test(version)) {
    throw new SetupError(`"${version}" is no version.`, 'give one such as 1.4.0 behind --version.');
  }
  const names = args.filter(
    (arg, index) => !arg.startsWith('-') && !TAKES_VALUE.includes(args[index - 1] ?? ''),
  );
  const unknown = names.filter((name) => !TARGETS.some((target) => target.name === name));
  if (unknown.length > 0) {
    const all = TARGETS.map((target) => target.name).join(', ');
    throw new SetupError(`there is no package called ${unknown.join(', ')}.`, `name some of: ${all}.`);
  }
  const overlay = valueOf(args, '--overlay');
  const out = valueOf(args, '--out');
  return {
    targets: names.length > 0 ? TARGETS.filter((target) => names.includes(target.name)) : here(),
    options: {
      version,
      force: args.includes('--force'),
      ...(overlay === undefined ? {} : { overlay }),
      ...(out === undefined ? {} : { out }),
    },
  };
}

const here = () => TARGETS.filter((target) => target.lacks() === undefined && target.name !== 'dir');

/** `npm run package -- [TARGET...] [--version X] [--out FOLDER] [--force]` */
async function main(): Promise<number> {
  await ensureSetup(['agent', 'package']);
  const { targets, options } = readArguments(process.argv.slice(2));
  const lacking = targets.flatMap((target) => {
    const lacks = target.lacks();
    return lacks === undefined ? [] : [`${target.name} cannot be made here: ${lacks}`];
  });
  if (lacking.length > 0) {
    process.stderr.write(`${lacking.join('\n')}\n`);
    return CANNOT_BE_MADE;
  }
  say(`In ${await makePackages(targets, options)}`);
  return 0;
}

const code = await main().catch((error: unknown) => {
  explain(error);
  return 1;
});
// The bundler's and electron-builder's helpers would keep the program running.
process.exit(code);
