import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastBackup, type LastBackup } from '../../../shared/model/backup';

const NAME = 'last-backup.json';

export async function rememberBackup(dataDir: string, backup: LastBackup): Promise<void> {
  const temporary = join(dataDir, `${NAME}.${process.pid}.tmp`);
  await writeFile(temporary, JSON.stringify(backup), { mode: 0o600 });
  await rename(temporary, join(dataDir, NAME));
}

/** When the last one was made; null where none was, or nobody knows. */
export async function readLastBackup(dataDir: string): Promise<LastBackup | null> {
  try {
    const parsed = lastBackup.safeParse(JSON.parse(await readFile(join(dataDir, NAME), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // It only says when; a file that cannot be read says nothing.
    return null;
  }
}
