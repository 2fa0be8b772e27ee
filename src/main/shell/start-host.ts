import { app } from 'electron';
import { spawn } from 'node:child_process';
import path from 'node:path';

/** What only concerns one start: none of it is worth repeating when the program comes back by itself. */
const OF_ONE_START = ['--at-login', '--updated', '--check', '--my-tickets'];

/**
 * Windows takes the folder that Electron would use along from computer to computer. An identity belongs to one: what
 * came along would be a copy at each log-in elsewhere.
 */
export function keepDataOnThisComputer(): void {
  const local = process.env['LOCALAPPDATA'];
  if (process.platform !== 'win32' || local === undefined || app.commandLine.hasSwitch('user-data-dir'))
    return;
  app.setPath('userData', path.join(local, 'Deskside'));
}

/** Folder of what updates keep, in the person's own data folder; known before the program is ready. */
export function updateFolder(): string {
  return path.join(app.getPath('userData'), 'update');
}

export function startFacts(): { version: string; packaged: boolean; appImage: string | null } {
  const appImage = process.platform === 'linux' ? process.env['APPIMAGE'] : undefined;
  return { version: app.getVersion(), packaged: app.isPackaged, appImage: appImage ?? null };
}

/** Starts `program`, or what runs now, once this process has ended. Does not end it. */
export function startAgain(program: string | null, ...more: string[]): void {
  const kept = process.argv
    .slice(1)
    .filter((argument) => !OF_ONE_START.includes(argument) && !argument.startsWith('deskside:'));
  app.relaunch({ args: [...kept, ...more], ...(program === null ? {} : { execPath: program }) });
}

/**
 * How this process ends, told once. Well: asked to quit, or in favor of another agent of this person, which has the
 * lock, or because it is not to start at log-in; anything else that ends with code 0 is a program that gave up.
 */
export function watchEnd(ended: (well: boolean) => void): void {
  let asked = false;
  let told = false;
  const tell = (code: number) => {
    if (told) return;
    told = true;
    const unwanted = !app.hasSingleInstanceLock() || process.argv.includes('--at-login');
    ended(code === 0 && (asked || unwanted));
  };
  app.on('before-quit', () => {
    asked = true;
  });
  app.on('quit', (_event, code) => tell(code));
  // Before the program is ready Electron says nothing of its end.
  const [exitApp, exitProcess] = [app.exit.bind(app), process.exit.bind(process)];
  app.exit = (code = 0) => {
    tell(code);
    exitApp(code);
  };
  process.exit = (code) => {
    tell(Number(code ?? process.exitCode ?? 0));
    return exitProcess(code);
  };
}

export function endNow(code: number): void {
  app.exit(code);
}

/** An installer outlives the program it replaces. */
export function startDetached(file: string, ...args: string[]): void {
  spawn(file, args, { detached: true, stdio: 'ignore' }).unref();
}
