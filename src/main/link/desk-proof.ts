import { randomBytes } from 'node:crypto';
import {
  deviceApi,
  deviceProofText,
  deskProofText,
  type Proof,
  type ProofPurpose,
} from '../../shared/contract/api-device';
import { fail, ok, type Result } from '../../shared/base/result';
import { callRoute, type Answer, type Fetch } from './http';
import type { EnrolledIdentity } from './identity';
import { signText, verifyText } from './keys';

/**
 * Lets the desk prove its pinned key, then proves the device's own for one purpose. Nothing but a random number and
 * the device's id leaves this computer before the desk has proved itself.
 */
export async function proveDevice(
  fetch: Fetch,
  url: string,
  who: EnrolledIdentity,
  privateKey: string,
  purpose: ProofPurpose,
): Promise<Result<Answer<Proof>>> {
  const deviceNonce = randomBytes(32).toString('base64url');
  const { deviceId, desk } = who;
  const asked = await callRoute(fetch, url, deviceApi.challenge, {
    body: { deviceId, purpose, deviceNonce },
  });
  if (!asked.ok) return asked;
  const { nonce, deskId, deskSignature } = asked.value.value;
  const text = deskProofText(desk.deskId, purpose, deviceId, deviceNonce, nonce);
  if (deskId !== desk.deskId || !verifyText(desk.publicKey, text, deskSignature)) {
    return fail(
      'desk-unverified',
      `the desk at ${new URL(url).host} does not hold the key this computer knows`,
    );
  }
  const signature = signText(privateKey, deviceProofText(desk.deskId, purpose, deviceId, nonce));
  return ok({ value: { deviceId, nonce, signature }, deskTime: asked.value.deskTime });
}
