import { existsSync, statSync } from 'node:fs';
import { readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLastBackup } from '../../adapters/backup/last-backup';
import { isUnfinished } from '../../adapters/backup/restore-backup';
import { loadSecrets } from '../../adapters/secrets-file';
import { inspectDatabase } from '../../adapters/sqlite/inspect-database';
import { databasePath } from '../compose';
import { bad, good, reasonOf, warn, type Finding, type Look } from './finding';

const DAY_MS = 86_400_000;
const BACKUP_DAYS = 7;
const MB = 1024 * 1024;
const LOW_MB = 2048;
const FULL_MB = 256;
const CLOCK_MS = 5000;

export async function folderCheck({ config: { dataDir } }: Look): Promise<Finding[]> {
  const about = statSync(dataDir, { throwIfNoEntry: false });
  if (!about?.isDirectory()) {
    return [bad('data folder', `${dataDir} is not there`, 'run deskside-desk init')];
  }
  if (await isUnfinished(dataDir)) {
    return [bad('data folder', 'a restore did not come to its end', 'do it again, with --replace')];
  }
  const user = process.getuid?.() ?? about.uid;
  if (about.uid !== user) {
    return [
      bad('data folder', `${dataDir} belongs to user ${about.uid}, this is ${user}`, 'run as that user'),
    ];
  }
  if ((about.mode & 0o077) !== 0 && process.platform !== 'win32') {
    return [bad('data folder', `others may look into ${dataDir}`, `chmod 0700 ${dataDir}`)];
  }
  const foreign = await ownedByOthers(dataDir, about.uid);
  if (foreign !== null) {
    return [bad('data folder', `${foreign} belongs to another user`, `chown -R that of ${dataDir}`)];
  }
  return [good('data folder', `${dataDir} is for its user alone`)];
}

async function ownedByOthers(dataDir: string, uid: number): Promise<string | null> {
  for (const name of await readdir(dataDir)) {
    if (statSync(join(dataDir, name), { throwIfNoEntry: false })?.uid !== uid && name !== 'lost+found')
      return name;
  }
  return null;
}

export async function diskCheck({ config: { dataDir } }: Look): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = Math.floor((bavail * bsize) / MB);
  const todo = 'make room: attachments and releases lie there too';
  if (free < FULL_MB) return [bad('disk', `${free} MB are left in ${dataDir}`, todo)];
  if (free < LOW_MB) return [warn('disk', `${free} MB are left in ${dataDir}`, todo)];
  return [good('disk', `${free} MB are free`)];
}

export async function secretsCheck({ config: { dataDir } }: Look): Promise<Finding[]> {
  const path = join(dataDir, 'secrets.json');
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about) {
    return [
      bad('secrets', `${path} is missing`, 'restore it from a backup; without it no agent knows this desk'),
    ];
  }
  if ((about.mode & 0o077) !== 0 && process.platform !== 'win32') {
    return [bad('secrets', `others may read ${path}`, `chmod 0600 ${path}, then deskside-desk rotate-keys`)];
  }
  try {
    await loadSecrets(dataDir);
    return [good('secrets', 'readable, and for the desk alone')];
  } catch (error) {
    return [bad('secrets', reasonOf(error), 'restore them from a backup')];
  }
}

export async function databaseCheck({ config, now }: Look): Promise<Finding[]> {
  const path = databasePath(config);
  if (!existsSync(path))
    return [bad('database', `${path} is missing`, 'run deskside-desk init, or restore a backup')];
  const seen = await inspectDatabase(path);
  if (seen.damage.length > 0) {
    return [
      bad('database', `it is damaged: ${seen.damage.join('; ').slice(0, 200)}`, 'restore the last backup'),
    ];
  }
  const findings = [good('database', `whole, at version ${seen.schema}`)];
  findings.push(
    seen.auditBreak === null
      ? good('audit trail', 'every entry fits to the one before it')
      : bad(
          'audit trail',
          `entry ${seen.auditBreak} does not fit to the one before it`,
          'somebody changed the database by hand: compare with a backup',
        ),
  );
  if (seen.lastAudit !== null && Date.parse(seen.lastAudit) - now > CLOCK_MS) {
    findings.push(
      bad('clock', `the last entry was written at ${seen.lastAudit}, in the future`, 'set the clock'),
    );
  }
  const gone = [...seen.attachments, ...seen.releases].filter(
    (one) => !existsSync(join(config.dataDir, one)),
  );
  findings.push(
    gone.length === 0
      ? good(
          'files',
          `all ${seen.attachments.length + seen.releases.length} files the database speaks of are there`,
        )
      : bad('files', `${gone.length} files are missing, such as ${gone[0]}`, 'restore them from a backup'),
  );
  return findings;
}

/** Folders on the network bring the clock of another machine. */
export async function fileClockCheck({ config: { dataDir } }: Look): Promise<Finding[]> {
  const probe = join(dataDir, `doctor-${process.pid}.tmp`);
  try {
    await writeFile(probe, '', { mode: 0o600 });
    const apart = Math.abs((await stat(probe)).mtimeMs - Date.now());
    return apart > CLOCK_MS
      ? [
          warn(
            'clock',
            `the data’s file system is ${Math.round(apart / 1000)} s off`,
            'set both clocks by NTP',
          ),
        ]
      : [good('clock', 'the same as that of the data’s file system')];
  } catch (error) {
    return [bad('data folder', `it cannot be written: ${reasonOf(error)}`, 'look at its owner and the disk')];
  } finally {
    await rm(probe, { force: true });
  }
}

export async function backupCheck({ config: { dataDir }, now }: Look): Promise<Finding[]> {
  const todo = 'have deskside-desk backup FOLDER run each night, and keep a copy elsewhere';
  const last = await readLastBackup(dataDir);
  if (last === null) return [warn('backup', 'none was made yet', todo)];
  const days = Math.floor((now - Date.parse(last.at)) / DAY_MS);
  if (days >= BACKUP_DAYS) return [warn('backup', `the last one is ${days} days old`, todo)];
  return [good('backup', `the last one is from ${last.at}`)];
}
