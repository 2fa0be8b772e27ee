import { chmod, chown, link, mkdir, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { foldersTo, readDropped, readTrusted, type Trust } from '../../../src/main/policy/trusted-file';
import { tempFolder } from '../support/temp-folder';

const OWN = process.getuid?.() ?? 0;
const SOMEBODY = 12_345;
const isRoot = OWN === 0;

let base: string;
let folder: string;
let file: string;
let trust: Trust;

beforeEach(async () => {
  base = await tempFolder();
  folder = path.join(base, 'etc', 'deskside');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  file = path.join(folder, 'policy.json');
  await writeFile(file, '{"TRAY":false}', { mode: 0o644 });
  trust = { owner: OWN, from: base };
});

describe('a file that only its trusted owner can have written', () => {
  test('is read', async () => {
    expect(await readTrusted(file, trust)).toEqual({ kind: 'text', text: '{"TRAY":false}' });
  });

  test.for<[string, () => Promise<void>]>([
    ['is missing', () => rename(file, `${file}.old`)],
    ['lies in a folder that is missing', () => rename(folder, `${folder}.old`)],
  ])('that %s is none', async ([, change]) => {
    await change();
    expect(await readTrusted(file, trust)).toEqual({ kind: 'missing' });
  });

  test.for<[string, string, () => Promise<void>]>([
    ['is writable by all', 'anybody may write', () => chmod(file, 0o646)],
    ['is writable by its group', 'group may write', () => chmod(file, 0o664)],
    ['lies in a folder writable by all', 'anybody may write', () => chmod(folder, 0o757)],
    ['lies in a sticky folder writable by all', 'anybody may write', () => chmod(folder, 0o1777)],
    ['lies in a folder writable by its group', 'group may write', () => chmod(folder, 0o775)],
    ['lies under a folder writable by all', 'anybody may write', () => chmod(path.dirname(folder), 0o777)],
    ['is larger than a policy may be', 'too large', () => truncate(file, 64 * 1024 + 1)],
    [
      'is a link',
      'is a link',
      async () => {
        await rename(file, `${file}.real`);
        await symlink(`${file}.real`, file);
      },
    ],
    [
      'lies in a folder that is a link',
      'is no folder',
      async () => {
        await rename(folder, `${folder}.real`);
        await symlink(`${folder}.real`, folder);
      },
    ],
    [
      'lies under a folder that is a link',
      'is no folder',
      async () => {
        const etc = path.dirname(folder);
        await rename(etc, `${etc}.real`);
        await symlink(`${etc}.real`, etc);
      },
    ],
    [
      'is a folder',
      'no plain file',
      async () => {
        await rename(file, `${file}.old`);
        await mkdir(file);
      },
    ],
    [
      'is a pipe that nobody writes into',
      'no plain file',
      async () => {
        await rename(file, `${file}.old`);
        execFileSync('mkfifo', [file]);
      },
    ],
  ])('that %s is refused', async ([, reason, change]) => {
    await change();
    expect(await readTrusted(file, trust)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
  });

  test.skipIf(!isRoot).for<[string, () => string]>([
    ['the file', () => file],
    ['its folder', () => folder],
    ['a folder above', () => path.dirname(folder)],
  ])('is refused where %s belongs to somebody else', async ([, which]) => {
    await chown(which(), SOMEBODY, SOMEBODY);
    expect(await readTrusted(file, trust)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('belongs to somebody else'),
    });
  });

  test('may be written by a group whose members can become its owner anyway', async () => {
    const group = process.getgid?.() ?? 0;
    await chmod(file, 0o664);
    expect(await readTrusted(file, { ...trust, groups: [group] })).toMatchObject({ kind: 'text' });
    await chmod(file, 0o666);
    expect(await readTrusted(file, { ...trust, groups: [group] })).toMatchObject({ kind: 'refused' });
  });

  test('is exactly as large as it may be', async () => {
    await truncate(file, 64 * 1024);
    expect(await readTrusted(file, trust)).toMatchObject({ kind: 'text' });
  });
});

test('the whole way is looked at, from the top down', () => {
  expect(foldersTo('/etc/deskside/policy.json', '/')).toEqual(['/', '/etc', '/etc/deskside']);
  expect(foldersTo('/a/b/c/d', '/a/b')).toEqual(['/a/b', '/a/b/c']);
});

describe('a file in a folder in which everybody may delete and create', () => {
  beforeEach(() => chmod(folder, 0o733));

  test('is read where it says itself whose it is', async () => {
    expect(await readDropped(file, trust, 100)).toMatchObject({ kind: 'text' });
  });

  test.for<[string, string, () => Promise<void>]>([
    ['is writable by others', 'anybody may write', () => chmod(file, 0o666)],
    ['has another name', 'another name', () => link(file, `${file}.other`)],
    ['lies under a folder writable by all', 'anybody may write', () => chmod(path.dirname(folder), 0o777)],
    ['is too large', 'too large', () => truncate(file, 101)],
    [
      'is a link',
      'is a link',
      async () => {
        await rename(file, path.join(base, 'elsewhere'));
        await symlink(path.join(base, 'elsewhere'), file);
      },
    ],
  ])('that %s is refused', async ([, reason, change]) => {
    await change();
    expect(await readDropped(file, trust, 100)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
  });

  test.skipIf(!isRoot)('that somebody else put there is refused', async () => {
    await chown(file, SOMEBODY, SOMEBODY);
    expect(await readDropped(file, trust, 100)).toMatchObject({ kind: 'refused' });
  });
});
