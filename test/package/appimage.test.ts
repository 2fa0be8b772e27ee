import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { until } from '../../build/run/until.ts';
import { trayIcon } from '../stage/tray.ts';
import { builtPackage } from './support/packages.ts';
import { newPerson, type Person } from './support/person.ts';

interface Feed {
  readonly version: string;
  readonly files: readonly { readonly url: string; readonly size: number; readonly sha512: string }[];
}

describe('the AppImage', () => {
  let image: string;
  let person: Person;

  beforeAll(async () => {
    image = await builtPackage('appimage', { version: '0.1.0' });
    person = await newPerson('dsimage');
  });
  afterAll(() => person.remove());

  it('is named by a feed with its size and hash', () => {
    const feed = parse(readFileSync(path.join(path.dirname(image), 'latest-linux.yml'), 'utf8')) as Feed;
    const content = readFileSync(image);
    expect(feed).toMatchObject({
      version: '0.1.0',
      files: [
        {
          url: path.basename(image),
          size: content.length,
          sha512: createHash('sha512').update(content).digest('base64'),
        },
      ],
    });
  });

  it('starts for an ordinary person who only made it executable, in the sandbox, and shows its icon', async () => {
    const own = path.join(person.home, 'Deskside.AppImage');
    cpSync(image, own);
    execFileSync('chown', [String(person.uid), own]);
    chmodSync(own, 0o755);
    person.start(own);
    await trayIcon(person.pointer);
    const agents = await until('the agent', async () => {
      const found = readdirSync('/proc').filter((pid) => programOf(pid)?.startsWith(`${person.home}/`));
      return found.length > 1 ? found : undefined;
    });
    const lines = agents.map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    expect(lines.filter((line) => line.includes('--no-sandbox'))).toEqual([]);
    expect(existsSync(path.join(person.home, '.config/Deskside'))).toBe(true);
  });
});

function programOf(pid: string): string | undefined {
  if (!/^\d+$/.test(pid)) return undefined;
  try {
    const program = execFileSync('readlink', [`/proc/${pid}/exe`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return program.includes('deskside') ? program.trim() : undefined;
  } catch {
    return undefined; // it ended while we looked
  }
}
