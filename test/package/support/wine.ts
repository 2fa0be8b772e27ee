import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const WINE = '/usr/lib/wine/wine64';
const WINESERVER = '/usr/lib/wine/wineserver64';
const TIMEOUT_MS = 60_000;

export interface Outcome {
  readonly code: number;
  readonly said: string;
}

/** A Windows of its own in a folder: C: drive, registry, and programs that run in it. */
export interface Windows {
  readonly drive: string;
  readonly run: (program: string, ...args: readonly string[]) => Outcome;
  /** Name → value as `reg query` writes it; undefined where the key is not there. */
  readonly registry: (key: string) => Readonly<Record<string, string>> | undefined;
  readonly stop: () => void;
}

export function startWindows(folder: string): Windows {
  const prefix = path.join(folder, 'windows');
  const env = {
    ...process.env,
    HOME: folder,
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // Neither .NET nor a browser is asked for, and nothing goes into this machine's own menus.
    WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d',
    DISPLAY: '',
  };
  mkdirSync(prefix, { recursive: true });
  const output = path.join(folder, 'wine-output.txt');

  // Into a file: the services that a program starts along hold on to a pipe long after it has ended.
  const start = (file: string, args: readonly string[]): Outcome => {
    const into = openSync(output, 'w');
    const { status, error } = spawnSync(file, args, {
      env,
      cwd: folder,
      timeout: TIMEOUT_MS,
      stdio: ['ignore', into, into],
    });
    closeSync(into);
    if (error !== undefined) throw error;
    return { code: status ?? -1, said: readFileSync(output, 'latin1').replaceAll('\r', '') };
  };
  // Stays until `stop`: started anew for each program, it would cost seconds each.
  start(WINESERVER, ['-p']);
  const boot = start(WINE, ['wineboot', '-i']);
  if (boot.code !== 0) throw new Error(`wineboot failed (${boot.code}): ${boot.said}`);

  const run = (program: string, ...args: readonly string[]) => start(WINE, [program, ...args]);
  return {
    drive: path.join(prefix, 'drive_c'),
    run,
    registry: (key) => {
      const { code, said } = run('reg', 'query', key);
      return code === 0 ? values(said) : undefined;
    },
    stop: () => void start(WINESERVER, ['-k', '-w']),
  };
}

function values(said: string): Record<string, string> {
  const rows = said.matchAll(/^ {4}(.+?) {4}REG_[A-Z_]+(?: {4}(.*))?$/gm);
  return Object.fromEntries([...rows].map(([, name = '', value = '']) => [name, value.trim()]));
}
