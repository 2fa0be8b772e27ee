import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { SetupError } from '../setup/step.ts';
import type { Release } from './release.entry.ts';

export type FoundFile = Release['files'][number];
type Kind = Pick<FoundFile, 'platform' | 'kind'>;

/** Packages by the names electron-builder.yml and build/package give them. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/\.AppImage$/, { platform: 'linux', kind: 'appimage' }],
  [/\.deb$/, { platform: 'linux', kind: 'deb' }],
  [/\.rpm$/, { platform: 'linux', kind: 'rpm' }],
  [/\.tar\.gz$/, { platform: 'linux', kind: 'tar' }],
  [/\.msi$/, { platform: 'windows', kind: 'msi' }],
  [/[.-]portable-[^/]*\.exe$/i, { platform: 'windows', kind: 'portable' }],
  [/[.-]user-[^/]*\.exe$/i, { platform: 'windows', kind: 'nsis-user' }],
  [/\.exe$/, { platform: 'windows', kind: 'nsis' }],
  [/\.pkg$/, { platform: 'macos', kind: 'pkg' }],
  [/\.dmg$/, { platform: 'macos', kind: 'dmg' }],
  [/-(?:universal|mac)[^/]*\.zip$/, { platform: 'macos', kind: 'zip' }],
  [/\.zip$/, { platform: 'windows', kind: 'zip' }],
];
/** The desk is no agent. */
const NOT_FOR_UPDATES = /^deskside-desk-/i;

/** The packages in a release's folder, hashed. Two for one purpose cannot be told apart by an agent. */
export async function findFiles(folder: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const kind = NOT_FOR_UPDATES.test(name) ? undefined : KINDS.find(([shape]) => shape.test(name))?.[1];
    if (kind === undefined) continue;
    const file: FoundFile = { ...kind, arch: archOf(name), name, ...(await hash(path.join(folder, name))) };
    const twin = found.find((other) => purpose(other) === purpose(file));
    if (twin) {
      throw new SetupError(
        `${twin.name} and ${name} are both the ${purpose(file)} package.`,
        'leave one of them in the folder.',
      );
    }
    found.push(file);
  }
  return found;
}

function purpose({ platform, arch, kind }: FoundFile): string {
  return `${platform} ${arch} ${kind}`;
}

function archOf(name: string): FoundFile['arch'] {
  if (/universal/.test(name)) return 'universal';
  return /arm64|aarch64/.test(name) ? 'arm64' : 'x64';
}

async function hash(file: string): Promise<Pick<FoundFile, 'size' | 'sha512'>> {
  const digest = createHash('sha512');
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    digest.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { size, sha512: digest.digest('base64') };
}
