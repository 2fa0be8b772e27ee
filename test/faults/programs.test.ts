import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { report as reportSchema } from '../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../src/shared/model/section-keys';
import { collectReport, outcomes, type Collected } from '../main/support/collecting';
import { fakePrograms, running, startedPrograms } from '../main/support/fake-programs';
import { bundleWorker } from '../main/support/worker';

/** Node itself needs 60 MB; each program may say one megabyte before it is stopped. */
const MOST_MEMORY_MB = 300;

let folder: string;
let workerFile: string;
let names: string[];
let healthy: Collected;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'deskside-programs-'));
  workerFile = await bundleWorker(folder);
  names = await startedPrograms();
  healthy = await collectReport(workerFile, process.env);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function collectWith(name: string, programs: readonly string[], script: string) {
  const bin = path.join(folder, name);
  const collected = await collectReport(workerFile, await fakePrograms(bin, programs, script));
  expect(collected.report.sections.map((section) => section.key)).toEqual(SECTION_KEYS);
  expect(reportSchema.safeParse(collected.report).success).toBe(true);
  const before = outcomes(healthy.report);
  const after = outcomes(collected.report);
  const lost = SECTION_KEYS.filter((key) => before[key] !== after[key]);
  return { ...collected, lost, after };
}

describe('programs that hang for a minute', () => {
  test('all of them at once: in time, and none is left behind', async () => {
    const { wallMs, after, lost, report } = await collectWith(
      'hang',
      names,
      '/bin/sleep 6161 & exec /bin/sleep 6161',
    );
    expect(wallMs).toBeLessThan(20_500);
    for (const key of ['system', 'cpu', 'memory', 'os', 'processes', 'interfaces', 'routes', 'dns']) {
      expect(after[key], key).toBe('collected');
    }
    expect(lost.length).toBeGreaterThan(0);
    // Each section gives up its programs before its own time is up, and names one that hangs.
    for (const section of report.sections) {
      if (section.status !== 'failed' || section.reason !== 'deadline') continue;
      expect(section.detail, section.key).toMatch(/(took too long$|no time was left for)/);
    }
    await vi.waitFor(async () => expect(await running('sleep 6161')).toEqual([]));
  });

  test.each([
    ['ip', ['gateway']],
    ['stat', ['filesystems', 'os', 'updates']],
    ['lpstat', ['printers']],
    ['dpkg-query', ['software', 'applications', 'updates']],
  ] as const)('%s alone costs only what needs it', async (program, needing) => {
    const { lost, wallMs } = await collectWith(`hang-${program}`, [program], 'exec /bin/sleep 6262');
    expect(lost.filter((key) => !(needing as readonly string[]).includes(key))).toEqual([]);
    expect(wallMs).toBeLessThan(20_500);
    await vi.waitFor(async () => expect(await running('sleep 6262')).toEqual([]));
  });
});

test('programs that print two gigabytes are stopped, at once and in bounded memory', async () => {
  const { peakMB, wallMs, lost, report } = await collectWith(
    'flood',
    names,
    '/usr/bin/yes | /usr/bin/head -c 2147483648',
  );
  expect(peakMB).toBeGreaterThan(0);
  expect(peakMB).toBeLessThan(MOST_MEMORY_MB);
  expect(wallMs).toBeLessThan(20_500);
  const failed = report.sections.filter((section) => section.status === 'failed');
  expect(failed.map((section) => section.reason)).toContain('too-much-output');
  expect(lost).not.toContain('cpu');
  await vi.waitFor(async () => expect(await running('2147483648')).toEqual([]));
});
