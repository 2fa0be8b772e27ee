import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText } from '../../../src/main/diagnostics/read-text';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'deskside-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

test('a file is read whole, however long and whatever it holds', async () => {
  const text = 'Grüße\0\n'.repeat(100_000);
  await writeFile(at('long'), text);
  expect(await readText(at('long'))).toBe(text);
  await writeFile(at('empty'), '');
  expect(await readText(at('empty'))).toBe('');
  await writeFile(at('broken'), Buffer.from([0x61, 0xff, 0xfe, 0x62]));
  expect(await readText(at('broken'))).toBe('a\ufffd\ufffdb');
  expect(await readText(at('missing'))).toBe(null);
  expect(await readText(folder)).toBe(null);
});

test.skipIf(process.platform !== 'linux')(
  'files of the kernel, which name no size or a wrong one',
  async () => {
    expect(await readText('/proc/self/status')).toMatch(/^Name:[\s\S]*\nnonvoluntary_ctxt_switches:\t\d+\n$/);
    expect(await readText('/sys/class/net/lo/mtu')).toMatch(/^\d+\n$/);
  },
);

test.skipIf(process.platform === 'win32')(
  'a pipe, a device and a file without end are turned away at once',
  async () => {
    execFileSync('mkfifo', [at('pipe')]);
    await symlink('/dev/zero', at('device'));
    await writeFile(at('huge'), '');
    await truncate(at('huge'), 2 ** 31);
    const before = process.memoryUsage().rss;
    for (const name of ['pipe', 'device', 'huge']) expect(await readText(at(name)), name).toBe(null);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  },
);

test('what is longer than asked for is not cut: half a file may say the opposite', async () => {
  await mkdir(at('limits'));
  await writeFile(at('limits/just'), 'x'.repeat(5000));
  await writeFile(at('limits/over'), 'x'.repeat(5001));
  expect(await readText(at('limits/just'), 5000)).toHaveLength(5000);
  expect(await readText(at('limits/over'), 5000)).toBe(null);
  // Of the kernel's own files only reading shows how long they are.
  if (process.platform === 'linux') expect(await readText('/proc/self/status', 100)).toBe(null);
});
