import { createHash } from 'node:crypto';
import { existsSync, readFileSync, utimesSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StartGuard, type GuardHost } from '../../../src/main/update/start-guard';
import { endTrial, readRolledBack, readTrial, writeTrial, type Trial } from '../../../src/main/update/trial';
import { tempFolder } from '../support/temp-folder';

const BEFORE = 'the version before';
const AFTER = 'the version that crashes';

async function computer(over: Partial<Trial> = {}) {
  const folder = await tempFolder();
  const target = path.join(folder, 'Deskside.AppImage');
  const kept = path.join(folder, '.Deskside.AppImage.previous');
  writeFileSync(target, AFTER);
  writeFileSync(kept, BEFORE);
  const sha512 = createHash('sha512').update(BEFORE).digest('base64');
  const previous = { version: '0.1.0', file: kept, size: BEFORE.length, sha512 };
  const state = path.join(folder, 'update');
  writeTrial(state, { version: '0.2.0', kind: 'appimage', target, previous, ...over });
  const alive = new Set<number>();
  const said: string[] = [];
  const installed: string[] = [];
  let pid = 100;
  /** A new process of this version. */
  const start = (more: Partial<GuardHost> = {}) => {
    pid += 1;
    alive.add(pid);
    const mine = pid;
    const guard = new StartGuard({
      folder: state,
      version: '0.2.0',
      pid: mine,
      appImage: target,
      isAlive: (other) => alive.has(other),
      runInstaller: (file) => void installed.push(file),
      say: (line) => void said.push(line),
      giveUp: () => undefined,
      ...more,
    });
    return { guard, next: guard.begin(), die: () => void alive.delete(mine) };
  };
  /** Killed before anybody could say anything. */
  const killed = () => start().die();
  return { state, target, kept, start, killed, said, installed, running: () => readFileSync(target, 'utf8') };
}

describe('a version that came by update', () => {
  test('killed at three starts is taken back at the fourth', async () => {
    const { killed, start, state, running, said } = await computer();
    killed();
    killed();
    killed();
    expect(running()).toBe(AFTER);
    expect(start().next).toBe('start-again');
    expect(running()).toBe(BEFORE);
    expect(readTrial(state)).toBeNull();
    expect(readRolledBack(state)).toMatchObject([{ version: '0.2.0', outcome: 'rolled-back' }]);
    expect(said.join()).toContain('0.1.0 is put back');
  });

  test('failing by itself is started again at once, and taken back at its third failure', async () => {
    const { start, running } = await computer();
    for (const expected of ['start-again', 'start-again']) {
      const { guard, next, die } = start();
      expect(next).toBe('go-on');
      expect(guard.failed()).toBe(expected);
      die();
    }
    expect(running()).toBe(AFTER);
    expect(start().guard.failed()).toBe('start-again');
    expect(running()).toBe(BEFORE);
  });

  test('ending well, also three times, is no failure', async () => {
    const { start, running, killed } = await computer();
    killed();
    killed();
    for (let times = 0; times < 3; times += 1) {
      const { guard, die } = start();
      guard.endedWell();
      die();
    }
    expect(start().next).toBe('go-on');
    expect(running()).toBe(AFTER);
  });

  test('a second launch beside one that still proves itself counts for nothing', async () => {
    const { start, running } = await computer();
    start();
    for (let times = 0; times < 5; times += 1) {
      const { guard, next, die } = start();
      expect(next).toBe('go-on');
      guard.endedWell();
      die();
    }
    expect(running()).toBe(AFTER);
  });

  test('a start of long ago failed, even if its number belongs to somebody else by now', async () => {
    const { start, state, running } = await computer();
    start();
    start();
    start();
    const long = new Date(Date.now() - 10 * 60_000);
    for (const name of readdirSync(path.join(state, 'starts'))) {
      utimesSync(path.join(state, 'starts', name), long, long);
    }
    expect(start().next).toBe('start-again');
    expect(running()).toBe(BEFORE);
  });

  test('once proven is not watched any more', async () => {
    const { start, killed, state, running } = await computer();
    start();
    endTrial(state);
    killed();
    killed();
    killed();
    expect(start().next).toBe('go-on');
    expect(running()).toBe(AFTER);
  });

  test('a new update starts its own count', async () => {
    const { killed, start, state, running } = await computer();
    killed();
    killed();
    killed();
    const trial = readTrial(state);
    if (trial) writeTrial(state, trial);
    expect(start().next).toBe('go-on');
    expect(running()).toBe(AFTER);
  });
});

describe('a start that hangs', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test.each([
    ['is given up after minutes', 1, () => undefined],
    ['that ended well is not', 0, ({ guard }: { guard: StartGuard }) => guard.endedWell()],
    ['that proved itself is not', 0, ({ state }: { state: string }) => endTrial(state)],
  ])('%s', async (_name, times, then) => {
    const { start, state } = await computer();
    const giveUp = vi.fn<() => void>();
    const { guard } = start({ giveUp });
    vi.advanceTimersByTime(2 * 60_000);
    expect(giveUp).not.toHaveBeenCalled();
    then({ guard, state });
    vi.advanceTimersByTime(2 * 60_000);
    expect(giveUp).toHaveBeenCalledTimes(times);
  });

  test('of a version that did not come by update is nobody’s business', async () => {
    const { start, state } = await computer();
    endTrial(state);
    const giveUp = vi.fn<() => void>();
    start({ giveUp });
    vi.advanceTimersByTime(60 * 60_000);
    expect(giveUp).not.toHaveBeenCalled();
  });
});

describe('nothing is put back', () => {
  test('when another version runs: the power failed before the file was replaced', async () => {
    const { start, killed, running } = await computer({ version: '0.3.0' });
    killed();
    killed();
    killed();
    expect(start().next).toBe('go-on');
    expect(running()).toBe(AFTER);
  });

  test('when the person moved the AppImage meanwhile', async () => {
    const { start, running } = await computer();
    for (let times = 0; times < 4; times += 1) {
      const { next, die } = start({ appImage: '/home/maria/Deskside.AppImage' });
      expect(next).toBe('go-on');
      die();
    }
    expect(running()).toBe(AFTER);
  });

  test('when what was kept is something else by now', async () => {
    const { start, killed, kept, state, running } = await computer();
    writeFileSync(kept, 'somebody’s own');
    killed();
    killed();
    killed();
    expect(start().next).toBe('go-on');
    expect(running()).toBe(AFTER);
    expect(readRolledBack(state)).toMatchObject([{ outcome: 'previous-changed' }]);
    // And it does not start itself without end.
    expect(start().guard.failed()).toBe('end');
  });

  test('when nothing was kept', async () => {
    const { start, killed, state } = await computer({ previous: null });
    killed();
    killed();
    killed();
    expect(start().next).toBe('go-on');
    expect(readRolledBack(state)).toMatchObject([{ outcome: 'previous-missing' }]);
  });

  test.each(['', '{', '[]', '{"version":"0.2.0"}', 'null'])('when the note reads %j', async (text) => {
    const { start, state } = await computer();
    writeFileSync(path.join(state, 'trial.json'), text);
    expect(start().next).toBe('go-on');
  });
});

test('on Windows the installer that was kept is run', async () => {
  const { start, killed, kept, installed, target } = await computer({ kind: 'nsis' });
  killed();
  killed();
  killed();
  expect(start({ appImage: null }).next).toBe('end');
  expect(installed).toEqual([kept]);
  expect(existsSync(target)).toBe(true);
});
