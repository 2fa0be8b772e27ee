import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Platform } from '../../../src/shared/model/device';
import { NO_TARGETS, type ProbeContext } from '../../../src/main/diagnostics/probe';
import type { ProgramOutcome } from '../../../src/main/diagnostics/run-program';

export interface Machine {
  platform?: Platform;
  /** What each program prints, by name; `null`: it is not there. A function sees the arguments. */
  programs?: Readonly<Record<string, string | null | ((args: readonly string[]) => ProgramOutcome | string)>>;
  files?: Readonly<Record<string, string>>;
  folders?: Readonly<Record<string, readonly string[]>>;
  env?: Readonly<Record<string, string>>;
  now?: string;
}

/** A machine out of recorded output. */
export function machine(given: Machine): ProbeContext {
  const { programs = {}, files = {}, folders = {}, env = {} } = given;
  return {
    platform: given.platform ?? 'linux',
    targets: NO_TARGETS,
    run: (program, args) => {
      const found = programs[program] ?? null;
      if (found === null) return Promise.resolve({ ok: false, reason: 'program-missing', detail: program });
      const printed = typeof found === 'function' ? found(args) : found;
      return Promise.resolve(
        typeof printed === 'string' ? { ok: true, output: printed, exitCode: 0 } : printed,
      );
    },
    readText: (file) => Promise.resolve(files[file] ?? null),
    list: (folder) => Promise.resolve(folders[folder] ?? []),
    resolvePath: (file) => Promise.resolve(file in files || file in folders ? (files[file] ?? file) : null),
    env: (name) => env[name],
    now: () => Date.parse(given.now ?? '2023-11-21T09:00:00.000Z'),
  };
}

export function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');
}
