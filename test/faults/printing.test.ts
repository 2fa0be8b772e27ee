import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { factsOf } from '../../src/shared/model/section-keys';
import { findingsOf } from '../../src/shared/rules/findings/findings';
import { letJobsWait, printServer } from '../stage/print-server';
import { createLab, labIsPossible, type Lab } from './lab/lab';

describe.skipIf(!labIsPossible)('a real print server', () => {
  let lab: Lab;
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(() => lab.remove());

  /** Starts it with three jobs that nobody prints. */
  async function withJobs() {
    const server = printServer(lab.folder);
    const there = ['env', `CUPS_SERVER=${server.env.CUPS_SERVER}`] as const;
    await lab.start('pc', server.ready, server.command);
    const run = (...command: readonly [string, ...string[]]) => lab.at('pc', ...there, ...command);
    letJobsWait('Floor-2', 3, run);
    return { run, collect: () => lab.collect({ wrapper: there }) };
  }

  test('whose jobs nobody prints', async () => {
    const { collect } = await withJobs();
    const report = await collect();
    expect(factsOf(report, 'printers')).toMatchObject([{ name: 'Floor-2', default: true, jobs: 3 }]);
    expect(factsOf(report, 'printers')?.[0]?.oldestJobMinutes).toBeGreaterThanOrEqual(24);
    const stuck = findingsOf(report).find(({ rule }) => rule === 'jobs-stuck');
    expect(stuck?.evidence).toContainEqual({ fact: 'printers[Floor-2].jobs', value: 3 });
  });

  test('whose printer is stopped', async () => {
    const { run, collect } = await withJobs();
    run('cupsdisable', 'Floor-2');
    const report = await collect();
    expect(factsOf(report, 'printers')).toMatchObject([{ name: 'Floor-2', state: 'stopped' }]);
    const rules = findingsOf(report).map(({ rule }) => rule);
    expect(rules).toContain('printer-stopped');
    expect(rules, 'the cause is told, not what follows').not.toContain('jobs-stuck');
  });
});
