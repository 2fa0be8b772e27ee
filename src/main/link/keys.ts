import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';

// Ed25519 keys travel as their 32 raw bytes; Node wants them wrapped in these fixed DER headers.
const PUBLIC_HEADER = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_BYTES = 32;

export interface KeyPair {
  /** base64url of the raw public key. */
  publicKey: string;
  /** base64url of the raw private key: goes to the secret store and nowhere else. */
  privateKey: string;
}

export function newKeyPair(): KeyPair {
  const pair = generateKeyPairSync('ed25519');
  const raw = (key: Buffer) => key.subarray(key.length - RAW_BYTES).toString('base64url');
  return {
    publicKey: raw(pair.publicKey.export({ format: 'der', type: 'spki' })),
    privateKey: raw(pair.privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}

export function signText(privateKey: string, text: string): string {
  const der = Buffer.concat([PRIVATE_HEADER, Buffer.from(privateKey, 'base64url')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return sign(null, Buffer.from(text, 'utf8'), key).toString('base64url');
}

/** False for a wrong signature and for a key or signature that is none. */
export function verifyText(publicKey: string, text: string, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== RAW_BYTES) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_HEADER, raw]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
}

/** What people compare: the first sixteen hexadecimal digits of the key's SHA-256. */
export function fingerprint(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);
}
