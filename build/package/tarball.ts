import path from 'node:path';
import { runQuietly } from '../setup/run-quietly.ts';
import type { Job } from './target.ts';

/** A folder as a tar.gz that depends on its content and the commit alone. Answers the archive, in scratch space. */
export async function packTarball(job: Job, folder: string): Promise<string> {
  const name = path.basename(folder);
  const fixed = [
    '--sort=name',
    `--mtime=@${job.epoch}`,
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--format=gnu',
  ];
  const archive = path.join(job.work, `${name}.tar`);
  await runQuietly(['tar', ...fixed, '-C', path.dirname(folder), '-cf', archive, name]);
  await runQuietly(['gzip', '-n', '-6', archive]);
  return `${archive}.gz`;
}
