import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { factsOf, type Report } from '../../src/shared/model/diagnostics';
import { findingsOf } from '../../src/shared/rules/findings/findings';
import { createLab, labIsPossible, type Lab } from './lab/lab';

/** What is found about one mount. */
function found(report: Report, mount: string): string[] {
  return findingsOf(report)
    .filter(({ evidence }) => evidence.some(({ fact }) => fact.includes(`[${mount}]`)))
    .map(({ rule }) => rule);
}

describe.skipIf(!labIsPossible)('a real file system on a loop device', () => {
  let lab: Lab;
  let folder: string;
  let image: string;
  beforeEach(() => {
    lab = createLab();
    folder = mkdtempSync(path.join(tmpdir(), 'deskside-disk-'));
    image = path.join(folder, 'disk.img');
  });
  afterEach(async () => {
    await lab.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function makeDisk(megabytes: number, ...options: string[]): void {
    execFileSync('truncate', ['-s', `${megabytes}M`, image]);
    execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', ...options, image], { stdio: 'ignore' });
  }

  /** Mounts it in a mount namespace that only the collecting process sees, after `prepare` has run there. */
  const mounted = (mount: string, options: string, prepare = ':'): string[] => [
    'unshare',
    '--mount',
    'sh',
    '-ec',
    `mount -o ${options} "$1" "$2"; cd "$2"; ${prepare}; cd /; shift 2; exec "$@"`,
    'sh',
    image,
    mount,
  ];

  test('with room on it', async () => {
    makeDisk(64);
    const report = await lab.collect({ wrapper: mounted('/mnt', 'loop') });
    expect(found(report, '/mnt')).toEqual([]);
    const row = factsOf(report, 'filesystems')?.find(({ mount }) => mount === '/mnt');
    expect(row).toMatchObject({ type: 'ext4', readOnly: false });
  });

  test('full', async () => {
    makeDisk(64);
    const fill = 'dd if=/dev/zero of=filler bs=64k 2>/dev/null || :';
    const report = await lab.collect({ wrapper: mounted('/mnt', 'loop', fill) });
    expect(found(report, '/mnt')).toEqual(['disk-full']);
  });

  test('with no room for one more name', async () => {
    makeDisk(16, '-N', '64');
    const fill = 'i=0; while : 2>/dev/null >"f$i"; do i=$((i + 1)); done 2>/dev/null || :';
    const report = await lab.collect({ wrapper: mounted('/mnt', 'loop', fill) });
    expect(found(report, '/mnt')).toEqual(['inodes-full']);
  });

  test('read-only where people keep their files', async () => {
    makeDisk(64);
    const report = await lab.collect({ wrapper: mounted('/home', 'loop,ro') });
    expect(found(report, '/home')).toEqual(['read-only-filesystem']);
  });
});
