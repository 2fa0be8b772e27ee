import { spawn } from 'node:child_process';
import { SetupError } from './step.ts';

const LAST_LINES = 25;

export interface QuietOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** Runs a command, keeps what it says to itself, and shows the end of it only when the command fails. */
export async function runQuietly(command: readonly string[], options: QuietOptions = {}): Promise<string> {
  const [file, ...args] = command;
  if (file === undefined) throw new Error('runQuietly: no command');
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  let said = '';
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const end = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? '' : `exit ${String(code ?? signal)}`));
  });
  if (end !== '') {
    const tail = said.trim().split('\n').slice(-LAST_LINES).join('\n');
    throw new SetupError(
      `\`${command.join(' ')}\` failed (${end}).\n${tail}`,
      'read the lines above, put right what they name, then run the same command again.',
    );
  }
  return out;
}
