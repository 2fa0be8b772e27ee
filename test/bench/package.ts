import { createPackage } from '@electron/asar';
import { execFileSync, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { linkTree } from '../../build/package/tree.ts';
import { inRoot } from '../../build/setup/root.ts';
import { until } from '../../build/run/until.ts';
import { builtPackage } from '../package/support/packages.ts';
import { newPerson, type Person } from '../package/support/person.ts';
import { trayIcon } from '../stage/tray.ts';
import { pssOf, treeOf } from './process-tree.ts';

const STARTS = 5;
const SETTLE_MS = 45_000;
const MB = 1_000_000;

/** The aims of the packages: megabytes and milliseconds. */
const AIMS = { debMB: 95, pssMB: 165, trayMs: 1000, windowMs: 800 };

/** The same Electron with the same fuses in the same kind of folder, around a program that is nothing but a tray icon. */
async function packBareTray(program: string, folder: string): Promise<void> {
  linkTree(program, folder);
  const app = mkdtempSync(join(os.tmpdir(), 'deskside-bare-'));
  cpSync(inRoot('test/bench/bare-tray'), app, { recursive: true });
  copyFileSync(inRoot('build/icons/tray/tray-online.png'), join(app, 'icon.png'));
  const archive = join(folder, 'resources/app.asar');
  // The file is shared with the program it was copied from.
  rmSync(archive);
  await createPackage(app, archive);
  rmSync(app, { recursive: true });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

function forget(person: Person): void {
  person.run('/bin/rm', '-rf', join(person.home, '.config/Deskside'), join(person.home, '.config/bare-tray'));
}

/** Milliseconds from each start to what is waited for, as a person who never ran it sees it. */
async function times(
  person: Person,
  command: readonly [string, ...string[]],
  shown: () => Promise<unknown>,
  gone: () => Promise<unknown>,
): Promise<number> {
  const taken: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    forget(person);
    const before = performance.now();
    const child = person.start(...command);
    await shown();
    taken.push(performance.now() - before);
    await ended(child);
    await gone();
  }
  return Math.round(taken.toSorted((a, b) => a - b)[Math.floor(STARTS / 2)] ?? Number.NaN);
}

interface Idle {
  pssMB: number;
  processes: number;
}

/** One after the other: side by side they would share the pages of one program and each count half of them. */
async function idle(person: Person, program: string): Promise<Idle> {
  forget(person);
  const child = person.start(program);
  await trayIcon(person.pointer);
  await pause(SETTLE_MS);
  const { pid = 0 } = child;
  const cost = { pssMB: pssOf(pid), processes: treeOf(pid).length };
  await ended(child);
  return cost;
}

/** What a package weighs and how soon it is there, as an ordinary user with Chromium's real sandbox. Needs root. */
export async function measurePackage(): Promise<unknown> {
  const deb = await builtPackage('deb', { version: '0.1.0' });
  const folder = mkdtempSync(join(os.tmpdir(), 'deskside-bench-'));
  chmodSync(folder, 0o755);
  const person = await newPerson('dsbench');
  try {
    execFileSync('dpkg-deb', ['-x', deb, folder]);
    const installed = Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0]);
    const ours = join(folder, 'opt/Deskside');
    const bareFolder = join(folder, 'opt/BareTray');
    await packBareTray(ours, bareFolder);
    const [agent, bare] = [join(ours, 'deskside'), join(bareFolder, 'deskside')] as const;

    const { pointer } = person;
    const noIcon = () =>
      until('the tray to be empty', async () =>
        (pointer.window('class', 'trayer')?.width ?? 0) > 10 ? undefined : true,
      );
    const window = () => pointer.window('name', '^Get help$') ?? undefined;
    const shown = () => until('the window', async () => window());
    const closed = () => until('the window to go', async () => (window() ? undefined : true));
    const tray = await times(person, [agent], () => trayIcon(pointer), noIcon);
    const bareTray = await times(person, [bare], () => trayIcon(pointer), noIcon);
    const windowMs = await times(person, [agent, 'deskside://help'], shown, closed);
    const ourIdle = await idle(person, agent);
    await noIcon();
    const bareIdle = await idle(person, bare);
    return {
      debMB: Math.round((statSync(deb).size / MB) * 10) / 10,
      installedMB: Math.round((installed / MB) * 10) / 10,
      startToTrayMs: tray,
      startToWindowMs: windowMs,
      idle: ourIdle,
      bareTray: { startToTrayMs: bareTray, idle: bareIdle },
      aims: AIMS,
    };
  } finally {
    await person.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
