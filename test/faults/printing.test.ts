import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { factsOf } from '../../src/shared/model/diagnostics';
import { findingsOf } from '../../src/shared/rules/findings/findings';
import { createLab, labIsPossible, type Lab } from './lab/lab';

const SERVER = '127.0.0.1:6631';
const IN_CUPS = ['env', `CUPS_SERVER=${SERVER}`] as const;

describe.skipIf(!labIsPossible)('a real print server', () => {
  let lab: Lab;
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(() => lab.remove());

  /** CUPS with files of its own, told that it is 25 minutes earlier: what is printed now has waited that long. */
  async function startCups(): Promise<void> {
    const folder = path.join(lab.folder, 'cups');
    for (const name of ['etc', 'spool', 'cache', 'run', 'log']) {
      mkdirSync(path.join(folder, name), { recursive: true });
    }
    const file = (name: string) => path.join(folder, name);
    writeFileSync(
      file('etc/cupsd.conf'),
      [
        `Listen ${SERVER}`,
        'LogLevel info',
        'Browsing Off',
        'DefaultAuthType None',
        '<Location />',
        'Order allow,deny',
        'Allow all',
        '</Location>',
        '<Policy default>',
        '<Limit All>',
        'Order deny,allow',
        'Allow all',
        '</Limit>',
        '</Policy>',
        '',
      ].join('\n'),
    );
    writeFileSync(
      file('etc/cups-files.conf'),
      [
        `ServerRoot ${file('etc')}`,
        `RequestRoot ${file('spool')}`,
        `CacheDir ${file('cache')}`,
        `StateDir ${file('run')}`,
        'ErrorLog stderr',
        `AccessLog ${file('log/access')}`,
        `PageLog ${file('log/page')}`,
        'FileDevice Yes',
        '',
      ].join('\n'),
    );
    const configuration = ['-c', file('etc/cupsd.conf'), '-s', file('etc/cups-files.conf')];
    await lab.start('pc', 'Full reload complete', [
      'faketime',
      '-f',
      '-25m',
      'cupsd',
      '-f',
      ...configuration,
    ]);
  }

  test('jobs that nobody prints', async () => {
    await startCups();
    lab.at('pc', ...IN_CUPS, 'lpadmin', '-p', 'Floor-2', '-E', '-v', 'file:///dev/null');
    lab.at('pc', ...IN_CUPS, 'lpadmin', '-d', 'Floor-2');
    lab.at('pc', ...IN_CUPS, 'cupsdisable', 'Floor-2');
    for (const _ of [1, 2, 3]) lab.at('pc', ...IN_CUPS, 'lp', '-d', 'Floor-2', '/etc/hostname');
    const report = await lab.collect({ wrapper: [...IN_CUPS] });
    expect(factsOf(report, 'printers')).toMatchObject([
      { name: 'Floor-2', state: 'stopped', default: true, jobs: 3 },
    ]);
    expect(factsOf(report, 'printers')?.[0]?.oldestJobMinutes).toBeGreaterThanOrEqual(24);
    const stopped = findingsOf(report).find(({ rule }) => rule === 'printer-stopped');
    expect(stopped?.evidence).toContainEqual({ fact: 'printers[Floor-2].jobs', value: 3 });
  });
});
