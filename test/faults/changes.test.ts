import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/shared/model/diagnostics';
import { factsOf } from '../../src/shared/model/section-keys';
import { baselineOf } from '../../src/shared/rules/changes/baseline';
import { changesSince } from '../../src/shared/rules/changes/changes-since';
import { makeDisk, withDisk } from './lab/disk';
import { ADDRESS, createLab, labIsPossible, type Lab } from './lab/lab';

const OLD = 'deskside-lab-old';
const NEW = 'deskside-lab-new';
const dpkg = (...args: string[]) => execFileSync('dpkg', args, { stdio: 'ignore' });

/** A day ago, by its own words: what is compared are days. */
function yesterday(report: Report): Report {
  const collectedAt = new Date(Date.parse(report.collectedAt) - 86_400_000).toISOString();
  return { ...report, collectedAt };
}

describe.skipIf(!labIsPossible)('what changed on a real computer', () => {
  let lab: Lab;
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(async () => {
    dpkg('--purge', OLD, NEW);
    await lab.remove();
  });

  function packageOf(name: string, version: string): string {
    const folder = path.join(lab.folder, name);
    mkdirSync(path.join(folder, 'DEBIAN'), { recursive: true });
    const control = [
      `Package: ${name}`,
      `Version: ${version}`,
      'Architecture: all',
      'Maintainer: Deskside <dev@example.org>',
      'Description: made for a test',
      '',
    ];
    writeFileSync(path.join(folder, 'DEBIAN/control'), control.join('\n'));
    const file = `${folder}.deb`;
    execFileSync('dpkg-deb', ['--build', '--root-owner-group', folder, file], { stdio: 'ignore' });
    return file;
  }

  test('is named, and nothing else', async () => {
    const image = makeDisk(lab.folder, 3_000);
    const disk = (prepare?: string) => withDisk(image, '/mnt', 'loop', prepare);
    dpkg('--install', packageOf(OLD, '1.0'));
    lab.useDns(ADDRESS.net);
    const before = yesterday(await lab.collect({ wrapper: disk() }));

    dpkg('--purge', OLD);
    dpkg('--install', packageOf(NEW, '2.1'));
    lab.useDns('10.77.2.53');
    const after = await lab.collect({ wrapper: disk('fallocate -l 2500M filler') });

    expect(factsOf(before, 'software'), 'packages can be read here').not.toBeNull();
    const { since, entries, more } = changesSince([baselineOf(before)], baselineOf(after));
    expect(since).toBe(before.collectedAt);
    expect(more).toBe(0);
    expect(
      entries
        .map(({ kind, subject, before: was, after: is }) => [kind, subject, was, is])
        .toSorted(([one], [other]) => `${one}`.localeCompare(`${other}`)),
    ).toEqual([
      ['disk-space-lost', '/mnt', expect.stringMatching(/GB$/), expect.stringMatching(/MB$/)],
      ['dns-changed', '', ADDRESS.net, '10.77.2.53'],
      ['software-installed', NEW, null, '2.1'],
      ['software-removed', OLD, '1.0', null],
    ]);
  });

  test('is nothing where nothing was done', async () => {
    lab.useDns(ADDRESS.net);
    const before = yesterday(await lab.collect());
    const after = await lab.collect();
    expect(changesSince([baselineOf(before)], baselineOf(after)).entries).toEqual([]);
  });
});
