import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../shared/model/ids';
import type { DeskSecrets } from '../features/devices/desk-identity';
import { syncFolder } from './sync-folder';

/** The desk's secrets, made on first start. Two processes that start at once end up with the same ones. */
export async function loadSecrets(dataDir: string): Promise<DeskSecrets> {
  const path = join(dataDir, 'secrets.json');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const existing = await readIfThere(path);
  if (existing !== null) return parse(existing, path);
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(newSecrets(), null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // Unlike a rename, a link never replaces what another process has just put there.
    await link(temporary, path);
    await syncFolder(dataDir);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  return parse(await readFile(path, 'utf8'), path);
}

function newSecrets(): DeskSecrets {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    deskId: newId(),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    accessTokenKey: randomBytes(32).toString('base64url'),
  };
}

function parse(json: string, path: string): DeskSecrets {
  const value = JSON.parse(json) as Partial<Record<keyof DeskSecrets, unknown>>;
  const { deskId, privateKey, accessTokenKey } = value;
  if (typeof deskId === 'string' && typeof privateKey === 'string' && typeof accessTokenKey === 'string') {
    return { deskId, privateKey, accessTokenKey };
  }
  throw new Error(`${path} is not a secrets file of this desk`);
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
