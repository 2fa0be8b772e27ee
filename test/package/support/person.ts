import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startDisplay, type Display } from '../../../build/run/display.ts';
import { pointerOn, type Pointer } from '../../stage/pointer.ts';

const SETPRIV = '/usr/bin/setpriv';

/** An ordinary user of this computer, made for a test, logged in at a desktop of their own. */
export interface Person {
  readonly name: string;
  readonly uid: number;
  readonly home: string;
  readonly display: Display;
  readonly pointer: Pointer;
  /** Runs a program as this person on their desktop, to its end; answers what it wrote. */
  run(file: string, ...args: string[]): string;
  /** Starts a program as this person on their desktop. */
  start(file: string, ...args: string[]): ChildProcess;
  /** A picture of their whole screen. */
  picture(file: string): void;
  /** How many colors that part of their screen shows. */
  colors(part: { x: number; y: number; width: number; height: number }): number;
  /** Logs out: everything that runs as this person ends. */
  logOut(): Promise<void>;
  /** The same person again, at a new desktop. */
  logIn(): Promise<Person>;
  /** Logs out and deletes the account with its home folder. */
  remove(): Promise<void>;
}

function accountOf(name: string): { uid: number; gid: number; home: string } {
  const row = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name}:`));
  const [, , uid, gid, , home] = row?.split(':') ?? [];
  if (uid === undefined || gid === undefined || home === undefined) throw new Error(`no account ${name}`);
  return { uid: Number(uid), gid: Number(gid), home };
}

/** Ends with 1 when nothing was left to kill. */
function endAll(name: string, signal: 'TERM' | 'KILL'): void {
  try {
    execFileSync('pkill', [`-${signal}`, '-u', name]);
  } catch {
    // Nothing runs as this person any more.
  }
}

async function gone(name: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    try {
      execFileSync('pgrep', ['-u', name]);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  endAll(name, 'KILL');
}

async function logIn(name: string): Promise<Person> {
  const { uid, gid, home } = accountOf(name);
  const runtime = join('/tmp', `deskside-run-${uid}`);
  rmSync(runtime, { recursive: true, force: true });
  mkdirSync(runtime, { mode: 0o700 });
  execFileSync('chown', [`${uid}:${gid}`, runtime]);
  const env = {
    HOME: home,
    USER: name,
    LOGNAME: name,
    SHELL: '/bin/bash',
    LANG: 'C.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_DIRS: '/usr/local/share:/usr/share',
    XDG_CONFIG_DIRS: '/etc/xdg',
  };
  const display = await startDisplay({ width: 1280, height: 800, owner: { account: { uid, gid }, env } });
  const as = (file: string, args: readonly string[]) => [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--init-groups',
    '--',
    file,
    ...args,
  ];
  const person: Person = {
    name,
    uid,
    home,
    display,
    pointer: pointerOn({ ...process.env, ...pick(display.env) }),
    run: (file, ...args) =>
      execFileSync(SETPRIV, as(file, args), { env: display.env, cwd: home, encoding: 'utf8' }),
    start: (file, ...args) =>
      spawn(SETPRIV, as(file, args), { env: display.env, cwd: home, stdio: 'ignore', detached: true }),
    picture(file) {
      mkdirSync(dirname(file), { recursive: true });
      execFileSync('import', ['-window', 'root', file], { env: { ...process.env, ...pick(display.env) } });
    },
    colors({ x, y, width, height }) {
      const crop = `${width}x${height}+${x}+${y}`;
      const args = ['-silent', '-window', 'root', '-crop', crop, '-format', '%k', 'info:'];
      return Number(execFileSync('import', args, { env: { ...process.env, ...pick(display.env) } }));
    },
    async logOut() {
      endAll(name, 'TERM');
      await gone(name);
      await display.stop();
      rmSync(runtime, { recursive: true, force: true });
    },
    logIn: () => logIn(name),
    async remove() {
      await person.logOut();
      execFileSync('userdel', ['-r', '-f', name], { stdio: 'ignore' });
    },
  };
  return person;
}

function pick(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { DISPLAY: env['DISPLAY'], XAUTHORITY: env['XAUTHORITY'] };
}

/** Makes the account, anew where an earlier run left one behind, and logs in. */
export async function newPerson(name: string): Promise<Person> {
  try {
    execFileSync('userdel', ['-r', '-f', name], { stdio: 'ignore' });
  } catch {
    // There was none.
  }
  execFileSync('useradd', ['--create-home', '--shell', '/bin/bash', name]);
  return logIn(name);
}
