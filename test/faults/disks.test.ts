import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/shared/model/diagnostics';
import { factsOf } from '../../src/shared/model/section-keys';
import { findingsOf } from '../../src/shared/rules/findings/findings';
import { makeDisk, withDisk } from './lab/disk';
import { createLab, labIsPossible, type Lab } from './lab/lab';

/** What is found about one mount. */
function found(report: Report, mount: string): string[] {
  return findingsOf(report)
    .filter(({ evidence }) => evidence.some(({ fact }) => fact.includes(`[${mount}]`)))
    .map(({ rule }) => rule);
}

describe.skipIf(!labIsPossible)('a real file system on a loop device', () => {
  let lab: Lab;
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(() => lab.remove());

  test('with room on it', async () => {
    const image = makeDisk(lab.folder, 64);
    const report = await lab.collect({ wrapper: withDisk(image, '/mnt', 'loop') });
    expect(found(report, '/mnt')).toEqual([]);
    const row = factsOf(report, 'filesystems')?.find(({ mount }) => mount === '/mnt');
    expect(row).toMatchObject({ type: 'ext4', readOnly: false });
  });

  test('full', async () => {
    const image = makeDisk(lab.folder, 64);
    const fill = 'dd if=/dev/zero of=filler bs=64k 2>/dev/null || :';
    const report = await lab.collect({ wrapper: withDisk(image, '/mnt', 'loop', fill) });
    expect(found(report, '/mnt')).toEqual(['disk-full']);
  });

  test('with no room for one more name', async () => {
    const image = makeDisk(lab.folder, 16, '-N', '64');
    const fill = 'i=0; while touch "f$i" 2>/dev/null; do i=$((i + 1)); done';
    const report = await lab.collect({ wrapper: withDisk(image, '/mnt', 'loop', fill) });
    expect(found(report, '/mnt')).toEqual(['inodes-full']);
  });

  test('read-only where people keep their files', async () => {
    const image = makeDisk(lab.folder, 64);
    const report = await lab.collect({ wrapper: withDisk(image, '/home', 'loop,ro') });
    expect(found(report, '/home')).toEqual(['read-only-filesystem']);
  });
});
