import { stringify } from 'yaml';
import type { FoundFile } from './found-files.ts';

interface Feed {
  readonly name: string;
  readonly text: string;
}

const SELF_UPDATING: readonly string[] = ['appimage', 'nsis-user', 'zip'];

/** electron-updater reads one of these for each platform, named after it. */
function feedName({ platform, arch }: FoundFile): string {
  if (platform === 'windows') return 'latest.yml';
  if (platform === 'macos') return 'latest-mac.yml';
  return arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml';
}

/** Made of the files as they are signed, because signing a program changes it after it was packaged. */
export function feedsOf(files: readonly FoundFile[], version: string, releaseDate: string): Feed[] {
  const updating = files.filter(
    ({ kind, platform }) => SELF_UPDATING.includes(kind) && !(kind === 'zip' && platform === 'windows'),
  );
  return [...new Set(updating.map(feedName))].map((name) => {
    const entries = updating
      .filter((file) => feedName(file) === name)
      .map(({ name: url, sha512, size }) => ({ url, sha512, size }));
    const [first] = entries;
    const { url: path, sha512 } = first ?? {};
    return { name, text: stringify({ version, files: entries, path, sha512, releaseDate }) };
  });
}
