import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NO_TARGETS, type ProbeContext } from '../../../src/main/diagnostics/probe';
import type { ProgramOutcome } from '../../../src/main/diagnostics/run-program';
import type { Platform } from '../../../src/shared/model/device';

export interface Machine {
  platform?: Platform;
  /** Text of files by path; folders follow from it. */
  files?: Readonly<Record<string, string>>;
  /** Where links lead. */
  links?: Readonly<Record<string, string>>;
  /** What a program prints, by its name and arguments; nothing: it is not there. */
  programs?: (call: string) => string | ProgramOutcome | undefined;
  env?: Readonly<Record<string, string>>;
  now?: number;
}

export interface MachineContext extends ProbeContext {
  /** Programs that were started, in order, with their arguments. */
  calls: string[];
}

/** A machine made of recorded texts. */
export function machine(made: Machine): MachineContext {
  const files = made.files ?? {};
  const links = made.links ?? {};
  const calls: string[] = [];
  const names = (folder: string) => [
    ...new Set(
      [...Object.keys(files), ...Object.keys(links)]
        .filter((file) => file.startsWith(`${folder}/`))
        .map((file) => file.slice(folder.length + 1).split('/')[0] ?? ''),
    ),
  ];
  return {
    calls,
    platform: made.platform ?? 'linux',
    targets: NO_TARGETS,
    run: (program, args) => {
      const call = [program, ...args].join(' ');
      calls.push(call);
      const said = made.programs?.(call);
      if (said === undefined) {
        return Promise.resolve({ ok: false, reason: 'program-missing', detail: program });
      }
      return Promise.resolve(typeof said === 'string' ? { ok: true, output: said, exitCode: 0 } : said);
    },
    readText: (file) => Promise.resolve(files[file] ?? null),
    list: (folder) => Promise.resolve(names(folder)),
    resolvePath: (file) =>
      Promise.resolve(links[file] ?? (file in files || names(file).length > 0 ? file : null)),
    env: (name) => made.env?.[name],
    now: () => made.now ?? Date.UTC(2026, 10, 22),
  };
}

export function fixture(platform: 'linux' | 'windows' | 'macos', name: string): string {
  return readFileSync(path.join(import.meta.dirname, 'fixtures', platform, name), 'utf8');
}

/** A Windows or macOS machine on which every program prints the same. */
export function printing(platform: Platform, output: string): MachineContext {
  return machine({ platform, programs: () => output });
}
