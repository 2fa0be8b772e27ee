import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { SetupError } from '../setup/step.ts';
import { describeEnding, startChild, type Account, type Child } from './children.ts';
import { until } from './until.ts';

const exec = promisify(execFile);

export interface DisplayOptions {
  readonly width: number;
  readonly height: number;
  /** Whose desktop it is, where that is not our own: everything on it runs as that person. */
  readonly owner?: { readonly account: Account; readonly env: NodeJS.ProcessEnv };
}

/** A virtual desktop: X server, window manager, tray, session bus. It owns all four and ends with `stop`. */
export interface Display {
  /** Such as `:99`. */
  readonly display: string;
  /** The environment for programs that belong on this desktop. */
  readonly env: NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
}

/** One cookie for whatever number the server will get: family 0xffff is Xau's wildcard. */
export function wildcardAuthority(cookie: Buffer): Buffer {
  const field = (value: Buffer) => {
    const size = Buffer.alloc(2);
    size.writeUInt16BE(value.length);
    return Buffer.concat([size, value]);
  };
  const nothing = Buffer.alloc(0);
  const name = Buffer.from('MIT-MAGIC-COOKIE-1');
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...[nothing, nothing, name, cookie].map(field)]);
}

/** For a race: the program that should become ready and ended instead. */
async function endedEarly(child: Child): Promise<never> {
  const ending = await child.ended;
  throw new SetupError(
    `${child.name} did not start: ${describeEnding(ending)}.`,
    `see what \`${child.process.spawnargs.join(' ')}\` says when you type it.`,
  );
}

/** The first line a program writes where it was told to announce itself. */
async function firstLine(child: Child, from: Readable | null | undefined): Promise<string> {
  if (!from) throw new Error(`${child.name} has no output to read`);
  let said = '';
  const line = new Promise<string>((resolve) => {
    from.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const end = said.indexOf('\n');
      if (end >= 0) resolve(said.slice(0, end));
    });
  });
  return Promise.race([line, endedEarly(child)]);
}

const TRAYER = [
  ['--edge', 'bottom', '--align', 'right', '--widthtype', 'request', '--height', '32'],
  ['--SetDockType', 'true', '--expand', 'true'],
].flat();

function withoutDesktop(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = { ...env };
  for (const name of ['WAYLAND_DISPLAY', 'XDG_SESSION_TYPE', 'XDG_CURRENT_DESKTOP']) delete rest[name];
  return rest;
}

/** Resolves when a window manager and a tray really are there for a program to find. */
export async function startDisplay({ width, height, owner }: DisplayOptions): Promise<Display> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'deskside-display-'));
  const authority = path.join(folder, 'authority');
  writeFileSync(authority, wildcardAuthority(randomBytes(16)), { mode: 0o600 });
  const own = owner?.env ?? process.env;
  if (owner) for (const file of [folder, authority]) chownSync(file, owner.account.uid, owner.account.gid);
  const children: Child[] = [];
  const start = (options: Parameters<typeof startChild>[0]): Child => {
    const child = startChild({ env: own, ...(owner ? { as: owner.account } : {}), ...options });
    children.push(child);
    return child;
  };
  const stop = async () => {
    for (const child of children.reverse()) await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    const screen = `${width}x${height}x24`;
    const server = start({
      name: 'Xvfb',
      // Without -noreset the server starts over, and throws everybody out, whenever its last client leaves.
      command: [
        'Xvfb',
        '-displayfd',
        '3',
        '-screen',
        '0',
        screen,
        '-noreset',
        '-nolisten',
        'tcp',
        '-auth',
        authority,
      ],
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      graceMs: 2_000,
    });
    const display = `:${await firstLine(server, server.process.stdio[3] as Readable)}`;
    const bus = start({
      name: 'dbus-daemon',
      command: ['dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address=1'],
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const env = {
      ...withoutDesktop(own),
      DISPLAY: display,
      XAUTHORITY: authority,
      DBUS_SESSION_BUS_ADDRESS: await firstLine(bus, bus.process.stdout),
    };
    const manager = start({ name: 'openbox', command: ['openbox', '--sm-disable'], env });
    const managing = until('the window manager', () => rootProperty(env, '_NET_SUPPORTING_WM_CHECK'));
    await Promise.race([managing, endedEarly(manager)]);
    const tray = start({ name: 'trayer', command: ['trayer', ...TRAYER], env });
    await Promise.race([until('the tray', () => windowOfClass(env, 'trayer')), endedEarly(tray)]);
    return { display, env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function rootProperty(env: NodeJS.ProcessEnv, name: string): Promise<string | undefined> {
  const { stdout } = await exec('xprop', ['-root', name], { env });
  return stdout.includes('window id') ? stdout : undefined;
}

/** The panel itself: an empty one may stay unmapped, so the window manager's list is not the place to look. */
async function windowOfClass(env: NodeJS.ProcessEnv, name: string): Promise<string | undefined> {
  // xdotool ends with 1 while there is no such window.
  const found = await exec('xdotool', ['search', '--class', `^${name}$`], { env }).catch(() => undefined);
  return found?.stdout.trim().split('\n').at(-1);
}
