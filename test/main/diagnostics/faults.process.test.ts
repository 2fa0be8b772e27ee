import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { report as reportSchema, type SectionKey } from '../../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../../src/shared/model/section-keys';
import { collectReport, outcomes, sectionOf, type Collected } from '../support/collecting';
import { fakePrograms, startedPrograms } from '../support/fake-programs';
import { bundleWorker } from '../support/worker';

/** Read from the system itself, so no program can take them away. */
const WITHOUT_PROGRAMS = [
  'system',
  'cpu',
  'memory',
  'os',
  'processes',
  'startup',
  'interfaces',
  'routes',
  'dns',
  'internet',
] as const satisfies SectionKey[];

let folder: string;
let workerFile: string;
let names: string[];
let healthy: Collected;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'deskside-faults-'));
  workerFile = await bundleWorker(folder);
  names = await startedPrograms();
  healthy = await collectReport(workerFile, process.env);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every program a probe starts is known to these tests', () => {
  for (const name of [
    'ip',
    'stat',
    'lpstat',
    'journalctl',
    'systemctl',
    'busctl',
    'dpkg-query',
    'smartctl',
    'nft',
  ]) {
    expect(names).toContain(name);
  }
});

// Every program of the system at once; what one of them takes away is tried in the slower suite.
describe.skipIf(process.platform !== 'linux').each([
  ['ends with 1 and says nothing', 'exit 1'],
  ['prints NUL and broken UTF-8', String.raw`printf 'a\000b\377\376 c\n\000\n\355\240\200\n'`],
  [
    'prints commands as names',
    "echo '$(touch CANARY) `touch CANARY`; touch CANARY | touch CANARY && touch CANARY'",
  ],
  ['prints one endless line of brackets', 'head -c 900000 /dev/zero | tr "\\0" "["'],
])('when every program %s', (title, script) => {
  test(
    'the report is whole, says what is missing and why, and nothing was done',
    { timeout: 30_000 },
    async () => {
      const canary = path.join(folder, 'touched');
      const bin = path.join(folder, title.replaceAll(' ', '-'));
      const env = await fakePrograms(bin, names, script.replaceAll('CANARY', canary));
      const { report, wallMs } = await collectReport(workerFile, env);
      expect(report.sections.map((section) => section.key)).toEqual(SECTION_KEYS);
      expect(reportSchema.safeParse(report).success).toBe(true);
      const before = outcomes(healthy.report);
      const after = outcomes(report);
      for (const key of WITHOUT_PROGRAMS) expect(after[key], key).toBe(before[key]);
      for (const section of report.sections) {
        if (section.status !== 'failed') continue;
        expect(section.detail, section.key).not.toBe('');
        expect(section.reason, section.key).not.toMatch(/^(?:crashed|deadline|canceled)$/);
      }
      expect(sectionOf(report, 'printers')?.status).not.toBe('collected');
      expect(wallMs).toBeLessThan(20_000);
      expect(await readdir(folder)).not.toContain('touched');
    },
  );
});
