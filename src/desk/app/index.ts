import { EXIT_CODES, type Command, type Outcome } from './command';
import { backupCommand } from './commands/backup';
import { doctorCommand } from './commands/doctor';
import { enrollTokenCommand } from './commands/enroll-token';
import { healthCommand } from './commands/health';
import { initCommand } from './commands/init';
import { publishCommand } from './commands/publish';
import { restoreCommand } from './commands/restore';
import { rotateKeysCommand } from './commands/rotate-keys';
import { serveCommand } from './commands/serve';
import { withdrawCommand } from './commands/withdraw';
import { deskVersion } from './version';

const COMMANDS: readonly Command[] = [
  serveCommand,
  initCommand,
  doctorCommand,
  healthCommand,
  enrollTokenCommand,
  publishCommand,
  withdrawCommand,
  backupCommand,
  restoreCommand,
  rotateKeysCommand,
];

// Nothing the desk writes is for other users of this machine.
process.umask(0o077);
process.exitCode = await main(process.argv.slice(2));

async function main(given: readonly string[]): Promise<number> {
  const { environment, args } = withConfigFile(given);
  const [name = 'serve', ...rest] = args;
  if (name === '--version') return say([deskVersion()]);
  if (name === '--help' || name === 'help') return say(usage());
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined)
    return tell({ exit: 'wrong-use', reason: `There is no command ${name}.` }, usage());
  if (rest.includes('--help')) return say(helpOf(command));
  return tell(await command.run(rest, environment), [`usage: ${lineOf(command)}`]);
}

/** `--config FILE` in front of the command is the variable of that name, for this one call. */
function withConfigFile(args: readonly string[]): {
  environment: NodeJS.ProcessEnv;
  args: readonly string[];
} {
  const [option, file, ...rest] = args;
  if (option !== '--config' || file === undefined) return { environment: process.env, args };
  return { environment: { ...process.env, DESKSIDE_CONFIG: file }, args: rest };
}

function tell(outcome: Outcome, use: readonly string[]): number {
  if (outcome.exit !== 'wrong-use' && outcome.lines?.length) say(outcome.lines);
  if (outcome.exit !== 'ok') {
    const lines = outcome.exit === 'wrong-use' ? [outcome.reason, ...use] : [outcome.reason];
    process.stderr.write(`${lines.join('\n')}\n`);
  }
  return EXIT_CODES[outcome.exit];
}

function say(lines: readonly string[]): number {
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function lineOf({ name, takes }: Command): string {
  return `deskside-desk ${name}${takes === '' ? '' : ` ${takes}`}`;
}

function helpOf(command: Command): string[] {
  return [`usage: ${lineOf(command)}`, '', command.about, ...command.help.map((line) => `  ${line}`)];
}

function usage(): string[] {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    'usage: deskside-desk [--config FILE] COMMAND [...]',
    '',
    ...COMMANDS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
    '',
    'deskside-desk COMMAND --help tells more. It ends with 0 when all is well, 1 when something failed, 2 when it',
    'was called wrongly or the configuration is not right.',
  ];
}
