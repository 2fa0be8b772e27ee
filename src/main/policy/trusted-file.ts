import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../storage/disk';
import { MOST_BYTES } from './machine-policy';

/** Whose files are believed. */
export interface Trust {
  /** The one account that may own them: root's, in what is shipped. */
  owner: number;
  /** The folder from which on the path is looked at: `/`, in what is shipped. */
  from: string;
  /** Groups that may write as well, because their members can become the owner anyway: macOS's administrators. */
  groups?: readonly number[];
}

export const ROOT_ONLY: Trust = { owner: 0, from: '/' };
const ADMIN_OF_MACOS = 80;
export const ROOT_OF_MACOS: Trust = { owner: 0, from: '/', groups: [ADMIN_OF_MACOS] };

export type Trusted =
  { kind: 'missing' } | { kind: 'text'; text: string } | { kind: 'refused'; reason: string };

/**
 * The text of a file that nobody but its trusted owner can have written, moved or replaced: so is each folder on the
 * way to it, none of which is a link. What is looked at is what was opened.
 */
export async function readTrusted(file: string, trust: Trust, mostBytes = MOST_BYTES): Promise<Trusted> {
  for (const folder of foldersTo(file, trust.from)) {
    const wrong = await wrongFolder(folder, (stat) => wrongOwner(stat, trust) ?? writable(stat, trust));
    if (wrong !== null) return wrong;
  }
  return readOpened(file, (stat) => wrongFile(stat, trust, mostBytes), mostBytes);
}

/** As above, of a file in a folder in which anybody may delete and create: the file itself must say whose it is. */
export async function readDropped(file: string, trust: Trust, mostBytes: number): Promise<Trusted> {
  const drop = path.dirname(file);
  for (const folder of foldersTo(file, trust.from)) {
    const wrong = await wrongFolder(
      folder,
      (stat) => wrongOwner(stat, trust) ?? (folder === drop ? null : writable(stat, trust)),
    );
    if (wrong !== null) return wrong;
  }
  // A second name of it may be a file that was meant for nobody to read.
  return readOpened(
    file,
    (stat) => wrongFile(stat, trust, mostBytes) ?? (stat.nlink === 1n ? null : 'has another name'),
    mostBytes,
  );
}

type Verdict = (stat: BigIntStats) => string | null;

async function wrongFolder(folder: string, verdict: Verdict): Promise<Trusted | null> {
  try {
    const stat = await lstat(folder, { bigint: true });
    const wrong = stat.isDirectory() ? verdict(stat) : 'is no folder';
    return wrong === null ? null : refused(`${folder}: ${wrong}`);
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? { kind: 'missing' } : refused(`${folder}: ${errorCode(error)}`);
  }
}

/** From the first one looked at down to the one the file lies in. */
export function foldersTo(file: string, from: string): string[] {
  const folders: string[] = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    folders.unshift(folder);
    if (folder === from || folder === path.dirname(folder)) return folders;
  }
}

function wrongFile(stat: BigIntStats, trust: Trust, mostBytes: number): string | null {
  if (!stat.isFile()) return 'is no plain file';
  return (
    wrongOwner(stat, trust) ?? writable(stat, trust) ?? (stat.size > BigInt(mostBytes) ? 'too large' : null)
  );
}

function wrongOwner(stat: BigIntStats, trust: Trust): string | null {
  return stat.uid === BigInt(trust.owner) ? null : 'belongs to somebody else';
}

function writable(stat: BigIntStats, { groups = [] }: Trust): string | null {
  if ((stat.mode & 0o002n) !== 0n) return 'anybody may write it';
  const byGroup = (stat.mode & 0o020n) !== 0n && !groups.includes(Number(stat.gid));
  return byGroup ? 'its group may write it' : null;
}

async function readOpened(file: string, verdict: Verdict, mostBytes: number): Promise<Trusted> {
  let handle: FileHandle;
  try {
    // Not through a link at the end, and without waiting for whoever writes into a pipe.
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return { kind: 'missing' };
    return refused(`${file}: ${code === 'ELOOP' ? 'is a link' : code}`);
  }
  try {
    const reason = verdict(await handle.stat({ bigint: true }));
    if (reason !== null) return refused(`${file}: ${reason}`);
    return await textOf(handle, file, mostBytes);
  } catch (error) {
    return refused(`${file}: ${errorCode(error)}`);
  } finally {
    await handle.close();
  }
}

/** No more than it may have, also where it grew since it was looked at. */
async function textOf(handle: FileHandle, file: string, mostBytes: number): Promise<Trusted> {
  const bytes = Buffer.alloc(mostBytes + 1);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
    if (bytesRead === 0) return { kind: 'text', text: bytes.toString('utf8', 0, length) };
    length += bytesRead;
  }
  return refused(`${file}: too large`);
}

function refused(reason: string): Trusted {
  return { kind: 'refused', reason };
}
