import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publish } from '../../src/desk/app/commands/publish';
import { withdraw } from '../../src/desk/app/commands/withdraw';
import { loadConfig, type Config } from '../../src/desk/app/config';
import type { Rollout } from '../../src/shared/model/update';
import { startTestDesk, type TestDesk } from '../support/desk';
import { newReleaseKey, ReleaseFolders } from '../support/release-folder';

const run = promisify(execFile);

/** Any package will do: what is tried is the repository. It must not be one of this machine's. */
const NAME = 'deskside-repository-probe';

describe('the desk as a package repository, to a real apt', () => {
  const key = newReleaseKey();
  const folders = new ReleaseFolders();
  let work: string;
  let desk: TestDesk;
  let config: Config;
  let apt: Apt;
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'deskside-apt-'));
    // apt reads as a user of its own.
    await chmod(work, 0o755);
    desk = await startTestDesk();
    const loaded = loadConfig({ DESKSIDE_DATA_DIR: desk.dataDir, DESKSIDE_RELEASE_KEYS: key.publicKey });
    if (!loaded.ok) throw new Error(loaded.fault.detail);
    config = loaded.value;
    await release('1.0.0', 'all');
    await release('1.1.0', 'pilot');
  });
  beforeEach(async () => {
    apt = await Apt.setUp(work, await download('/apt/deskside.gpg'));
  });
  afterAll(async () => {
    await desk.close();
    await folders.remove();
    await rm(work, { recursive: true, force: true });
  });

  async function release(version: string, ring: Rollout['ring']): Promise<void> {
    const debs = { [`${NAME}_${version}_amd64.deb`]: await makeDeb(work, version) };
    const folder = await folders.make({ version, key, debs });
    const published = await publish(config, { directory: folder.path, ring });
    if (!published.ok) throw new Error(published.fault.detail);
    expect(published.value.join('\n')).toContain('The package repository under /apt holds');
  }
  async function roll(version: string, ring: Rollout['ring'], paused = false): Promise<void> {
    const administrator = await desk.administrator();
    const body: Rollout = { channel: 'stable', version, ring, paused, minimumVersion: null };
    await administrator.get('changeRollout', { body });
    await desk.desk.features.apt.follow();
  }
  async function download(path: string): Promise<Buffer> {
    const response = await fetch(`${desk.url}${path}`);
    expect(response.status, path).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  it('installs what is rolled out to all, and follows when more is', async () => {
    await apt.update(desk.url);
    expect(await apt.candidate()).toBe('1.0.0');
    await apt.install();
    expect(await apt.installed()).toBe('1.0.0');

    await roll('1.1.0', 'all');
    await apt.update(desk.url);
    expect(await apt.candidate()).toBe('1.1.0');
    await apt.install();
    expect(await apt.installed()).toBe('1.1.0');
    // The one before stays for who must go back.
    await apt.install('=1.0.0', '--allow-downgrades');
    expect(await apt.installed()).toBe('1.0.0');

    await roll('1.1.0', 'all', true);
    await apt.update(desk.url);
    expect(await apt.candidate()).toBe('1.0.0');
    await roll('1.1.0', 'all');
  });

  it('no longer has what was withdrawn', async () => {
    await release('1.2.0', 'all');
    await apt.update(desk.url);
    expect(await apt.candidate()).toBe('1.2.0');
    expect(await withdraw(config, { channel: 'stable', version: '1.2.0' })).toMatchObject({ ok: true });
    await apt.update(desk.url);
    expect(await apt.candidate()).toBe('1.1.0');
  });

  it('is refused with another key', async () => {
    const other = await otherKey(work);
    apt = await Apt.setUp(work, other);
    await expect(apt.update(desk.url)).rejects.toThrow(/NO_PUBKEY|couldn't be verified|not signed/);
  });

  it('is refused where somebody in between changes the index', async () => {
    const between = await mitm(desk.url, (path, bytes) =>
      path.includes('/binary-amd64/') ? flipped(bytes) : bytes,
    );
    await expect(apt.update(between.url)).rejects.toThrow(/Hash Sum mismatch|unexpected size/);
    expect(await apt.candidate()).toBe('(none)');
    await between.close();
  });

  it('is refused where somebody in between changes Release', async () => {
    const between = await mitm(desk.url, (path, bytes) =>
      path.endsWith('Release')
        ? Buffer.from(bytes.toString().replace('Suite: stable', 'Suite: stab1e'))
        : bytes,
    );
    await expect(apt.update(between.url)).rejects.toThrow(/BADSIG|invalid|not signed/);
    expect(await apt.candidate()).toBe('(none)');
    await between.close();
  });

  it('is refused where somebody in between changes a package', async () => {
    const between = await mitm(desk.url, (path, bytes) => (path.endsWith('.deb') ? flipped(bytes) : bytes));
    await apt.update(between.url);
    await expect(apt.install()).rejects.toThrow(/Hash Sum mismatch/);
    expect(await apt.installed()).toBe('');
    await between.close();
  });

  it('is refused after its time, and not before', async () => {
    await expect(apt.update(desk.url, '+15d')).rejects.toThrow(/is expired|expired/i);
    await apt.update(desk.url, '+13d');
    expect(await apt.candidate()).toBe('1.1.0');
  });

  it('leaves nothing of its signing behind', async () => {
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('deskside-gpg-'));
    expect(left).toEqual([]);
    const { stdout } = await run('ps', ['-eo', 'args']);
    expect(stdout).not.toContain('deskside-gpg-');
    for (const secret of ['signing-key.asc', 'index.json', 'gnupg/private-keys-v1.d'])
      expect((await fetch(`${desk.url}/apt/${secret}`)).status).toBe(404);
  });
});

