import type { ProbeContext } from '../probe';
import { isoTime } from '../json-value';

export interface FileTimes {
  bornAt: string | null;
  modifiedAt: string | null;
}

/** Times of files on Linux by path, those that there are; 0 means that the file system does not keep it. */
export async function fileTimes(
  context: ProbeContext,
  files: readonly string[],
): Promise<ReadonlyMap<string, FileTimes>> {
  // A non-zero exit says that some are not there; the others are still printed.
  const outcome = await context.run('stat', ['-L', '-c', '%W %Y %n', '--', ...files]);
  return outcome.ok ? parseStat(outcome.output) : new Map();
}

/** `stat -c '%W %Y %n'` */
export function parseStat(output: string): Map<string, FileTimes> {
  const rows = output.matchAll(/^(-|\d+) (\d+) (.+)$/gm);
  return new Map(
    [...rows].map(([, born, modified, name = '']) => [name, { bornAt: at(born), modifiedAt: at(modified) }]),
  );
}

function at(seconds: string | undefined): string | null {
  return isoTime(Number(seconds) * 1000);
}
