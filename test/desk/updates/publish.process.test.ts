import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '../../../src/desk/app/config';
import { publishOptions } from '../../../src/desk/app/commands/publish';
import { withdrawOptions } from '../../../src/desk/app/commands/withdraw';
import { bundleDesk, type DeskBundle } from '../../support/desk-process';
import { newReleaseKey, ReleaseFolders } from '../../support/release-folder';

describe('deskside-desk publish', () => {
  const key = newReleaseKey();
  const folders = new ReleaseFolders();
  const env = { DESKSIDE_RELEASE_KEYS: key.publicKey };
  let bundle: DeskBundle;
  beforeAll(async () => {
    bundle = await bundleDesk();
  }, 30_000);
  afterAll(async () => {
    await bundle.remove();
    await folders.remove();
  });

  it('brings a release onto a desk that runs, and takes it back', async () => {
    const desk = await bundle.serve();
    try {
      const folder = await folders.make({ version: '0.2.0', key });
      const address = `${desk.url}/updates/stable/0.2.0/${folder.appImage}`;
      expect((await fetch(address)).status).toBe(404);
      const first = await bundle.run(['publish', folder.path], env);
      expect(first).toMatchObject({ code: 0, stdout: 'Published 0.2.0 on stable for the ring “pilot”.\n' });
      const response = await fetch(address);
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBe(44_000);
      expect((await stat(join(bundle.dataDir, 'updates'))).mode & 0o077).toBe(0);

      const again = await bundle.run(['publish', folder.path, '--ring', 'all'], env);
      expect(again).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('already, with the same content'),
      });
      const unchecked = await bundle.run(['publish', folder.path]);
      expect(unchecked.stdout).toContain('DESKSIDE_RELEASE_KEYS is not set');

      const back = await bundle.run(['withdraw', 'stable', '0.2.0']);
      expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('Withdrew 0.2.0 from stable') });
      expect((await fetch(address)).status).toBe(404);
    } finally {
      await desk.kill('SIGTERM');
    }
  }, 30_000);

  it('that is killed in the middle leaves nothing that counts, and can be done again', async () => {
    const desk = await bundle.serve();
    try {
      const large = Buffer.alloc(100_000_000, 'an AppImage ');
      const folder = await folders.make({ version: '0.4.0', key, appImage: large });
      const address = `${desk.url}/updates/stable/0.4.0/${folder.appImage}`;
      const updates = join(bundle.dataDir, 'updates');
      const before = new Set(await readdir(updates));
      const now = new AbortController();
      const ended = bundle.run(['publish', folder.path], env, now.signal);
      await vi.waitUntil(async () => copying(updates, before, folder.appImage), {
        timeout: 20_000,
        interval: 1,
      });
      now.abort();
      expect(await ended).toMatchObject({ signal: 'SIGKILL', stdout: '' });
      expect((await fetch(address)).status).toBe(404);
      expect((await bundle.run(['withdraw', 'stable', '0.4.0'])).stderr).toContain('is not published');

      expect(await bundle.run(['publish', folder.path], env)).toMatchObject({ code: 0 });
      const response = await fetch(address, { method: 'HEAD' });
      expect([response.status, response.headers.get('content-length')]).toEqual([200, String(large.length)]);
    } finally {
      await desk.kill('SIGTERM');
    }
  }, 60_000);

  it.each([
    [publishOptions([]), 'publish takes one folder'],
    [publishOptions(['a', 'b']), 'publish takes one folder'],
    [publishOptions(['a', '--ring', 'everyone']), '--ring takes one of pilot, some, all'],
    [publishOptions(['a', '--force']), "Unknown option '--force'"],
    [withdrawOptions(['stable']), 'withdraw takes a channel and a version'],
    [withdrawOptions(['beta', '0.1.0']), 'withdraw takes a channel and a version'],
    [withdrawOptions(['stable', '0.1.0', 'now']), 'withdraw takes a channel and a version'],
    [loadConfig({ DESKSIDE_RELEASE_KEYS: 'nonsense' }), 'is no Ed25519 public key'],
  ])('does not guess what is meant: %#', (answer, says) => {
    expect(answer).toMatchObject({ ok: false, fault: { detail: expect.stringContaining(says) } });
  });

  it('says what is wrong', async () => {
    const wrong = async (args: string[], says: string) => {
      const { code, stderr, stdout } = await bundle.run(args, env);
      expect([code, stdout], args.join(' ')).toEqual([1, '']);
      expect(stderr).toContain(says);
    };
    const forged = await folders.make({ version: '0.2.0', key: newReleaseKey() });
    await wrong(
      ['publish', forged.path],
      'Nothing was published: release.json is not signed by any of the keys',
    );
    await wrong(['publish', '/nowhere'], 'Nothing was published: /nowhere/release.json cannot be read');
    await wrong(['withdraw', 'stable', '9.9.9'], 'Nothing was withdrawn: 9.9.9 is not published on stable');
  }, 30_000);
});

/** Whether a release that was not there before is there in part. */
async function copying(updates: string, before: ReadonlySet<string>, name: string): Promise<boolean> {
  const folder = (await readdir(updates)).find((one) => !before.has(one));
  if (folder === undefined) return false;
  const { size } = await stat(join(updates, folder, name)).catch(() => ({ size: 0 }));
  return size > 0;
}
