import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobFiles } from '../../../src/desk/adapters/blob-files';
import { openSqliteStorage } from '../../../src/desk/adapters/sqlite/sqlite-storage';
import { blobStoreSuite } from '../../suites/blob-store-suite';
import { deviceStoreSuite } from '../../suites/device-store-suite';
import { storageSuite } from '../../suites/storage-suite';

const openSqlite: Parameters<typeof storageSuite>[1] = async () => {
  const { folder, remove } = await temporaryFolder();
  return { storage: openSqliteStorage(join(folder, 'deskside.db')), remove };
};
storageSuite('SQLite', openSqlite);
deviceStoreSuite('SQLite', openSqlite);

blobStoreSuite('files', async () => {
  const { folder, remove } = await temporaryFolder();
  const files = async (): Promise<string[]> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
  return { blobs: new BlobFiles(folder), files, remove };
});

async function temporaryFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-storage-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
