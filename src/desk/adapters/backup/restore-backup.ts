import { mkdir, open, readdir, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/base/result';
import { compareVersions } from '../../../shared/rules/compare-versions';
import { forgetReleases, inspectDatabase } from '../sqlite/inspect-database';
import { reissuePolicy } from '../../features/policy/reissue';
import { openSqliteStorage } from '../sqlite/sqlite-storage';
import { syncFolder } from '../sync-folder';
import type { Manifest } from '../../../shared/model/backup';
import { unpackBackup } from './unpack-backup';

/** There while a restore puts files in their place: what lies beside it is neither the old data nor the new. */
const UNFINISHED = 'restore-unfinished';
const STAGING = 'restore.tmp';
const BEFORE = /^before-restore-/;
/** What may lie in a data folder that holds no desk. */
const NOTHING = new Set(['desk.lock', 'lost+found', STAGING]);

export interface RestoreRequest {
  archive: FileHandle;
  dataDir: string;
  /** Puts what is there aside. */
  replace: boolean;
  /** Of this desk. */
  version: string;
  /** Names the folder for what is put aside. */
  now: string;
}

export interface Restored {
  manifest: Manifest;
  /** Where the data that was there lies now. */
  aside: string | null;
  missing: string[];
}

/** Data that a restore was in the middle of replacing. */
export async function isUnfinished(dataDir: string): Promise<boolean> {
  return (await readdir(dataDir)).includes(UNFINISHED);
}

/** Checks everything in a folder beside the data; only then is anything moved. The caller holds the lock. */
export async function restoreBackup(request: RestoreRequest): Promise<Result<Restored>> {
  const { archive, dataDir, replace, version, now } = request;
  const present = await entriesOf(dataDir);
  if (present.length > 0 && !replace) {
    return fail('already-exists', `${dataDir} is not empty (${present[0]}); with --replace it is put aside`);
  }
  const staging = join(dataDir, STAGING);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  try {
    const unpacked = await unpackBackup(archive, staging);
    if (!unpacked.ok) return unpacked;
    const manifest = unpacked.value;
    if (compareVersions(manifest.version, version) > 0) {
      return fail(
        'invalid-input',
        `desk ${manifest.version} made this backup, and this one is ${version}; install that`,
      );
    }
    const checked = await checkDatabase(join(staging, 'deskside.db'), manifest, now);
    if (!checked.ok) return checked;
    await adaptSettings(staging, dataDir);
    const aside = present.length > 0 ? `before-restore-${now.replaceAll(/[:.]/g, '-')}` : null;
    await moveIn(dataDir, present, aside);
    return ok({ manifest, aside, missing: checked.value });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function entriesOf(dataDir: string): Promise<string[]> {
  return (await readdir(dataDir)).filter((name) => !NOTHING.has(name) && !BEFORE.test(name));
}

/** Answers the files its rows speak of that the backup has not. */
async function checkDatabase(path: string, manifest: Manifest, now: string): Promise<Result<string[]>> {
  const { schema, damage, auditBreak, attachments, releases } = await inspectDatabase(path);
  if (damage.length > 0) return fail('invalid-input', 'the database in the backup is damaged');
  if (schema !== manifest.schema) return fail('invalid-input', 'the manifest speaks of another database');
  if (auditBreak !== null) {
    return fail('invalid-input', `entry ${auditBreak} of the audit trail in the backup was changed`);
  }
  // Brings an older database up to date, and refuses a newer one.
  let storage;
  try {
    storage = openSqliteStorage(path);
  } catch (error) {
    return fail('invalid-input', error instanceof Error ? error.message : String(error));
  }
  const reissued = await storage.write((stores) => reissuePolicy(stores, Date.parse(now)));
  await storage.close();
  if (!reissued.ok) return reissued;
  if (!manifest.withUpdates) forgetReleases(path);
  const there = new Set(manifest.files.map((file) => file.path));
  const wanted = [...attachments, ...(manifest.withUpdates ? releases : [])];
  return ok(wanted.filter((one) => !there.has(one)));
}

/** The settings name the folder the data was in. */
async function adaptSettings(staging: string, dataDir: string): Promise<void> {
  const path = join(staging, 'desk.json');
  let settings: Record<string, unknown>;
  try {
    settings = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    // A desk that was set up by its environment alone has none.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if ('dataDir' in settings) {
    await writeFile(path, `${JSON.stringify({ ...settings, dataDir }, null, 2)}\n`);
  }
}

async function moveIn(dataDir: string, present: readonly string[], aside: string | null): Promise<void> {
  const mark = join(dataDir, UNFINISHED);
  const marked = await open(mark, 'w', 0o600);
  await marked.sync();
  await marked.close();
  await syncFolder(dataDir);
  if (aside !== null) {
    await mkdir(join(dataDir, aside), { recursive: true, mode: 0o700 });
    for (const name of present.filter((one) => one !== UNFINISHED)) {
      await rename(join(dataDir, name), join(dataDir, aside, name));
    }
  }
  const staging = join(dataDir, STAGING);
  for (const name of await readdir(staging)) await rename(join(staging, name), join(dataDir, name));
  await syncFolder(dataDir);
  await rm(mark);
  await syncFolder(dataDir);
}
