import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { FileHash } from './hash-file';

/**
 * A version that came by update and has not proven yet that it starts. Read by the start guard before anything else of
 * the agent is loaded, so this file knows nothing but the file system, and answers at once.
 */
export interface Trial {
  version: string;
  kind: 'appimage' | 'nsis';
  /** The AppImage that was replaced; the installed program of Windows. */
  target: string;
  /** What ran before: the AppImage itself, or its installer. Null where nothing was kept. */
  previous: ({ version: string; file: string } & FileHash) | null;
}

/** A version that did not start and was taken back, or could not be. */
export interface RolledBack {
  version: string;
  at: string;
  outcome: 'rolled-back' | 'previous-missing' | 'previous-changed' | 'not-writable';
}

const TRIAL = 'trial.json';
const STARTS = 'starts';
const ROLLED_BACK = 'rolled-back.json';
/** The newest of them: a version is never published twice, and old ones are downgrades anyhow. */
const MOST_REMEMBERED = 20;

export function readTrial(folder: string): Trial | null {
  const found = readJson(path.join(folder, TRIAL));
  return isTrial(found) ? found : null;
}

/** Earlier tries of another version do not count for this one. */
export function writeTrial(folder: string, trial: Trial): void {
  rmSync(path.join(folder, STARTS), { recursive: true, force: true });
  writeJson(folder, TRIAL, trial);
}

/** The version proved itself, was taken back, or is not the one that runs. */
export function endTrial(folder: string): void {
  rmSync(path.join(folder, TRIAL), { force: true });
  rmSync(path.join(folder, STARTS), { recursive: true, force: true });
}

/** Leaves a mark of this start; whoever ends without taking it away has failed. */
export function markStart(folder: string, pid: number): string {
  const starts = path.join(folder, STARTS);
  mkdirSync(starts, { recursive: true, mode: 0o700 });
  const mark = path.join(starts, `${pid}-${Date.now()}`);
  writeFileSync(mark, '', { mode: 0o600, flag: 'wx' });
  return mark;
}

export function removeMark(mark: string): void {
  rmSync(mark, { force: true });
}

/** How many starts came to no good end: their process is gone, or has had more than enough time to prove itself. */
export function failedStarts(folder: string, isAlive: (pid: number) => boolean, patienceMs: number): number {
  const starts = path.join(folder, STARTS);
  return namesIn(starts).filter((name) => {
    const age = Date.now() - (statSync(path.join(starts, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
    // A number that another program has by now must not hide a failed start for good.
    return age > patienceMs || !isAlive(Number.parseInt(name, 10));
  }).length;
}

export function readRolledBack(folder: string): readonly RolledBack[] {
  const found = readJson(path.join(folder, ROLLED_BACK));
  return Array.isArray(found) ? found.filter(isRolledBack) : [];
}

export function rememberRolledBack(folder: string, entry: RolledBack): void {
  writeJson(folder, ROLLED_BACK, [...readRolledBack(folder), entry].slice(-MOST_REMEMBERED));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No start of this version was marked yet.
    return [];
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    // Not there, which is the rule; or broken, and then there is nothing in it to go by.
    return null;
  }
}

function writeJson(folder: string, name: string, value: unknown): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = path.join(folder, `${name}.tmp`);
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(handle, JSON.stringify(value));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, path.join(folder, name));
}

function isTrial(value: unknown): value is Trial {
  if (!isRecord(value)) return false;
  const { version, kind, target, previous } = value;
  const known = kind === 'appimage' || kind === 'nsis';
  return isText(version) && known && isText(target) && (previous === null || isPrevious(previous));
}

function isPrevious(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { version, file, size, sha512 } = value;
  return isText(version) && isText(file) && typeof size === 'number' && isText(sha512);
}

function isRolledBack(value: unknown): value is RolledBack {
  if (!isRecord(value)) return false;
  const { version, at, outcome } = value;
  return isText(version) && isText(at) && isText(outcome);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
