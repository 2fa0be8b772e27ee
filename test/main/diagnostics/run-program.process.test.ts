import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findProgram, runProgram } from '../../../src/main/diagnostics/run-program';
import { running } from '../support/fake-programs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'deskside-run-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, script: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

describe.skipIf(process.platform !== 'linux')('a program', () => {
  test('gets its arguments as they are, nothing to read, and English to speak', async () => {
    const file = await program('says', 'printf "%s|" "$@"; cat; echo "$LC_ALL $LANG"');
    expect(await runProgram(file, ['$(id)', '; id', "a'b", ''])).toEqual({
      ok: true,
      output: "$(id)|; id|a'b||C C\n",
      exitCode: 0,
    });
  });

  test('that is too slow is ended together with what it started, also where that left its group', async () => {
    const seconds = String(200_000 + process.pid);
    const file = await program('slow', `setsid sleep ${seconds} & sleep ${seconds}`);
    expect(await runProgram(file, [], { timeoutMs: 300 })).toMatchObject({ ok: false, reason: 'deadline' });
    await vi.waitFor(async () => expect(await running(`sleep ${seconds}`)).toEqual([]), { timeout: 5_000 });
  });

  test('that is too loud is ended; as much as is allowed is heard whole', async () => {
    const file = await program('loud', 'head -c "$1" /dev/zero');
    const limits = { outputBytes: 100_000 };
    expect(await runProgram(file, ['100000'], limits)).toMatchObject({ ok: true, exitCode: 0 });
    expect(await runProgram(file, ['100001'], limits)).toMatchObject({
      ok: false,
      reason: 'too-much-output',
    });
  });

  test('that cannot be started is a failure with a reason, whatever the system says to it', async () => {
    const file = await program('fine', 'exit 3');
    expect(await runProgram(file, ['x'])).toEqual({ ok: true, output: '', exitCode: 3 });
    for (const args of [['a\0b'], ['x'.repeat(3 * 1024 * 1024)]]) {
      expect(await runProgram(file, args)).toMatchObject({ ok: false, reason: 'program-failed' });
    }
    expect(await runProgram('deskside-is-no-program', [])).toEqual({
      ok: false,
      reason: 'program-missing',
      detail: 'deskside-is-no-program',
    });
  });

  test('is looked for in absolute folders only, and folders are no programs', async () => {
    await mkdir(path.join(folder, 'first/tool'), { recursive: true });
    const file = await program('tool', 'exit 0');
    // The same program, by a way that depends on where this process stands.
    const relative = path.relative(process.cwd(), folder);
    const paths = [relative, '', path.join(folder, 'first'), folder].join(':');
    expect(await findProgram('tool', { PATH: paths })).toBe(file);
    expect(await findProgram('tool', { PATH: path.join(folder, 'first') })).toBe(null);
    expect(await findProgram('tool', { PATH: relative })).toBe(null);
    expect(await findProgram('tool', {})).toBe(null);
  });
});
