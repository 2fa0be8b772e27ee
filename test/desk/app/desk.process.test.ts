import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from '../../support/desk';
import { DeskClient } from '../../support/desk-client';
import { bundleDesk, type DeskBundle, type DeskProcess } from '../../support/desk-process';
import { FakeDevice } from '../../support/fake-device';

describe('the desk as a process', () => {
  let bundle: DeskBundle;
  let desk: DeskProcess | undefined;
  beforeAll(async () => {
    bundle = await bundleDesk();
  }, 30_000);
  afterEach(async () => {
    await desk?.kill('SIGKILL');
    desk = undefined;
  });
  afterAll(() => bundle.remove());

  const newDevice = async (url: string): Promise<FakeDevice> => {
    // Beside the running desk, on the same database.
    const { stdout, code } = await bundle.run(['enroll-token', '--uses', '1', '--label', 'test']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\w-]{43}\n$/);
    return new FakeDevice(url).enroll(stdout.trim());
  };

  it('explains a setting that is wrong, and a command it does not know', async () => {
    const wrong = await bundle.run([], { DESKSIDE_PORT: 'many' });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('port (DESKSIDE_PORT)');
    expect((await bundle.run(['dance'])).stderr).toContain('usage:');
    expect((await bundle.run(['enroll-token', '--uses', '0'])).stderr).toContain('--uses');
  });

  it('says in words why no token was issued, and why it does not start', async () => {
    const inTheWay = join(bundle.folder, 'index.mjs');
    const token = await bundle.run(['enroll-token'], { DESKSIDE_DATA_DIR: inTheWay });
    expect(token).toMatchObject({ code: 1, stdout: '' });
    expect(token.stderr).toContain(`DESKSIDE_DATA_DIR`);
    expect(token.stderr).not.toMatch(/^\s+at /m);
    const start = await bundle.run([], { DESKSIDE_DATA_DIR: inTheWay });
    expect(start.stderr).toContain('DESKSIDE_DATA_DIR');
    expect((await bundle.run(['enroll-token', '--use', '1'])).stderr).toContain('--use');
    expect((await bundle.run(['enroll-token', '--label', ' '])).stderr).toContain('--label');
    expect((await bundle.run(['enroll-token', '--hours', '1.5'])).stderr).toContain('--hours');
    desk = await bundle.serve();
    const other = join(bundle.folder, 'other');
    const taken = await bundle.run([], { DESKSIDE_PORT: new URL(desk.url).port, DESKSIDE_DATA_DIR: other });
    expect(taken).toMatchObject({ code: 1 });
    expect(taken.stderr).toContain('DESKSIDE_PORT');
  }, 30_000);

  it('says where it is, shows the one-time link, and stops when asked', async () => {
    desk = await bundle.serve();
    expect(desk.setupUrl).toMatch(new RegExp(`^${desk.url}/setup#token=[\\w-]{43}$`));
    for (const name of ['secrets.json', 'deskside.db', '.']) {
      const { mode } = await stat(join(bundle.dataDir, name));
      expect(mode & 0o077, name).toBe(0);
    }
    expect(await desk.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('issues tokens that ask for approval and say where a computer stands', async () => {
    desk = await bundle.serve();
    const asked = ['--uses', '2', '--site', 'Ulm', '--tags', 'sales,lent', '--approve', '192.0.2.0/24'];
    const { stdout, code } = await bundle.run(['enroll-token', ...asked, '--others', 'no']);
    expect(code).toBe(0);
    const device = await new FakeDevice(desk.url).enroll(stdout.trim());
    expect(device.status).toBe('pending');
    await expect(device.client()).rejects.toThrow('device-pending');
  }, 30_000);

  it('has every ticket once that it said it has, after being killed in the middle', async () => {
    desk = await bundle.serve();
    const device = await newDevice(desk.url);
    const client = await device.client();
    const requests = Array.from({ length: 20 }, (_, index) => device.request({ text: `Request ${index}` }));
    const acknowledged = new Map<string, string>();
    const killAfter = 1 + Math.floor(Math.random() * 15);
    let killed: Promise<unknown> | undefined;
    await Promise.all(
      requests.map(async (request) => {
        try {
          const { value, status } = await client.call('createTicket', { body: { request, report: null } });
          if (status === 201) acknowledged.set(value.id, value.number);
        } catch {
          // Cut off: whether it was stored is what the retry finds out.
        }
        if (acknowledged.size >= killAfter) killed ??= desk?.kill('SIGKILL');
      }),
    );
    await killed;
    expect(acknowledged.size).toBeGreaterThanOrEqual(killAfter);

    desk = await bundle.serve();
    const again = new DeskClient(desk.url, { accessToken: client.accessToken ?? '' });
    const kept = await again.get('ownTickets', {});
    for (const [id, number] of acknowledged) {
      expect(kept.filter((ticket) => ticket.id === id)).toMatchObject([{ number }]);
    }
    const retried = await Promise.all(
      requests.map((request) => again.get('createTicket', { body: { request, report: null } })),
    );
    const all = await again.get('ownTickets', {});
    expect(all.map(({ id }) => id).sort()).toEqual(requests.map(({ id }) => id).sort());
    expect(new Set(all.map(({ number }) => number)).size).toBe(20);
    for (const { id, number } of retried) expect(acknowledged.get(id) ?? number).toBe(number);

    const administrator = new DeskClient(desk.url);
    const token = desk.setupUrl?.split('#token=')[1] ?? '';
    const body = { token, name: 'Ada', email: 'ada@example.org', password: PASSWORD };
    await administrator.get('setup', { body });
    const trail = await administrator.get('audit', { query: { limit: 200 } });
    expect(trail.filter(({ action }) => action === 'ticket.created')).toHaveLength(20);
  }, 30_000);
});
