import { safeStorage } from 'electron';
import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/base/result';

type Protection = 'keystore' | 'file';

export interface Secrets {
  readonly protection: Protection;
  save(name: string, value: string): Promise<Result<void>>;
  load(name: string): Promise<Result<string | null>>;
  remove(name: string): Promise<Result<void>>;
}

interface Stored {
  protection: Protection;
  value: string;
}

/**
 * Small secrets, encrypted by the operating system's key store. Where there is none (Chromium then pretends with a
 * fixed password) a file that only this user can read holds them as they are, and `protection` says so.
 */
export function openSecrets(folder: string): Secrets {
  const protection: Protection = hasKeyStore() ? 'keystore' : 'file';
  const fileOf = (name: string) => path.join(folder, `${name}.secret`);
  return {
    protection,
    async save(name, value) {
      try {
        // Throws where the key store was there at the start and is locked now.
        const text = protection === 'keystore' ? safeStorage.encryptString(value).toString('base64') : value;
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        await writeOwnerOnly(fileOf(name), JSON.stringify({ protection, value: text } satisfies Stored));
        return ok();
      } catch (error) {
        return fail('disk-failed', String(error));
      }
    },
    load(name) {
      return Promise.resolve(readSecret(fileOf(name), protection));
    },
    async remove(name) {
      try {
        await rm(fileOf(name), { force: true });
        return ok();
      } catch (error) {
        return fail('disk-failed', String(error));
      }
    },
  };
}

function hasKeyStore(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

function readSecret(file: string, available: Protection): Result<string | null> {
  let stored: Stored;
  try {
    stored = JSON.parse(readFileSync(file, 'utf8')) as Stored;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing ? ok(null) : fail('secrets-unavailable', String(error));
  }
  if (stored.protection === 'file' && typeof stored.value === 'string') return ok(stored.value);
  if (available !== 'keystore') return fail('secrets-unavailable', 'the key store is locked or gone');
  try {
    return ok(safeStorage.decryptString(Buffer.from(stored.value, 'base64')));
  } catch (error) {
    return fail('secrets-unavailable', String(error));
  }
}

async function writeOwnerOnly(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.tmp`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.tmp`, file);
}
