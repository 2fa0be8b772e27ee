import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NO_TARGETS, type ProbeContext, type ProbeTargets } from '../../../src/main/diagnostics/probe';

export function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');
}

interface Network {
  platform?: ProbeContext['platform'];
  targets?: Partial<ProbeTargets>;
  /** What a program prints, by its name or by its whole line; the line wins. What is not named is not there. */
  programs?: Readonly<Record<string, string>>;
  files?: Readonly<Record<string, string>>;
  links?: Readonly<Record<string, string>>;
  env?: Readonly<Record<string, string>>;
}

/** A computer's network as probes see it, without one. Folders are what the files lie in. */
export function networkContext(given: Network): ProbeContext & { ran: string[] } {
  const { files = {}, programs = {}, links = {}, env = {} } = given;
  const ran: string[] = [];
  return {
    ran,
    platform: given.platform ?? 'linux',
    targets: { ...NO_TARGETS, ...given.targets },
    run(program, args) {
      const line = [program, ...args].join(' ');
      ran.push(line);
      const output = programs[line] ?? programs[program];
      return Promise.resolve(
        output === undefined
          ? { ok: false, reason: 'program-missing', detail: program }
          : { ok: true, output, exitCode: 0 },
      );
    },
    readText: (file) => Promise.resolve(files[file] ?? null),
    list(folder) {
      const inside = [...Object.keys(files), ...Object.keys(links)].flatMap((file) =>
        file.startsWith(`${folder}/`) ? (file.slice(folder.length + 1).split('/')[0] ?? []) : [],
      );
      return Promise.resolve([...new Set(inside)]);
    },
    resolvePath: (file) => Promise.resolve(links[file] ?? null),
    env: (name) => env[name],
    now: () => Date.now(),
  };
}
