import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { fail, ok, type Result } from '../../../shared/base/result';
import { copyDatabase, inspectDatabase } from '../sqlite/inspect-database';
import { syncFolder } from '../sync-folder';
import { FORMAT, MANIFEST, type BackedUpFile, type Manifest } from '../../../shared/model/backup';

export interface BackupRequest {
  dataDir: string;
  /** The file with the desk's settings, where there is one. */
  configFile: string | null;
  /** The archive that is made; what was there is replaced when all of the new one is safely on the disk. */
  output: string;
  withUpdates: boolean;
  version: string;
  deskId: string;
  createdAt: string;
}

export interface BackupMade {
  bytes: number;
  files: number;
  /** Files the database speaks of that are not there. */
  missing: string[];
}

const STAGING = /^backup-[\w-]+\.tmp$/;
const ABANDONED_MS = 86_400_000;

/** Makes one archive of everything a desk is; beside the running desk too. */
export async function writeBackup(request: BackupRequest): Promise<Result<BackupMade>> {
  const { dataDir, output } = request;
  await sweep(dataDir);
  const staging = `backup-${process.pid}-${Date.now()}.tmp`;
  const temporary = `${output}.${process.pid}.tmp`;
  await mkdir(join(dataDir, staging), { mode: 0o700 });
  try {
    const gathered = await gather(request, staging);
    if (!gathered.ok) return gathered;
    const { staged, paths, missing, files } = gathered.value;
    // Made beforehand, for nobody else to read.
    await (await open(temporary, 'wx', 0o600)).close();
    await create(
      {
        file: temporary,
        cwd: dataDir,
        gzip: true,
        portable: true,
        strict: true,
        onWriteEntry(entry) {
          entry.path = entry.path.replace(`${staging}/`, '');
        },
      },
      [...staged.map((name) => `${staging}/${name}`), ...paths],
    );
    const { bytes } = await synced(temporary);
    await rename(temporary, output);
    await syncFolder(dirname(output));
    return ok({ bytes, files, missing });
  } finally {
    await rm(temporary, { force: true });
    await rm(join(dataDir, staging), { recursive: true, force: true });
  }
}

interface Gathered {
  /** Names in the staging folder, the manifest first. */
  staged: string[];
  /** Below the data folder: files that never change once they are there. */
  paths: string[];
  missing: string[];
  files: number;
}

async function gather(request: BackupRequest, staging: string): Promise<Result<Gathered>> {
  const { dataDir, configFile, withUpdates, version, deskId, createdAt } = request;
  const folder = join(dataDir, staging);
  const database = join(folder, 'deskside.db');
  await copyDatabase(join(dataDir, 'deskside.db'), database);
  const { schema, damage, auditBreak, attachments, releases } = await inspectDatabase(database);
  // Opened for reading they stay behind, with nothing in them.
  for (const suffix of ['-wal', '-shm']) await rm(database + suffix, { force: true });
  if (damage.length > 0)
    return fail('unavailable', `the database is damaged: ${damage.join('; ').slice(0, 300)}`);
  if (auditBreak !== null) {
    return fail(
      'unavailable',
      `entry ${auditBreak} of the audit trail was changed; run deskside-desk doctor`,
    );
  }
  const staged = ['deskside.db'];
  // What may be replaced meanwhile is copied first.
  const besides = [
    ['secrets.json', join(dataDir, 'secrets.json')],
    ['desk.json', configFile],
    ['apt/signing-key.asc', join(dataDir, 'apt/signing-key.asc')],
    ['apt/index.json', withUpdates ? join(dataDir, 'apt/index.json') : null],
  ] as const;
  for (const [name, from] of besides) {
    if (from === null || (await sizeOf(from)) === null) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    await copyFile(from, join(folder, name));
    staged.push(name);
  }
  const listed: BackedUpFile[] = [];
  for (const name of staged) listed.push({ path: name, ...(await digest(join(folder, name))) });
  const wanted = [...attachments, ...(withUpdates ? releases : [])];
  const paths: string[] = [];
  const missing: string[] = [];
  for (const path of wanted) {
    if ((await sizeOf(join(dataDir, path))) !== null) {
      listed.push({ path, ...(await digest(join(dataDir, path))) });
      paths.push(path);
    } else missing.push(path);
  }
  const about: Manifest = { format: FORMAT, version, schema, deskId, createdAt, withUpdates, files: listed };
  await writeFile(join(folder, MANIFEST), JSON.stringify(about), { mode: 0o600 });
  return ok({ staged: [MANIFEST, ...staged], paths, missing, files: listed.length });
}

async function digest(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}

async function synced(path: string): Promise<{ bytes: number }> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return { bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

/** Copies that a killed backup left behind. */
async function sweep(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!STAGING.test(name)) continue;
    const { mtimeMs } = await stat(join(dataDir, name));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
