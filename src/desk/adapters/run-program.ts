import { execFile } from 'node:child_process';
import { fail, ok, type Result } from '../../shared/base/result';

const LIMIT_MS = 30_000;
const OUTPUT_LIMIT = 4 * 1024 * 1024;

export interface Program {
  /** As it is called. */
  name: string;
  /** The package of Debian that brings it, for the sentence that says it is missing. */
  from: string;
}

/** Runs a program of the system, without a shell, to its end. What it says when it fails is in the fault. */
export function runProgram(
  { name, from }: Program,
  args: readonly string[],
  input: string | Buffer = '',
): Promise<Result<Buffer>> {
  return new Promise((resolve) => {
    const options = {
      encoding: 'buffer' as const,
      timeout: LIMIT_MS,
      maxBuffer: OUTPUT_LIMIT,
      env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
    };
    const child = execFile(name, [...args], options, (error, stdout, stderr) => {
      if (!error) return resolve(ok(stdout));
      if (error.code === 'ENOENT') {
        return resolve(
          fail('unavailable', `${name} is not installed; in Debian it is in the package ${from}`),
        );
      }
      const said = stderr.toString('utf8').trim().slice(-300);
      resolve(fail('unavailable', `${name} failed: ${said === '' ? error.message.slice(0, 300) : said}`));
    });
    // It may end without having read everything; its answer tells why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
