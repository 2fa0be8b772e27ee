import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStorage } from '../../../src/desk/adapters/sqlite/sqlite-storage';
import { ReleaseWatch } from '../../../src/desk/features/updates/release-watch';
import type { Storage } from '../../../src/desk/features/storage';
import { ok } from '../../../src/shared/base/result';
import type { Rollout } from '../../../src/shared/model/update';
import { startTestDesk } from '../../support/desk';
import { FakeClock } from '../../support/fake-clock';

const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

describe('the watch for releases that another process publishes', () => {
  let folder: string;
  let ours: Storage;
  /** As the command that publishes has it. */
  let theirs: Storage;
  let clock: FakeClock;
  let watch: ReleaseWatch;
  let told: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'deskside-watch-'));
    ours = openSqliteStorage(join(folder, 'deskside.db'));
    theirs = openSqliteStorage(join(folder, 'deskside.db'));
    clock = new FakeClock();
    told = [];
    const announce = { toDevices: (event: string) => void told.push(event) };
    watch = new ReleaseWatch({ storage: ours, clock, announce, log: silent });
  });
  afterEach(async () => {
    watch.dispose();
    await ours.close();
    await theirs.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rollout = (version: string): Rollout => ({
    channel: 'stable',
    version,
    ring: 'pilot',
    paused: false,
    minimumVersion: null,
  });
  const publish = (version: string, storage = theirs) =>
    storage.write(async ({ releases }) => {
      const at = '2026-11-21T08:00:00.000Z';
      const release = { format: 1, product: 'deskside-agent', version, channel: 'stable' } as const;
      await releases.insert({
        channel: 'stable',
        version,
        folder: version,
        signed: { payload: JSON.stringify(release), keyId: '0'.repeat(16), signature: 'AA' },
        release: { ...release, releasedAt: at, expiresAt: at, files: [], notes: '' },
        files: [],
        publishedAt: at,
        rollout: rollout(version),
      });
      return ok();
    });

  it('has agents ask for what is new, and only for that', async () => {
    await publish('0.2.0');
    await watch.look();
    await watch.look();
    expect(told, 'it was there when the desk started').toEqual([]);
    await publish('0.3.0');
    await watch.look();
    await watch.look();
    expect(told).toEqual(['update:check']);
    await theirs.write(async ({ releases }) => ok(await releases.withdraw('stable', '0.3.0', 'now')));
    await watch.look();
    expect(told).toHaveLength(2);
    // Whoever changes a rollout has told the agents already.
    await ours.write(async ({ releases }) =>
      ok(await releases.setRollout({ ...rollout('0.2.0'), ring: 'all' })),
    );
    await watch.look();
    expect(told).toHaveLength(2);
  });

  it('looks every minute until it ends', async () => {
    watch.start();
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    await watch.look();
    await publish('0.2.0');
    clock.advance(60_000);
    await vi.waitFor(() => expect(told).toEqual(['update:check']));
    watch.dispose();
    expect(clock.pending).toBe(0);
  });

  it('is kept by the desk, for every agent that is connected', async () => {
    const desk = await startTestDesk({ clock });
    try {
      const socket = await desk.connectDevice(await desk.device());
      await publish('0.2.0', desk.desk.storage);
      clock.advance(60_000);
      expect(await socket.next('update:check')).toEqual({});
    } finally {
      await desk.close();
    }
  });
});
