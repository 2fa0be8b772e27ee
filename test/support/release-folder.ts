import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  releaseText,
  type Release,
  type ReleaseFile,
  type SignedRelease,
} from '../../src/shared/model/update';

export interface ReleaseKey {
  privateKey: KeyObject;
  publicKey: string;
}

export function newReleaseKey(): ReleaseKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: String(createPublicKey(privateKey).export({ format: 'jwk' }).x) };
}

export function signRelease(release: Release, { privateKey, publicKey }: ReleaseKey): SignedRelease {
  const payload = JSON.stringify(release);
  return {
    payload,
    keyId: createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16),
    signature: sign(null, Buffer.from(releaseText(payload)), privateKey).toString('base64url'),
  };
}

export function sha512(bytes: Buffer | string): string {
  return createHash('sha512').update(bytes).digest('base64');
}

interface ReleaseParts {
  version: string;
  key: ReleaseKey;
  release?: Partial<Release>;
  /** What lies in the folder beside the AppImage, and is in the release. */
  debs?: Record<string, Buffer>;
  appImage?: Buffer;
}

/** A release as the release pipeline leaves it. */
export class ReleaseFolder {
  readonly path: string;
  readonly release: Release;
  readonly signed: SignedRelease;
  readonly appImage: string;

  constructor(path: string, release: Release, signed: SignedRelease, appImage: string) {
    this.path = path;
    this.release = release;
    this.signed = signed;
    this.appImage = appImage;
  }

  write(name: string, content: Buffer | string): Promise<void> {
    return writeFile(join(this.path, name), content);
  }
}

/** Makes release folders, all gone after `remove`. */
export class ReleaseFolders {
  #root: Promise<string> | undefined;

  async make({ version, key, release: fields, debs = {}, appImage }: ReleaseParts): Promise<ReleaseFolder> {
    this.#root ??= mkdtemp(join(tmpdir(), 'deskside-release-'));
    const path = join(await this.#root, `${version}-${Math.random().toString(36).slice(2)}`);
    await mkdir(path);
    const image = `Deskside-${version}.AppImage`;
    const bytes = appImage ?? Buffer.from(`the AppImage of ${version} `.repeat(2000));
    const contents: [ReleaseFile['kind'], string, Buffer][] = [
      ['appimage', image, bytes],
      ...Object.entries(debs).map(([name, deb]): [ReleaseFile['kind'], string, Buffer] => ['deb', name, deb]),
    ];
    const files = contents.map(([kind, name, content]): ReleaseFile => {
      return { platform: 'linux', arch: 'x64', kind, name, size: content.length, sha512: sha512(content) };
    });
    const release: Release = {
      format: 1,
      product: 'deskside-agent',
      version,
      channel: 'stable',
      releasedAt: '2026-11-20T08:00:00.000Z',
      expiresAt: '2099-01-01T00:00:00.000Z',
      files,
      notes: 'Better.',
      ...fields,
    };
    const folder = new ReleaseFolder(path, release, signRelease(release, key), image);
    for (const [, name, content] of contents) await folder.write(name, content);
    await folder.write('release.json', JSON.stringify(folder.signed));
    const feed = { version, files: [{ url: image, sha512: sha512(bytes), size: bytes.length }] };
    await folder.write('latest-linux.yml', stringify({ ...feed, path: image, sha512: sha512(bytes) }));
    await folder.write(`${image}.blockmap`, `the blocks of ${version}`);
    await folder.write('builder-debug.yml', 'nothing to publish');
    return folder;
  }

  async remove(): Promise<void> {
    if (this.#root) await rm(await this.#root, { recursive: true, force: true });
  }
}
