import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Id } from '../../../shared/model/ids';

/** What makes this desk itself: made on first start, never sent anywhere. */
export interface DeskSecrets {
  deskId: Id;
  /** Ed25519 private key, PKCS#8 as base64. */
  privateKey: string;
  /** 32 bytes as base64url: signs the access tokens of devices. */
  accessTokenKey: string;
}

/** The desk's own key pair: agents pin the public key when they enrol and ask for a proof each time. */
export class DeskIdentity {
  readonly deskId: Id;
  readonly publicKey: string;
  readonly #privateKey: KeyObject;

  constructor(secrets: DeskSecrets) {
    this.deskId = secrets.deskId;
    const der = Buffer.from(secrets.privateKey, 'base64');
    this.#privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const jwk = createPublicKey(this.#privateKey).export({ format: 'jwk' });
    this.publicKey = String(jwk.x);
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text), this.#privateKey).toString('base64url');
  }
}

/** Whether `publicKey` is 32 raw Ed25519 bytes as base64url, spelled in the one canonical way. */
export function isPublicKey(publicKey: string): boolean {
  const bytes = Buffer.from(publicKey, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === publicKey;
}

export function verifySignature(publicKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.length !== 64 || !isPublicKey(publicKey)) return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, bytes);
}
