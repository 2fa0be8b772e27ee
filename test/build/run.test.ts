import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { splitToken } from '../../build/run/agent-arguments';
import { describeEnding, startChild } from '../../build/run/children';
import { wildcardAuthority } from '../../build/run/display';
import { eventOf } from '../../build/run/log-file';
import { freePort } from '../../build/run/ports';
import { closingLine, tallyOfPlaywright, tallyOfVitest, totalLine } from '../../build/run/tally';

describe('what the test runners came to', () => {
  const unit = tallyOfVitest(
    'unit',
    { numPassedTests: 120, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 },
    0,
  );
  const e2e = tallyOfPlaywright({ stats: { expected: 11, unexpected: 2, flaky: 1, skipped: 0 } }, 1);

  test('is read from their reports', () => {
    expect(unit).toEqual({ name: 'unit', passed: 120, failed: 0, skipped: 3 });
    expect(e2e).toEqual({ name: 'e2e', passed: 12, failed: 2, skipped: 0 });
  });

  test('is told in a line each and a line for all', () => {
    expect(closingLine(unit, 12.34)).toBe('unit: 120 passed, 0 failed, 3 skipped (12.3 s)');
    expect(closingLine(e2e, 60)).toBe('e2e: 12 passed, 2 failed (60.0 s)');
    expect(totalLine([unit, e2e])).toBe('132 passed, 2 failed');
  });

  test('is a failure when a runner fails without a failing test, or leaves no report', () => {
    expect(tallyOfVitest('unit', { numPassedTests: 5, numFailedTests: 0 }, 1).failed).toBe(1);
    expect(tallyOfPlaywright(undefined, 1)).toEqual({ name: 'e2e', passed: 0, failed: 1, skipped: 0 });
    expect(tallyOfVitest('unit', undefined, null).failed).toBe(1);
  });
});

test('the enrolment token is taken out of the arguments in both spellings', () => {
  const rest = ['--desk', 'https://desk.example.org'];
  expect(splitToken([...rest, '--token', 'abc'])).toEqual({ args: rest, token: 'abc' });
  expect(splitToken(['--token=abc', ...rest])).toEqual({ args: rest, token: 'abc' });
  expect(splitToken(rest)).toEqual({ args: rest, token: undefined });
});

test('a line of a structured log names its event; other lines name none', () => {
  expect(eventOf('{"level":30,"event":"tray.shown"}')).toBe('tray.shown');
  for (const line of ['', 'plain words', '{"event":1}', '{broken', '{}', '[]'])
    expect(eventOf(line)).toBeUndefined();
});

test('a taken port gives way to the next free one', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    expect(await freePort(port, '127.0.0.1')).toBeGreaterThan(port);
  } finally {
    server.close();
  }
});

test('the X cookie is one entry of the wildcard family without address and number', () => {
  const cookie = Buffer.alloc(16, 7);
  const name = Buffer.from('MIT-MAGIC-COOKIE-1');
  const expected = [
    Buffer.from([0xff, 0xff, 0, 0, 0, 0, 0, name.length]),
    name,
    Buffer.from([0, 16]),
    cookie,
  ];
  expect(wildcardAuthority(cookie)).toEqual(Buffer.concat(expected));
});

describe.runIf(process.platform !== 'win32')('a child', () => {
  test('is stopped with what it started itself', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      console.log(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']).pid);
      setInterval(() => {}, 1e6);`;
    const child = startChild({
      name: 'parent',
      command: [process.execPath, '-e', script],
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const grandchild = await new Promise<number>((resolve) => {
      child.process.stdout?.once('data', (text: Buffer) => resolve(Number(text.toString())));
    });
    await child.stop();
    expect((await child.ended).signal).toBe('SIGTERM');
    await expect.poll(() => isAlive(grandchild)).toBe(false);
  });

  test('that does not heed TERM is ended all the same', async () => {
    const script = 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1e6)';
    const child = startChild({
      name: 'deaf',
      command: [process.execPath, '-e', script],
      stdio: ['ignore', 'pipe', 'ignore'],
      graceMs: 100,
    });
    await new Promise((resolve) => child.process.stdout?.once('data', resolve));
    await child.stop();
    expect((await child.ended).signal).toBe('SIGKILL');
  });

  test('that cannot be started tells why', async () => {
    const child = startChild({ name: 'none', command: ['/nonexistent/program'] });
    expect(describeEnding(await child.ended)).toMatch(/ENOENT|exit code/);
  });
});

/** A zombie that nobody has collected yet counts as gone. */
function isAlive(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  if (process.platform === 'linux') return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
