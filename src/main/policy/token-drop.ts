import { unlink } from 'node:fs/promises';
import type { Logger } from '../../shared/base/logger';
import { readSetting } from '../../shared/policy/resolve';
import type { EnrollToken } from '../link/enroll-token';
import { errorCode } from '../storage/disk';
import { parseRegQuery } from './reg-query';
import { readDropped, ROOT_ONLY, type Trust } from './trusted-file';
import { regProgram, type Run } from './windows-policy';

export const LINUX_DROP = '/var/lib/deskside/enrollment/token';
export const MACOS_DROP = '/Library/Application Support/Deskside/enrollment/token';
const WINDOWS_DROP = String.raw`HKLM\Software\Deskside\Enrollment`;
const NAME = 'ENROLL_TOKEN';
/** A token and its line end. */
const MOST_BYTES = 1024;

/**
 * Where installers put the enrolment token: everybody here may read and delete it, administrators alone can have put
 * it there. `otherwise`: the token of a policy, which nobody here can delete.
 */
export function fileDrop(
  file: string,
  otherwise: () => string | null,
  log: Logger,
  trust: Trust = ROOT_ONLY,
): EnrollToken {
  let taken = false;
  return {
    async take() {
      const read = await readDropped(file, trust, MOST_BYTES);
      const token = read.kind === 'text' ? tokenIn(read.text) : null;
      taken = token !== null;
      if (read.kind === 'refused') log.warn('token.refused', { reason: read.reason });
      else if (read.kind === 'text' && token === null) log.warn('token.refused', { reason: 'is no token' });
      return token ?? otherwise();
    },
    async used() {
      // What was not taken is somebody else's, and may be one that was put there since.
      if (!taken) return;
      taken = false;
      try {
        await unlink(file);
        log.info('token.removed');
      } catch (error) {
        const code = errorCode(error);
        // Another person of this computer was quicker.
        if (code !== 'ENOENT') log.warn('token.not-removed', { code });
      }
    },
  };
}

/** The same as a value of the registry. Its name is on reg.exe's command line, the token never is. */
export function registryDrop(
  run: Run,
  systemRoot: string,
  otherwise: () => string | null,
  log: Logger,
): EnrollToken {
  const reg = (args: readonly string[]) => run(regProgram(systemRoot), [...args, '/reg:64']);
  let taken = false;
  return {
    async take() {
      const shown = await reg(['query', WINDOWS_DROP, '/v', NAME]);
      const found = shown.ok && shown.exitCode === 0 ? parseRegQuery(shown.output, WINDOWS_DROP) : null;
      const token = tokenIn(found?.values.get(NAME));
      taken = token !== null;
      return token ?? otherwise();
    },
    async used() {
      if (!taken) return;
      taken = false;
      const done = await reg(['delete', WINDOWS_DROP, '/v', NAME, '/f']);
      if (done.ok && done.exitCode === 0) log.info('token.removed');
      else log.warn('token.not-removed', { code: done.ok ? done.exitCode : done.reason });
    },
  };
}

function tokenIn(text: unknown): string | null {
  const read = typeof text === 'string' ? readSetting('enrollToken', text.trim()) : undefined;
  return typeof read?.value === 'string' ? read.value : null;
}
