import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { linuxPolicy } from '../../../src/main/policy/linux-policy';
import type { PolicyCenter } from '../../../src/main/policy/policy-center';
import { realClock } from '../../../src/main/time/real-clock';
import type { Clock } from '../../../src/shared/base/clock';
import type { SettingKey } from '../../../src/shared/policy/settings';
import { FakeClock } from '../../support/fake-clock';
import { tempFolder } from '../support/temp-folder';
import { openCenter } from './policy-parts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await tempFolder();
  file = path.join(folder, 'etc', 'policy.json');
});

async function watched(
  clock: Clock,
): Promise<{ center: PolicyCenter; next(): Promise<readonly SettingKey[]> }> {
  const machine = linuxPolicy(clock, file, { owner: process.getuid?.() ?? 0, from: folder });
  const { center } = await openCenter(folder, { machine });
  center.watch();
  onTestFinished(() => center.stop());
  return {
    center,
    next: () =>
      new Promise((tell) => {
        const stop = center.onChange((changed) => {
          stop();
          tell(changed);
        });
      }),
  };
}

describe('a policy file that changes', () => {
  beforeEach(async () => {
    await mkdir(path.dirname(file), { mode: 0o755 });
    await writeFile(file, '{"HOTKEY":"Alt+1"}');
  });

  test('is in force soon: written in place, and put in its place', async () => {
    const { center, next } = await watched(realClock);
    const inPlace = next();
    await writeFile(file, '{"HOTKEY":"Alt+2"}');
    expect(await inPlace).toEqual(['hotkey']);
    expect(center.settings.hotkey).toBe('Alt+2');
    const replaced = next();
    await writeFile(`${file}.new`, '{"HOTKEY":"Alt+2","TRAY":false}', { mode: 0o644 });
    await rename(`${file}.new`, file);
    expect(await replaced).toEqual(['tray']);
  });

  test('that is taken away is no longer in force', async () => {
    const { center, next } = await watched(realClock);
    const gone = next();
    await rm(file);
    expect(await gone).toEqual(['hotkey']);
    expect(center.report().machine).toBe('none');
  });

  test('is looked at once a minute where nobody tells of a change', async () => {
    const clock = new FakeClock();
    const { center, next } = await watched(clock);
    const changed = next();
    await writeFile(file, '{"TRAY":false}');
    clock.advance(60_000);
    expect(await changed).toEqual(['tray', 'hotkey']);
    center.stop();
    expect(clock.pending).toBe(0);
  });
});

test('a policy that comes into a folder made later is found', async () => {
  const clock = new FakeClock();
  const { next } = await watched(clock);
  await mkdir(path.dirname(file), { mode: 0o755 });
  await writeFile(file, '{"TRAY":false}', { mode: 0o644 });
  const changed = next();
  clock.advance(60_000);
  expect(await changed).toEqual(['tray']);
});
