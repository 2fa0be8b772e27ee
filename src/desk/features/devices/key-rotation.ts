import { rolloverText, type Rollover } from '../../../shared/contract/api-device';
import { DeskIdentity, privateKeyOf, publicKeyOf, type DeskSecrets } from './desk-identity';

/** As many as an answer to a device holds. */
export const ROLLOVERS_KEPT = 32;

export interface Rotation {
  accessTokens: boolean;
  identity: boolean;
  policy: boolean;
}

export interface NewKeys {
  privateKey(): string;
  accessTokenKey(): string;
}

/** The same desk with new keys; each old one signs the one that takes its place, so that agents follow. */
export function rotate(secrets: DeskSecrets, what: Rotation, make: NewKeys): DeskSecrets {
  const before = new DeskIdentity(secrets);
  const next = { ...secrets };
  const steps: Rollover[] = [];
  const step = (key: Rollover['key'], from: string, privateKey: string, sign: (text: string) => string) => {
    const to = publicKeyOf(privateKeyOf(privateKey));
    steps.push({ key, from, to, signature: sign(rolloverText(key, before.deskId, from, to)) });
  };
  if (what.accessTokens) next.accessTokenKey = make.accessTokenKey();
  if (what.identity) {
    next.privateKey = make.privateKey();
    step('desk', before.publicKey, next.privateKey, (text) => before.sign(text));
  }
  if (what.policy) {
    next.policyPrivateKey = make.privateKey();
    step('policy', before.policyPublicKey, next.policyPrivateKey, (text) => before.signPolicy(text));
  }
  return { ...next, rollovers: [...secrets.rollovers, ...steps].slice(-ROLLOVERS_KEPT) };
}
