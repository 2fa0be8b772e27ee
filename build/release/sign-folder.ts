import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { importSource } from '../run-source.ts';
import { SetupError } from '../setup/step.ts';
import { feedsOf } from './feed.ts';
import { findFiles, type FoundFile } from './found-files.ts';
import type { Signer } from './keys.ts';
import type { Release } from './release.entry.ts';

export interface SignWish {
  readonly folder: string;
  readonly version: string;
  readonly channel: string;
  readonly days: number;
  readonly notes: string;
  readonly signer: Signer;
  readonly now?: Date;
}

export const RELEASE_FILE = 'release.json';
const DAY_MS = 86_400_000;

/** Writes the signed manifest and the feeds beside the packages. Needs no network, so that the key needs none. */
export async function signFolder(wish: SignWish): Promise<readonly FoundFile[]> {
  const { folder, version, channel, days, notes, signer, now = new Date() } = wish;
  const files = await findFiles(folder);
  if (files.length === 0) {
    throw new SetupError(`${folder} holds no packages.`, 'make them with npm run package.');
  }
  const content = {
    format: 1,
    product: 'deskside-agent',
    version,
    channel,
    releasedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
    files,
    notes,
  } as Release;
  const { payload, text } = await releasePayload(content);
  const stranger = files.find(({ name }) => !names(name, version));
  if (stranger) {
    throw new SetupError(
      `${stranger.name} does not name ${version}: an agent that got another version under this one would never be done updating.`,
      'take it out of the folder, or package that version.',
    );
  }
  const signed = { payload, keyId: signer.keyId, signature: signer.sign(text) };
  for (const feed of feedsOf(files, version, content.releasedAt)) {
    writeFileSync(path.join(folder, feed.name), feed.text);
  }
  writeFileSync(path.join(folder, RELEASE_FILE), `${JSON.stringify(signed, null, 2)}\n`);
  return files;
}

/** Between what comes before and the processor, as every package has it. */
function names(file: string, version: string): boolean {
  const exact = version.replaceAll('.', String.raw`\.`);
  return new RegExp(`[-_]${exact}[-_.](?:x64|x86_64|amd64|arm64|aarch64|universal)\\.`).test(file);
}

async function releasePayload(content: Release): Promise<{ payload: string; text: string }> {
  const entry = (await importSource('build/release/release.entry.ts')) as {
    releasePayload(content: Release): { payload: string; text: string };
  };
  try {
    return entry.releasePayload(content);
  } catch (error) {
    throw new SetupError(
      `this is no release: ${String(error)}`,
      'see the arguments of npm run release:sign.',
    );
  }
}
