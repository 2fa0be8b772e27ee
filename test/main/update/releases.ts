import { createHash } from 'node:crypto';
import { newKeyPair, signText } from '../../../src/main/link/keys';
import { releaseKeyId } from '../../../src/main/update/verify-release';
import { releaseText, type Release, type SignedRelease } from '../../../src/shared/model/update';

export const NOW = Date.parse('2026-11-21T08:00:00.000Z');
export const KEY = newKeyPair();
export const FACTS = { version: '0.1.0', platform: 'linux', arch: 'x64', package: 'appimage' } as const;

export function releaseFile(bytes: Uint8Array | string = 'the next program'): Release['files'][number] {
  return {
    platform: 'linux',
    arch: 'x64',
    kind: 'appimage',
    name: 'Deskside-0.2.0-x86_64.AppImage',
    size: Buffer.byteLength(bytes),
    sha512: createHash('sha512').update(bytes).digest('base64'),
  };
}

export function aRelease(over: Partial<Release> = {}): Release {
  return {
    format: 1,
    product: 'deskside-agent',
    version: '0.2.0',
    channel: 'stable',
    releasedAt: '2026-11-20T00:00:00.000Z',
    expiresAt: '2027-02-18T00:00:00.000Z',
    files: [releaseFile()],
    notes: '',
    ...over,
  };
}

export function sign(content: unknown, key = KEY): SignedRelease {
  const payload = typeof content === 'string' ? content : JSON.stringify(content);
  const signature = signText(key.privateKey, releaseText(payload));
  return { payload, keyId: releaseKeyId(key.publicKey), signature };
}
