import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { CHANNELS, type Channel } from '../../../../shared/model/update';

/** Debian's names of the processors we build for. */
export const ARCHITECTURES = ['amd64', 'arm64'] as const;
type Architecture = (typeof ARCHITECTURES)[number];

/** A package in the index: its own control data, and where and what its file is. */
export interface IndexedDeb {
  channel: Channel;
  control: string;
  path: string;
  size: number;
  sha256: string;
}

/** Paths below the repository's root, with what lies there. */
export type AptFiles = Map<string, Buffer>;

interface IndexTimes {
  madeAt: number;
  validUntil: number;
}

export interface UnsignedSuite {
  /** `dists/stable`: where Release and its signatures go. */
  folder: string;
  release: string;
  files: AptFiles;
}

/** One suite for each channel. Everything but the signatures; the same input makes the same bytes. */
export function suitesOf(debs: readonly IndexedDeb[], times: IndexTimes): UnsignedSuite[] {
  return CHANNELS.map((channel) =>
    suiteOf(
      channel,
      debs.filter((deb) => deb.channel === channel),
      times,
    ),
  );
}

function suiteOf(channel: Channel, debs: readonly IndexedDeb[], times: IndexTimes): UnsignedSuite {
  const folder = `dists/${channel}`;
  const files: AptFiles = new Map();
  const sums: string[] = [];
  for (const architecture of ARCHITECTURES) {
    const packages = Buffer.from(packagesOf(debs, architecture));
    for (const [name, bytes] of [
      ['Packages', packages],
      ['Packages.gz', gzipSync(packages)],
    ] as const) {
      const place = `main/binary-${architecture}`;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      files.set(`${folder}/${place}/${name}`, bytes);
      // By its hash a client gets the index that goes with the Release it has, however often it is made anew.
      files.set(`${folder}/${place}/by-hash/SHA256/${sha256}`, bytes);
      sums.push(` ${sha256} ${bytes.length} ${place}/${name}`);
    }
  }
  return { folder, release: releaseOf(channel, times, sums), files };
}

function releaseOf(channel: Channel, { madeAt, validUntil }: IndexTimes, sums: readonly string[]): string {
  return [
    'Origin: Deskside',
    'Label: Deskside',
    `Suite: ${channel}`,
    `Codename: ${channel}`,
    `Date: ${aptDate(madeAt)}`,
    `Valid-Until: ${aptDate(validUntil)}`,
    'Acquire-By-Hash: yes',
    `Architectures: ${ARCHITECTURES.join(' ')}`,
    'Components: main',
    'Description: Deskside for the computers of this help desk',
    'SHA256:',
    ...sums,
    '',
  ].join('\n');
}

function packagesOf(debs: readonly IndexedDeb[], architecture: Architecture): string {
  return debs
    .filter(({ control }) => {
      const of = fieldOf(control, 'Architecture');
      return of === architecture || of === 'all';
    })
    .map(({ control, path, size, sha256 }) => {
      return `${control.trimEnd()}\nFilename: ${path}\nSize: ${size}\nSHA256: ${sha256}\n`;
    })
    .join('\n');
}

/** One field of control data that takes one line. */
export function fieldOf(control: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'mi').exec(control)?.[1]?.trim() ?? null;
}

/** One paragraph with what apt needs, and none of what only an index says of a package. */
export function isControl(control: string): boolean {
  const oneParagraph = !/\n[ \t]*\r?\n/.test(control.trimEnd());
  const named = ['Package', 'Version', 'Architecture'].every((name) => fieldOf(control, name));
  return oneParagraph && named && !/^(?:Filename|Size|SHA\d+|MD5sum):/im.test(control);
}

/** RFC 1123 as Debian's archive writes it. */
function aptDate(ms: number): string {
  return new Date(ms).toUTCString().replace(/GMT$/, 'UTC');
}
