import { createPrivateKey, generateKeyPairSync, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rollover } from '../../shared/contract/api-device';
import { newId } from '../../shared/model/ids';
import type { DeskSecrets } from '../features/devices/desk-identity';
import { syncFolder } from './sync-folder';

/** What precedes the 32 bytes of an Ed25519 private key in PKCS#8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The files of desks that signed no policy yet lack the key for it. */
type StoredSecrets = Omit<DeskSecrets, 'policyPrivateKey'> & { policyPrivateKey: string | null };

/** The desk's secrets, made on first start. Two processes that start at once end up with the same ones. */
export async function loadSecrets(dataDir: string): Promise<DeskSecrets> {
  const path = secretsPath(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const existing = await readIfThere(path);
  if (existing !== null) return completed(dataDir, existing);
  const temporary = await writeBeside(path, newSecrets());
  try {
    // Unlike a rename, a link never replaces what another process has just put there.
    await link(temporary, path);
    await syncFolder(dataDir);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  return completed(dataDir, await readFile(path, 'utf8'));
}

/** Puts others in their place, all or none of them. A running desk goes on with those it started with. */
export async function replaceSecrets(dataDir: string, secrets: DeskSecrets): Promise<void> {
  const path = secretsPath(dataDir);
  const temporary = await writeBeside(path, secrets);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dataDir);
}

/** A new key pair's private half, as it is kept. */
export function newPrivateKey(): string {
  return kept(generateKeyPairSync('ed25519').privateKey);
}

function secretsPath(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

function newSecrets(): DeskSecrets {
  return {
    deskId: newId(),
    privateKey: newPrivateKey(),
    policyPrivateKey: newPrivateKey(),
    accessTokenKey: randomBytes(32).toString('base64url'),
    rollovers: [],
  };
}

async function completed(dataDir: string, json: string): Promise<DeskSecrets> {
  const { policyPrivateKey, ...others } = parse(json, secretsPath(dataDir));
  if (policyPrivateKey !== null) return { ...others, policyPrivateKey };
  const secrets = { ...others, policyPrivateKey: derivedPolicyKey(others.privateKey) };
  await replaceSecrets(dataDir, secrets);
  return secrets;
}

function parse(json: string, path: string): StoredSecrets {
  const value = JSON.parse(json) as Partial<Record<keyof DeskSecrets, unknown>>;
  const { deskId, privateKey, policyPrivateKey = null, accessTokenKey } = value;
  const rollovers = rollover.array().safeParse(value.rollovers ?? []);
  if (
    typeof deskId === 'string' &&
    typeof privateKey === 'string' &&
    typeof accessTokenKey === 'string' &&
    (policyPrivateKey === null || typeof policyPrivateKey === 'string') &&
    rollovers.success
  ) {
    return { deskId, privateKey, policyPrivateKey, accessTokenKey, rollovers: rollovers.data };
  }
  throw new Error(`${path} is not a secrets file of this desk`);
}

/** Derived, so that two processes that complete the same old file at once write the same. */
function derivedPolicyKey(privateKey: string): string {
  const der = Buffer.from(privateKey, 'base64');
  const seed = Buffer.from(hkdfSync('sha256', der.subarray(-32), '', 'deskside policy key', 32));
  const key = Buffer.concat([PKCS8_ED25519, seed]);
  return kept(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}

function kept(key: KeyObject): string {
  return key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

/** Answers the name of a file in the same folder that holds them, safely on the disk. */
async function writeBeside(path: string, secrets: DeskSecrets): Promise<string> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
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
