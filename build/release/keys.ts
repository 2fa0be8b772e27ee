import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/step.ts';

const KEYS = path.join(import.meta.dirname, 'keys.json');
const PUBLIC_KEY = /^[A-Za-z0-9_-]{43}$/;
const PRIVATE_KEY_FILE_MODE = 0o600;
const RAW_BYTES = 32;

/** base64url of the 32 raw bytes, as packages carry it. */
export type PublicKey = string;

/**
 * Whose releases a package takes: `DESKSIDE_RELEASE_KEYS`, with commas between, or the committed ones. Without any, the
 * package takes no update from anybody.
 */
export function releaseKeys(env: NodeJS.ProcessEnv = process.env): readonly PublicKey[] {
  const given = env['DESKSIDE_RELEASE_KEYS'];
  const keys: unknown = given === undefined ? JSON.parse(readFileSync(KEYS, 'utf8')) : split(given);
  if (Array.isArray(keys) && keys.every((key) => typeof key === 'string' && PUBLIC_KEY.test(key))) {
    return keys as PublicKey[];
  }
  throw new SetupError(
    given === undefined
      ? `${KEYS} is no list of public keys.`
      : 'DESKSIDE_RELEASE_KEYS is no list of public keys.',
    'name each by the 43 characters that npm run release:sign -- --new-key printed.',
  );
}

function split(value: string): string[] {
  return value.split(',').flatMap((entry) => entry.trim() || []);
}

/** Refuses to write over a key: packages out there know the public half. */
export function newReleaseKey(file: string): PublicKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ format: 'pem', type: 'pkcs8' });
  try {
    writeFileSync(file, text, { mode: PRIVATE_KEY_FILE_MODE, flag: 'wx' });
  } catch (error) {
    throw new SetupError(`${file} cannot be written: ${String(error)}`, 'name a file that is not there yet.');
  }
  return rawPublicKey(publicKey.export({ format: 'der', type: 'spki' }));
}

export interface Signer {
  readonly publicKey: PublicKey;
  /** The first 16 hexadecimal digits of the public key's SHA-256. */
  readonly keyId: string;
  sign(text: string): string;
}

export function signerFrom(pem: string): Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new SetupError(
      'the key is no Ed25519 key.',
      'make one with npm run release:sign -- --new-key FILE.',
    );
  }
  const publicKey = rawPublicKey(createPublicKey(key).export({ format: 'der', type: 'spki' }));
  return {
    publicKey,
    keyId: createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
  };
}

/** DER ends with the raw bytes. */
function rawPublicKey(der: Buffer): PublicKey {
  return der.subarray(der.length - RAW_BYTES).toString('base64url');
}
