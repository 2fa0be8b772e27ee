import { createHash } from 'node:crypto';
import { parse as parseYaml } from 'yaml';
import { fail, ok, type Result } from '../../../shared/base/result';
import {
  release as releaseSchema,
  releaseText,
  signedRelease,
  updateFeed,
  type Release,
  type ReleaseFile,
  type SignedRelease,
} from '../../../shared/model/update';
import { verifySignature } from '../devices/desk-identity';

export interface ReadRelease {
  signed: SignedRelease;
  release: Release;
}

/**
 * Reads `release.json`. A desk that was told no release keys cannot tell a forged release; the agents, which have
 * the keys built in, check each for themselves.
 */
export function readRelease(text: string, keys: readonly string[], now: number): Result<ReadRelease> {
  const signed = signedRelease.safeParse(fromJson(text));
  if (!signed.success) return fail('update-refused', 'release.json is no signed release');
  const payload = releaseSchema.safeParse(fromJson(signed.data.payload));
  if (!payload.success)
    return fail('update-refused', 'what release.json signs is no release of this product');
  if (keys.length > 0 && !isSignedBy(signed.data, keys)) {
    return fail('update-refused', 'release.json is not signed by any of the keys in DESKSIDE_RELEASE_KEYS');
  }
  const release = payload.data;
  if (Date.parse(release.expiresAt) <= now) {
    return fail('update-refused', `the release expired at ${release.expiresAt}; sign it again`);
  }
  const names = release.files.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) return fail('update-refused', 'the release names a file twice');
  return ok({ signed: signed.data, release });
}

/** As `signedRelease` names keys. */
export function releaseKeyId(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);
}

function isSignedBy({ payload, keyId, signature }: SignedRelease, keys: readonly string[]): boolean {
  return keys.some(
    (key) => releaseKeyId(key) === keyId && verifySignature(key, releaseText(payload), signature),
  );
}

/** What electron-updater asks for beside the files themselves. */
export function isFeed(name: string): boolean {
  return /^(?:latest|stable|preview)(?:-(?:linux|mac))?(?:-(?:x64|arm64))?\.yml$/.test(name);
}

/** A feed that names anything but the release's own files would send updaters to what nobody signed. */
export function checkFeed(name: string, text: string, release: Release): Result<void> {
  let content: unknown;
  try {
    content = parseYaml(text);
  } catch {
    return fail('update-refused', `${name} is no YAML`);
  }
  const parsed = updateFeed.safeParse(content);
  if (!parsed.success) return fail('update-refused', `${name} is no feed of electron-updater`);
  if (parsed.data.version !== release.version) {
    return fail('update-refused', `${name} is of version ${parsed.data.version}, not ${release.version}`);
  }
  const stray = parsed.data.files.find(({ url, sha512 }) => !isNamed(release.files, url, sha512));
  return stray === undefined
    ? ok()
    : fail('update-refused', `${name} names ${stray.url}, which is not in the release like that`);
}

function isNamed(files: readonly ReleaseFile[], url: string, sha512: string): boolean {
  return files.some((file) => file.name === url && file.sha512 === sha512);
}

/** Undefined, which no schema here accepts, of what is no JSON. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
