import { readFileSync } from 'node:fs';
import { access, chmod, chown, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { EnrollToken } from '../../../src/main/link/enroll-token';
import { fileDrop, registryDrop } from '../../../src/main/policy/token-drop';
import { memoryLog, type MemoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

const OWN = process.getuid?.() ?? 0;
const TOKEN = 'Example_Token-0123456789';

describe('a token in a file', () => {
  let file: string;
  let log: MemoryLog;
  let drop: EnrollToken;

  beforeEach(async () => {
    const base = await tempFolder();
    file = path.join(base, 'enrollment', 'token');
    await mkdir(path.dirname(file));
    await chmod(path.dirname(file), 0o733);
    log = memoryLog();
    drop = fileDrop(file, () => null, log, { owner: OWN, from: base });
  });
  const isThere = () =>
    access(file).then(
      () => true,
      () => false,
    );
  const put = (text = `${TOKEN}\n`) => writeFile(file, text, { mode: 0o644 });

  test('is taken, stays until it is used, and is gone then', async () => {
    await put();
    expect(await drop.take()).toBe(TOKEN);
    expect(await isThere()).toBe(true);
    await drop.used();
    expect(await isThere()).toBe(false);
    expect(await drop.take()).toBeNull();
    expect(JSON.stringify(log.lines)).not.toContain(TOKEN);
  });

  test('that was not taken is not removed', async () => {
    expect(await drop.take()).toBeNull();
    await put();
    await drop.used();
    expect(await isThere()).toBe(true);
  });

  test('that another person of this computer used already is no failure', async () => {
    await put();
    await drop.take();
    await rm(file);
    await drop.used();
    expect(log.lines.filter((line) => line.level === 'warn')).toEqual([]);
  });

  test.for<[string, () => Promise<unknown>]>([
    ['anybody may write', async () => (await put(), chmod(file, 0o666))],
    ['is a link', () => symlink('/etc/hostname', file)],
    ['is no token', () => put('<html>')],
    ['is empty', () => put('')],
    ['is too long', () => put('A'.repeat(2000))],
  ])('that %s is refused and told', async ([, make]) => {
    await make();
    expect(await drop.take()).toBeNull();
    expect(log.has('token.refused')).toBe(true);
    await drop.used();
    expect(await isThere()).toBe(true);
  });

  test.skipIf(OWN !== 0)('that somebody else put there is refused', async () => {
    await put();
    await chown(file, 12_345, 12_345);
    expect(await drop.take()).toBeNull();
  });

  test('gives way to the one of a policy where there is none', async () => {
    const other = fileDrop(file, () => 'from-the-policy', log, { owner: OWN, from: path.dirname(file) });
    expect(await other.take()).toBe('from-the-policy');
    await put();
    expect(await other.take()).toBe(TOKEN);
  });
});

describe('a token in the registry', () => {
  const PRINTED = readFileSync(path.join(import.meta.dirname, 'fixtures/reg-query-token.txt'), 'utf8');

  function made(output: string | null, deletes = 0) {
    const lines: string[] = [];
    const log = memoryLog();
    const drop = registryDrop(
      (program, args) => {
        lines.push([program, ...args].join(' '));
        const exitCode = args[0] === 'delete' ? deletes : output === null ? 1 : 0;
        return Promise.resolve({ ok: true, output: output ?? '', exitCode });
      },
      String.raw`C:\Windows`,
      () => null,
      log,
    );
    return { drop, lines, log };
  }

  test('is taken, and deleted when it is used, without being on a command line', async () => {
    const { drop, lines, log } = made(PRINTED);
    expect(await drop.take()).toBe(TOKEN);
    await drop.used();
    await drop.used();
    const key = String.raw`HKLM\Software\Deskside\Enrollment /v ENROLL_TOKEN`;
    expect(lines).toEqual([
      String.raw`C:\Windows\System32\reg.exe query ${key} /reg:64`,
      String.raw`C:\Windows\System32\reg.exe delete ${key} /f /reg:64`,
    ]);
    expect(log.has('token.removed')).toBe(true);
  });

  test('that is not there is none, and nothing is deleted', async () => {
    const { drop, lines } = made(null);
    expect(await drop.take()).toBeNull();
    await drop.used();
    expect(lines).toHaveLength(1);
  });

  test('that cannot be deleted is told', async () => {
    const { drop, log } = made(PRINTED, 1);
    await drop.take();
    await drop.used();
    expect(log.has('token.not-removed')).toBe(true);
  });
});
