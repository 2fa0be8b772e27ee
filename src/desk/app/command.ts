import { parseArgs, type ParseArgsConfig } from 'node:util';
import { fail, ok, type Result } from '../../shared/base/result';
import { becomeOwnerOf } from '../adapters/become-owner';
import { loadConfig, type Config, type Environment } from './config';
import { inWords } from './start-failure';

/** How a command ended, and what to say about it. */
export type Outcome =
  | { readonly exit: 'ok'; readonly lines: readonly string[] }
  | { readonly exit: 'failed'; readonly lines?: readonly string[]; readonly reason: string }
  | { readonly exit: 'wrong-use'; readonly reason: string };

export const EXIT_CODES: Readonly<Record<Outcome['exit'], number>> = { ok: 0, failed: 1, 'wrong-use': 2 };

export interface Command {
  readonly name: string;
  /** Its arguments, as usage shows them. */
  readonly takes: string;
  readonly about: string;
  /** Options and what they mean, and whatever else `--help` should say. */
  readonly help: readonly string[];
  run(args: readonly string[], environment: Environment): Promise<Outcome>;
}

export function done(...lines: string[]): Outcome {
  return { exit: 'ok', lines };
}

export function failed(reason: string): Outcome {
  return { exit: 'failed', reason };
}

export function wrongUse(reason: string): Outcome {
  return { exit: 'wrong-use', reason };
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: boolean }>
>;

/** What stands behind the command's name; an option it has not, or one without its value, is wrong use. */
export function readArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  allowPositionals = false,
): Result<Parsed<O>> {
  try {
    return ok(parseArgs({ args: [...args], options, allowPositionals }));
  } catch (error) {
    return fail('invalid-input', error instanceof Error ? error.message : String(error));
  }
}

interface Work<T> {
  read(args: readonly string[]): Result<T>;
  work(config: Config, options: T, environment: Environment): Promise<Outcome>;
  /** What is said first when it did not work. */
  nothing: string;
}

/** A command on the data of a desk that is set up: with its settings, and as the user the data belongs to. */
export function onDesk<T>({ read, work, nothing }: Work<T>): Command['run'] {
  return async (args, environment) => {
    const options = read(args);
    if (!options.ok) return wrongUse(options.fault.detail ?? options.fault.code);
    const config = loadConfig(environment);
    if (!config.ok)
      return { exit: 'wrong-use', reason: `The configuration is not right.\n${config.fault.detail}` };
    return attempt(config.value, nothing, async () => {
      becomeOwnerOf(config.value.dataDir);
      return work(config.value, options.value, environment);
    });
  };
}

/** What goes wrong on disks, ports and databases is told in words. */
export async function attempt(
  config: Config,
  nothing: string,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const outcome = await work();
    return outcome.exit === 'failed' ? { ...outcome, reason: `${nothing}: ${outcome.reason}` } : outcome;
  } catch (error) {
    return failed(`${nothing}: ${inWords(error, config)}`);
  }
}

export function outcomeOf(result: Result<string[]>): Outcome {
  return result.ok ? done(...result.value) : failed(result.fault.detail ?? result.fault.code);
}
