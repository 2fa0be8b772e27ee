import fc from 'fast-check';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { linuxPolicy } from '../../../src/main/policy/linux-policy';
import type { PolicyCenter } from '../../../src/main/policy/policy-center';
import { resolve, type Given } from '../../../src/shared/policy/resolve';
import { SETTING_KEYS, SETTINGS } from '../../../src/shared/policy/settings';
import { FakeClock } from '../../support/fake-clock';
import { tempFolder } from '../support/temp-folder';
import { openCenter } from './policy-parts';

const GOOD: Given = { SERVER_URL: 'https://desk.example.org', HOTKEY: 'Alt+G', TRAY: false, SITE: 'Good' };
/** What an administrator writes in its place; the disk takes a part of it only. */
const NEXT: Given = {
  SERVER_URL: 'https://next.example.org',
  ENROLL_TOKEN: 'next-next-next-next',
  SITE: 'Zürich “Süd” 東京',
  TAGS: ['finance', 'laptop'],
  AUTOSTART: false,
  CHECK_HOSTS: ['mail.example.org:8443'],
  SHOW_INDICATOR: true,
};

let folder: string;
let file: string;
let center: PolicyCenter;

async function open(): Promise<PolicyCenter> {
  const trust = { owner: process.getuid?.() ?? 0, from: path.dirname(file) };
  const machine = linuxPolicy(new FakeClock(), file, trust);
  return (await openCenter(path.join(folder, 'data'), { machine })).center;
}

beforeEach(async () => {
  folder = await tempFolder();
  await mkdir(path.join(folder, 'data'));
  await mkdir(path.join(folder, 'etc'), { mode: 0o755 });
  file = path.join(folder, 'etc', 'policy.json');
  await writeFile(file, JSON.stringify(GOOD), { mode: 0o644 });
  center = await open();
});

/** The policy holds these bytes; both the running agent and one that starts now live with it. */
async function expectLastGood(bytes: Buffer, why: string): Promise<void> {
  await writeFile(file, bytes);
  await center.look();
  expect(center.report().machine, why).toBe('broken');
  expect(center.settings, why).toEqual(resolve({ machine: GOOD }).settings);
  const { SERVER_URL: _, ...kept } = GOOD;
  const started = await open();
  expect(started.report().machine, why).toBe('broken');
  expect(started.settings, why).toEqual(resolve({ machine: kept }).settings);
}

test('cut at every byte, the last good one is in force and the broken one is told', async () => {
  const bytes = Buffer.from(JSON.stringify(NEXT, null, 2));
  for (let length = 0; length < bytes.length; length += 1) {
    await expectLastGood(bytes.subarray(0, length), `cut after ${length} bytes`);
  }
  await writeFile(file, bytes);
  await center.look();
  expect(center.report().machine).toBe('applied');
  expect(center.settings).toEqual(resolve({ machine: NEXT }).settings);
});

const value = fc.oneof(
  fc.boolean(),
  fc.string(),
  fc.integer(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
);
const name = fc.oneof(
  fc.constantFrom(...SETTING_KEYS.map((key) => SETTINGS[key].name)),
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'toString'),
);

test('any policy, cut anywhere, is in force whole or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(name, value, { maxKeys: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      async (policy, part) => {
        const bytes = Buffer.from(JSON.stringify(policy));
        await writeFile(file, JSON.stringify(GOOD));
        center = await open();
        await expectLastGood(bytes.subarray(0, Math.floor(part * bytes.length)), 'cut');
        await writeFile(file, bytes);
        await center.look();
        expect(center.report().machine).toBe('applied');
        expect(center.settings).toMatchObject({
          attendedOnly: true,
          requireConsent: true,
          showIndicator: true,
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('any bytes at all in its place break nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await writeFile(file, bytes);
      await center.look();
      expect(center.settings.showIndicator).toBe(true);
      expect(['broken', 'applied']).toContain(center.report().machine);
    }),
    { numRuns: 60 },
  );
});
