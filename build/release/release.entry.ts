import { release, releaseText, type Release } from '../../src/shared/model/update';

export type { Release } from '../../src/shared/model/update';

/** The manifest as the exact text that is signed, and the bytes the signature is over. Throws where it is none. */
export function releasePayload(content: Release): { payload: string; text: string } {
  const payload = JSON.stringify(release.parse(content));
  return { payload, text: releaseText(payload) };
}
