import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Rollover } from '../../../shared/contract/api-device';
import type { Id } from '../../../shared/model/ids';

/** What makes this desk itself: made on first start, never sent anywhere. */
export interface DeskSecrets {
  deskId: Id;
  /** Ed25519 private key, PKCS#8 as base64. */
  privateKey: string;
  /** Of the key that signs the organisation's policy, in the same form. */
  policyPrivateKey: string;
  /** 32 bytes as base64url: signs the access tokens of devices. */
  accessTokenKey: string;
  /** How the two keys came to be what they are, oldest first. */
  rollovers: readonly Rollover[];
}

/** The desk's own key pairs: agents pin both public keys when they enrol and ask for a proof each time. */
export class DeskIdentity {
  readonly deskId: Id;
  readonly publicKey: string;
  readonly policyPublicKey: string;
  readonly rollovers: readonly Rollover[];
  readonly #key: KeyObject;
  readonly #policyKey: KeyObject;

  constructor(secrets: DeskSecrets) {
    this.deskId = secrets.deskId;
    this.rollovers = secrets.rollovers;
    this.#key = privateKeyOf(secrets.privateKey);
    this.#policyKey = privateKeyOf(secrets.policyPrivateKey);
    this.publicKey = publicKeyOf(this.#key);
    this.policyPublicKey = publicKeyOf(this.#policyKey);
  }

  sign(text: string): string {
    return signed(this.#key, text);
  }

  signPolicy(text: string): string {
    return signed(this.#policyKey, text);
  }
}

/** @param pkcs8 in base64, as secrets are kept */
export function privateKeyOf(pkcs8: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(privateKey: KeyObject): string {
  return String(createPublicKey(privateKey).export({ format: 'jwk' }).x);
}

function signed(key: KeyObject, text: string): string {
  return sign(null, Buffer.from(text), key).toString('base64url');
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