/** One bit of it. */
function flipped(bytes: Buffer): Buffer {
  const at = bytes.length - 5;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

async function makeDeb(work: string, version: string): Promise<Buffer> {
  const tree = join(work, `probe-${version}`);
  await mkdir(join(tree, 'DEBIAN'), { recursive: true });
  await mkdir(join(tree, `usr/share/${NAME}`), { recursive: true });
  await writeFile(join(tree, `usr/share/${NAME}/version`), version);
  const control = [
    `Package: ${NAME}`,
    `Version: ${version}`,
    'Architecture: amd64',
    'Maintainer: Deskside <dev@example.org>',
    'Description: tries the package repository of a desk',
    ' It holds one file.',
    '',
  ].join('\n');
  await writeFile(join(tree, 'DEBIAN/control'), control);
  const deb = join(work, `${NAME}_${version}_amd64.deb`);
  await run('dpkg-deb', ['--root-owner-group', '--build', tree, deb]);
  return readFile(deb);
}

async function otherKey(work: string): Promise<Buffer> {
  const home = await mkdtemp(join(work, 'gpg-'));
  const gpg = (...args: string[]) =>
    run('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...args], {
      encoding: 'buffer',
    });
  await gpg('--quick-generate-key', 'Somebody else', 'ed25519', 'sign', 'never');
  const { stdout } = await gpg('--export');
  await run('gpgconf', ['--homedir', home, '--kill', 'all']);
  return stdout;
}

/** An apt with lists, sources and packages of its own: nothing of this machine's is touched. */
class Apt {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  static async setUp(work: string, publicKey: Buffer): Promise<Apt> {
    const root = await mkdtemp(join(work, 'root-'));
    await chmod(root, 0o755);
    const folders = [
      'etc/apt/sources.list.d',
      'etc/apt/apt.conf.d',
      'etc/apt/preferences.d',
      'etc/apt/trusted.gpg.d',
    ];
    const more = [
      'var/lib/apt/lists/partial',
      'var/cache/apt/archives/partial',
      'var/log/apt',
      'var/lib/dpkg/info',
    ];
    for (const folder of [...folders, ...more, 'var/lib/dpkg/updates']) {
      await mkdir(join(root, folder), { recursive: true });
    }
    await writeFile(join(root, 'var/lib/dpkg/status'), '');
    await writeFile(join(root, 'etc/apt/deskside.gpg'), publicKey);
    const settings = {
      Dir: root,
      'Dir::State::status': join(root, 'var/lib/dpkg/status'),
      'DPkg::Options::': `--root=${root}`,
      'APT::Architecture': 'amd64',
      'APT::Architectures::': 'amd64',
      'APT::Sandbox::User': 'root',
      'Acquire::Retries': '0',
      'Acquire::http::Proxy': 'DIRECT',
      'Acquire::Languages': 'none',
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} "${value}";\n`);
    await writeFile(join(root, 'apt.conf'), lines.join(''));
    return new Apt(root);
  }

  /** @param later how far this computer's clock is ahead */
  async update(url: string, later?: string): Promise<void> {
    const source = `deb [arch=amd64 signed-by=${this.#root}/etc/apt/deskside.gpg] ${url}/apt stable main\n`;
    await writeFile(join(this.#root, 'etc/apt/sources.list'), source);
    await this.#run('apt-get', ['update', '--error-on=any'], later);
  }

  async candidate(): Promise<string> {
    const shown = await this.#run('apt-cache', ['policy', NAME]);
    return /Candidate: (.*)/.exec(shown)?.[1] ?? '(none)';
  }

  async install(version = '', ...args: string[]): Promise<void> {
    await this.#run('apt-get', ['install', '--yes', '--no-install-recommends', ...args, `${NAME}${version}`]);
  }

  async installed(): Promise<string> {
    try {
      return await readFile(join(this.#root, `usr/share/${NAME}/version`), 'utf8');
    } catch {
      return '';
    }
  }

  async #run(program: string, args: string[], later?: string): Promise<string> {
    const [command = program, ...before] =
      later === undefined ? [program] : ['faketime', '-f', later, program];
    // In place of the machine's own configuration, which may have the checks of times off.
    const config = join(this.#root, 'apt.conf');
    const env = { ...process.env, APT_CONFIG: config, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
    try {
      const { stdout, stderr } = await run(command, [...before, ...args], { env });
      return `${stdout}${stderr}`;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error });
    }
  }
}

interface Between {
  url: string;
  close(): Promise<void>;
}

/** Passes everything on, with what it does to it. */
async function mitm(url: string, change: (path: string, bytes: Buffer) => Buffer): Promise<Between> {
  const server: Server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '/';
      const answer = await fetch(`${url}${path}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, { 'content-type': 'application/octet-stream' });
      response.end(answer.ok ? change(path, bytes) : '');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
