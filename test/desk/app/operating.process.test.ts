import {
  chmod,
  mkdir,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { create } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followKey } from '../../../src/main/link/rollover';
import { newId } from '../../../src/shared/model/ids';
import { PASSWORD } from '../../support/desk';
import { DeskClient } from '../../support/desk-client';
import { bundleDesk, type DeskBundle, type DeskProcess } from '../../support/desk-process';
import { FakeDevice } from '../../support/fake-device';

interface Line {
  level: 'ok' | 'warn' | 'fail';
  check: string;
  text: string;
  todo?: string;
}

describe('operating a desk', () => {
  let bundle: DeskBundle;
  beforeAll(async () => {
    bundle = await bundleDesk();
  }, 60_000);
  afterAll(() => bundle.remove());

  const place = (name: string) => join(bundle.folder, name);
  const on = (dataDir: string, more: Record<string, string> = {}) => ({
    DESKSIDE_DATA_DIR: dataDir,
    ...more,
  });
  const doctor = async (env: Record<string, string>): Promise<Line[]> =>
    JSON.parse((await bundle.run(['doctor', '--json'], env)).stdout) as Line[];
  const fails = (lines: Line[]) => lines.filter(({ level }) => level === 'fail').map(({ check }) => check);

  it('says how each command is used, and ends with 2 when it is used otherwise', async () => {
    const all = await bundle.run(['--help']);
    expect(all.code).toBe(0);
    const names = [...all.stdout.matchAll(/^ {2}([a-z-]+) {2,}/gm)].map(([, name]) => name ?? '');
    expect(names).toEqual(
      expect.arrayContaining(['init', 'doctor', 'backup', 'restore', 'rotate-keys', 'serve']),
    );
    for (const name of ['init', 'backup', 'rotate-keys']) {
      const help = await bundle.run([name, '--help']);
      expect(help).toMatchObject({ code: 0, stderr: '' });
      expect(help.stdout).toContain(`usage: deskside-desk ${name}`);
    }
    for (const wrong of [['backup'], ['restore', 'a', 'b'], ['rotate-keys'], ['init', '--port', 'many']]) {
      expect((await bundle.run(wrong)).code, wrong.join(' ')).toBe(2);
    }
  }, 60_000);

  it('makes what a new desk needs, once, for nobody else to read', async () => {
    const dataDir = place('new');
    const init = ['init', '--data-dir', dataDir, '--organization', 'Example GmbH', '--port', '7999'];
    const env = on('', {});
    const first = await bundle.run(init, env);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const settings = join(dataDir, 'desk.json');
    expect(JSON.parse(await readFile(settings, 'utf8'))).toEqual({
      organization: 'Example GmbH',
      port: 7999,
      dataDir,
    });
    for (const name of ['.', 'desk.json', 'secrets.json', 'deskside.db']) {
      expect((await stat(join(dataDir, name))).mode & 0o077, name).toBe(0);
    }
    const secrets = await readFile(join(dataDir, 'secrets.json'), 'utf8');
    const again = await bundle.run(['init', '--data-dir', dataDir, '--organization', 'Others'], env);
    expect(again.stdout).toContain('stays as it is');
    expect(await readFile(settings, 'utf8')).toContain('Example GmbH');
    expect(await readFile(join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
  }, 60_000);

  it('finds what is wrong with a desk, and nothing with a good one', async () => {
    const dataDir = place('sick');
    const env = on(dataDir, { DESKSIDE_PORT: '7997' });
    expect(fails(await doctor(env))).toEqual(['data folder']);
    await bundle.run(['init'], env);
    const good = await doctor(env);
    expect(fails(good)).toEqual([]);
    expect(good.filter(({ level }) => level === 'warn').map(({ check }) => check)).toEqual([
      'backup',
      'address',
      'relay',
    ]);
    await chmod(join(dataDir, 'secrets.json'), 0o644);
    await chmod(dataDir, 0o755);
    expect(fails(await doctor(env))).toEqual(['data folder', 'secrets']);
    await chmod(dataDir, 0o700);
    await writeFile(join(dataDir, 'secrets.json'), '{}', { mode: 0o600 });
    await chmod(join(dataDir, 'secrets.json'), 0o600);
    const database = new DatabaseSync(join(dataDir, 'deskside.db'));
    const insert = database.prepare(
      "insert into audit (seq, at, actor_kind, actor_name, action, details, hash) values (1, ?, 'desk', 'Desk', 'keys.rotated', '{}', ?)",
    );
    insert.run('2999-01-01T00:00:00.000Z', 'f'.repeat(64));
    database.close();
    expect(fails(await doctor(env))).toEqual(['secrets', 'audit trail', 'clock']);
    const { stdout, stderr, code } = await bundle.run(['doctor'], {
      ...env,
      DESKSIDE_PUBLIC_URL: 'http://desk.test',
    });
    expect([code, stderr]).toEqual([1, '4 checks failed.\n']);
    expect(stdout).toMatch(/^fail {2}audit trail: entry 1 .*\n {6}→ /m);
    await truncate(join(dataDir, 'deskside.db'), 9000);
    expect(fails(await doctor(env))).toContain('database');
    await mkdir(join(dataDir, 'apt'));
    expect(fails(await doctor(env))).toContain('package repository');
  }, 60_000);

  describe('with a desk that has something', () => {
    let desk: DeskProcess;
    let device: FakeDevice;
    let administrator: DeskClient;
    let archive: string;
    const acknowledged = new Map<string, string>();

    beforeAll(async () => {
      desk = await bundle.serve();
      const { stdout } = await bundle.run(['enroll-token', '--label', 'test']);
      device = await new FakeDevice(desk.url).enroll(stdout.trim());
      administrator = new DeskClient(desk.url);
      const token = desk.setupUrl?.split('#token=')[1] ?? '';
      await administrator.get('setup', {
        body: { token, name: 'Ada', email: 'ada@example.org', password: PASSWORD },
      });
      archive = place('desk.tar.gz');
    }, 60_000);
    afterAll(() => desk.kill('SIGKILL'));

    it('backs up beside it, with everything that was acknowledged before', async () => {
      const client = await device.client();
      const ticket = await device.file();
      const bytes = Buffer.alloc(300_000, 'log ');
      await client.get('attach', {
        params: { id: ticket.id, attachmentId: newId() },
        query: { name: 'system.log', kind: 'file' },
        headers: {
          'content-type': 'text/plain',
          'x-content-sha256': createHash('sha256').update(bytes).digest('hex'),
        },
        body: bytes,
      });
      let going = true;
      const writing = (async () => {
        while (going) {
          const request = device.request();
          const made = await client.get('createTicket', { body: { request, report: null } });
          acknowledged.set(made.id, made.number);
        }
      })();
      await expect.poll(() => acknowledged.size).toBeGreaterThan(5);
      const before = new Map(acknowledged).set(ticket.id, ticket.number);
      const made = await bundle.run(['backup', archive, '--json']);
      going = false;
      await writing;
      expect(made).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(made.stdout)).toMatchObject({ file: archive, missing: [] });
      expect((await stat(archive)).mode & 0o777).toBe(0o600);
      expect((await readdir(bundle.folder)).filter((name) => name.includes('.tmp'))).toEqual([]);
      expect((await readdir(bundle.dataDir)).filter((name) => name.includes('.tmp'))).toEqual([]);

      const elsewhere = place('elsewhere');
      const restored = await bundle.run(['restore', archive, '--data-dir', elsewhere]);
      expect(restored).toMatchObject({ code: 0, stderr: '' });
      const data = new DatabaseSync(join(elsewhere, 'deskside.db'), { readOnly: true });
      const policy = data.prepare('select revision, changed_at from policy').get();
      data.close();
      // Above every number this desk had counted to since the backup, or agents would ignore it.
      expect(policy?.['revision']).toBe(Math.floor(Date.parse(String(policy?.['changed_at'])) / 1000));
      const second = await bundle.serve(on(elsewhere));
      try {
        const kept = await new DeskClient(second.url, { accessToken: client.accessToken ?? '' }).get(
          'ownTickets',
          {},
        );
        for (const [id, number] of before) {
          expect(kept.filter((one) => one.id === id)).toMatchObject([{ number }]);
        }
        const lines = await doctor(on(elsewhere, { DESKSIDE_PORT: new URL(second.url).port }));
        expect(fails(lines)).toEqual([]);
        expect(lines.find(({ check }) => check === 'files')?.text).toMatch(/^all 1 files/);
      } finally {
        await second.kill('SIGTERM');
      }
    }, 60_000);

    it('keeps two desks off the same data, and keys and restores off a running one', async () => {
      const second = await bundle.run([], { DESKSIDE_PORT: '0' });
      expect(second).toMatchObject({ code: 1 });
      expect(second.stderr).toContain('another desk runs on the data');
      for (const command of [
        ['rotate-keys', '--identity'],
        ['restore', archive, '--replace'],
      ]) {
        const { code, stderr } = await bundle.run(command);
        expect([code, command[0]]).toEqual([1, command[0]]);
        expect(stderr).toContain('systemctl stop');
      }
    }, 60_000);

    it('refuses an archive with anything wrong in it, and leaves the folder as it was', async () => {
      const whole = await readFile(archive);
      const broken = place('broken.tar.gz');
      const target = place('target');
      const refused = async (file: string) => {
        const { code, stderr } = await bundle.run(['restore', file, '--data-dir', target]);
        expect((await readdir(target)).filter((name) => name !== 'desk.lock')).toEqual([]);
        expect(code).toBe(1);
        expect(stderr).toMatch(/the file is damaged|not what was backed up|no backup/);
      };
      // From the eleventh byte on: those before are gzip's own notes on time and system, which nobody reads.
      for (let at = 10; at < whole.length; at += Math.ceil(whole.length / 6)) {
        const copy = Buffer.from(whole);
        copy[at] = (copy[at] ?? 0) ^ 0x55;
        await writeFile(broken, copy);
        await refused(broken);
      }
      for (const length of [0, 9, Math.floor(whole.length / 2), whole.length - 1]) {
        await writeFile(broken, whole.subarray(0, length));
        await refused(broken);
      }
    }, 60_000);

    it('refuses an archive that would put files elsewhere', async () => {
      const from = place('hostile');
      await mkdir(from);
      const one = { size: 1, sha256: createHash('sha256').update('x').digest('hex') };
      const about = { format: 1, version: '0.0.0', schema: 1, deskId: newId(), withUpdates: false };
      const target = place('target');
      const pack = async (files: { path: string }[], names: string[], more: object = {}) => {
        const manifest = { ...about, createdAt: new Date().toISOString(), files, ...more };
        await writeFile(join(from, 'manifest.json'), JSON.stringify(manifest));
        const file = place('hostile.tar.gz');
        await create({ file, cwd: from, gzip: true, preservePaths: true }, ['manifest.json', ...names]);
        const { code, stderr } = await bundle.run(['restore', file, '--data-dir', target]);
        expect(code).toBe(1);
        expect((await readdir(target)).filter((name) => name !== 'desk.lock')).toEqual([]);
        return stderr;
      };
      const database = { path: 'deskside.db', ...one };
      const outside = { path: '../outside', ...one };
      expect(await pack([database, outside], [])).toContain('manifest is not right');
      await writeFile(join(from, 'secrets.json'), 'x');
      await writeFile(join(from, 'extra'), 'x');
      expect(await pack([database, { ...database, path: 'secrets.json' }], ['extra'])).toContain('extra');
      expect(await pack([database, { ...database, path: 'secrets.json' }], ['secrets.json'])).toContain(
        'deskside.db is missing',
      );
      await rm(join(from, 'secrets.json'));
      await symlink('/etc/passwd', join(from, 'secrets.json'));
      expect(await pack([database, { ...database, path: 'secrets.json' }], ['secrets.json'])).toContain(
        'no plain file',
      );
      expect(await pack([database, database], [], { format: 2 })).toContain('newer desk');
    }, 60_000);

    it('changes its keys, and whoever pinned the old ones follows', async () => {
      await desk.kill('SIGTERM');
      const before = await readFile(join(bundle.dataDir, 'secrets.json'), 'utf8');
      const changed = await bundle.run(['rotate-keys', '--identity', '--policy', '--access-tokens']);
      expect(changed).toMatchObject({ code: 0, stderr: '' });
      const kept = (await readdir(bundle.dataDir)).filter((name) => name.startsWith('secrets.json.before-'));
      expect(kept).toHaveLength(1);
      expect(await readFile(join(bundle.dataDir, kept[0] ?? ''), 'utf8')).toBe(before);
      expect((await stat(join(bundle.dataDir, kept[0] ?? ''))).mode & 0o077).toBe(0);
      desk = await bundle.serve({ DESKSIDE_PORT: new URL(desk.url).port });
      await expect(device.client(), 'with the old key pinned').rejects.toThrow('did not prove itself');
      const { rollovers } = await new DeskClient(desk.url).get('challenge', {
        body: { deviceId: device.id, purpose: 'api', deviceNonce: 'a'.repeat(43) },
      });
      const policyKey = followKey('policy', device.deskId, device.policyPublicKey, rollovers);
      device.deskPublicKey = followKey('desk', device.deskId, device.deskPublicKey, rollovers) ?? '';
      expect(await (await device.client()).get('ownTickets', {})).not.toEqual([]);
      const other = await new FakeDevice(desk.url).enroll((await bundle.run(['enroll-token'])).stdout.trim());
      expect([other.deskPublicKey, other.policyPublicKey]).toEqual([device.deskPublicKey, policyKey]);
      const again = new DeskClient(desk.url, { cookie: administrator.cookie ?? '' });
      const trail = await again.get('audit', { query: { limit: 10 } });
      expect(trail.find(({ action }) => action === 'keys.rotated')).toMatchObject({
        details: { identity: true, policy: true, accessTokens: true },
      });
    }, 60_000);

    it('puts aside what is there when it is told to replace it', async () => {
      await desk.kill('SIGTERM');
      expect((await bundle.run(['restore', archive])).stderr).toContain('--replace');
      const replaced = await bundle.run(['restore', archive, '--replace', '--json']);
      const { aside } = JSON.parse(replaced.stdout) as { aside: string };
      expect(await readdir(join(bundle.dataDir, aside))).toEqual(
        expect.arrayContaining(['deskside.db', 'secrets.json', 'attachments']),
      );
      // What a restore that was killed in the middle leaves: no desk starts on it.
      await (await open(join(bundle.dataDir, 'restore-unfinished'), 'w')).close();
      expect((await bundle.run([])).stderr).toContain('did not come to its end');
      expect((await bundle.run(['restore', archive, '--replace'])).code).toBe(0);
      desk = await bundle.serve();
    }, 60_000);
  });
});
