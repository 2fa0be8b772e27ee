import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signerFrom, newReleaseKey } from '../../build/release/keys.ts';
import { signFolder } from '../../build/release/sign-folder.ts';
import { until } from '../../build/run/until.ts';
import type { Device } from '../../src/shared/model/device.ts';
import type { Release, Rollout, SignedRelease } from '../../src/shared/model/update.ts';
import { takeApart } from './support/app-images.ts';
import { standBetween, type Between, type Lie } from './support/between.ts';
import { startFleetDesk, type FleetDesk } from './support/fleet-desk.ts';
import { buildAppImage } from './support/packages.ts';
import { newPerson, type Person } from './support/person.ts';

const [N, NEXT, BROKEN] = ['0.1.0', '0.2.0', '0.3.0'] as const;
const USER = 'dsupdate';
const HELP = 'Get help';
const SLOW_MS = 120_000;
/** In the place of a program that is only going to be refused. */
const SMALL = randomBytes(4 * 1024 * 1024);

/** An AppImage of a person, its desk, and whatever may be wrong with a release. */
describe('an AppImage that is offered updates', () => {
  const place = mkdtempSync(join(tmpdir(), 'deskside-update-'));
  const keyFile = join(place, 'release-key.pem');
  const publicKey = newReleaseKey(keyFile);
  const signer = signerFrom(readFileSync(keyFile, 'utf8'));
  const strangerFile = join(place, 'stranger.pem');
  newReleaseKey(strangerFile);
  const stranger = signerFrom(readFileSync(strangerFile, 'utf8'));
  const userData = join(place, 'config/Deskside');
  const image = (version: string) => join(place, version, `Deskside-${version}-x86_64.AppImage`);
  let desk: FleetDesk;
  let between: Between;
  let person: Person;
  let installed = '';
  let least: string | null = null;

  beforeAll(async () => {
    const keys = { 'out/release-keys.json': JSON.stringify([publicKey]) };
    const workshop = takeApart(await buildAppImage({ version: N }));
    await workshop.make(N, join(place, N), keys);
    await workshop.make(NEXT, join(place, NEXT), keys);
    const crash = "setTimeout(() => require('electron').app.exit(1), 200);\n";
    await workshop.make(BROKEN, join(place, BROKEN), { ...keys, 'out/main/index.js': crash });
    workshop.remove();
    for (const version of [NEXT, BROKEN]) {
      const folder = join(place, version);
      await signFolder({ folder, version, channel: 'stable', days: 30, notes: '', signer });
    }
    desk = await startFleetDesk('update', { DESKSIDE_RELEASE_KEYS: publicKey });
    between = await standBetween(desk.url);
    person = await newPerson(USER);
    givePolicy({
      SERVER_URL: between.url,
      ENROLL_TOKEN: await desk.token(),
      HOTKEY: 'none',
      AUTOSTART: false,
    });
    installed = join(person.home, 'Applications/Deskside.AppImage');
    putAppImage(installed);
    start();
  }, 170_000);

  afterAll(async () => {
    // Undefined where what comes before it failed.
    await (person as Person | undefined)?.remove();
    await (between as Between | undefined)?.close();
    await (desk as FleetDesk | undefined)?.close();
    rmSync(place, { recursive: true, force: true });
  });

  it('runs, enrolled, and says what it is', async () => {
    const found = await device(({ online, inventory }) => online && inventory !== null, SLOW_MS);
    expect(found.inventory).toMatchObject({ agentVersion: N, package: 'appimage', arch: 'x64' });
    expect(found.inventory?.update).toEqual({ state: 'idle', version: null, reason: null });
  });

  it('is not offered what only pilots get', async () => {
    publish(NEXT);
    await rollOut({ ring: 'pilot' });
    const found = await device(({ update }) => update === 'ring');
    expect(found.inventory).toMatchObject({ agentVersion: N, update: { state: 'idle' } });
    expect(fileRequests()).toEqual([]);
  });

  const lies: [string, () => { signed: SignedRelease; file?: Lie }][] = [
    ['bad-signature', () => ({ signed: { ...manifest({}), signature: manifest({}, stranger).signature } })],
    ['unknown-key', () => ({ signed: manifest({}, stranger) })],
    ['downgrade', () => ({ signed: manifest({ version: '0.0.9' }) })],
    ['wrong-channel', () => ({ signed: manifest({ channel: 'preview' }) })],
    [
      'expired',
      () => ({
        signed: manifest({ releasedAt: '2020-01-01T00:00:00.000Z', expiresAt: '2020-03-01T00:00:00.000Z' }),
      }),
    ],
    // A feed that names what the manifest does not.
    [
      'feed-mismatch',
      () => ({ signed: manifest({ files: [{ ...smallFile(), sha512: fileOf(BROKEN).sha512 }] }) }),
    ],
    ['wrong-hash', () => ({ signed: manifest({}), file: tampered(SMALL) })],
    ['wrong-hash', () => ({ signed: manifest({}), file: SMALL.subarray(0, SMALL.length / 2) })],
    [
      'err-',
      () => ({
        signed: manifest({}),
        file: { whole: SMALL.length, bytes: SMALL.subarray(0, SMALL.length / 2) },
      }),
    ],
    ['wrong-hash', () => ({ signed: manifest({}), file: { endless: SMALL } })],
    ['redirected', () => ({ signed: manifest({}), file: { status: 200, headers: { location: '/else' } } })],
    ['desk-busy', () => ({ signed: manifest({}), file: { status: 503, headers: {} } })],
  ];
  it.each(lies)('goes on as it is where a desk in wrong hands answers: %s', async (reason, lie) => {
    const before = await device(() => true);
    const { signed, file } = lie();
    between.answers((path) => {
      if (path.startsWith('/api/device/update')) {
        return Buffer.from(JSON.stringify({ reason: 'offered', release: signed }));
      }
      if (/\/latest-linux\.yml/.test(path)) return Buffer.from(feed());
      return path.includes('.AppImage') ? (file ?? SMALL) : undefined;
    });
    await rollOut({ ring: 'pilot' });
    const found = await device(({ inventory }) => {
      const { state, reason: told } = inventory?.update ?? { state: 'idle', reason: null };
      return ['refused', 'failed', 'waiting'].includes(state) && told?.startsWith(reason) === true;
    });
    expect(found.inventory?.agentVersion).toBe(N);
    expect(hashOf(installed)).toBe(hashOf(image(N)));
    expect(besides(installed)).toEqual([]);
    expect(existsSync(join(userData, 'update/download'))).toBe(false);
    // Honest again: it forgets what was refused.
    between.answers(null);
    await rollOut({ ring: 'pilot' });
    await device(({ inventory }) => inventory?.update.state === 'idle');
    expect(before.id).toBe(found.id);
  });

  it('downloads nothing that it could not put in its place', async () => {
    const before = fileRequests().length;
    chownSync(dirname(installed), 0, 0);
    await rollOut({ ring: 'all' });
    const found = await device(({ inventory }) => inventory?.update.reason === 'not-writable');
    expect(found.inventory).toMatchObject({ agentVersion: N, update: { state: 'refused', version: NEXT } });
    expect(fileRequests()).toHaveLength(before);
    await rollOut({ ring: 'pilot' });
    await device(({ inventory }) => inventory?.update.state === 'idle');
    chownSync(dirname(installed), person.uid, person.uid);
  });

  it('waits while the person writes, with the download ready', async () => {
    start('deskside://help');
    await until('the window', async () => person.pointer.window('name', HELP) ?? undefined);
    await rollOut({ ring: 'all' });
    const found = await device(({ inventory }) => inventory?.update.reason === 'help-open', SLOW_MS);
    expect(found.inventory).toMatchObject({
      agentVersion: N,
      update: { version: NEXT, state: 'waiting' },
    });
    expect(hashOf(installed)).toBe(hashOf(image(N)));
  });

  it('becomes the next version once the window is closed, as the same device and under the same name', async () => {
    const { id } = await device(() => true);
    person.pointer.key('Escape');
    const found = await device(
      ({ online, inventory }) => online && inventory?.agentVersion === NEXT,
      SLOW_MS,
    );
    expect(found.id).toBe(id);
    expect(hashOf(installed)).toBe(hashOf(image(NEXT)));
    expect(besides(installed)).toEqual(['.Deskside.AppImage.previous']);
  });

  it('lets go of the version before when it has run for half a minute', async () => {
    await until('the proof', async () => (besides(installed).length === 0 ? true : undefined), SLOW_MS);
    expect(existsSync(join(userData, 'update/trial.json'))).toBe(false);
  });

  it('takes back a version that crashes at its first three starts, and says so', async () => {
    const { id } = await device(() => true);
    publish(BROKEN);
    await rollOut({ version: BROKEN, ring: 'all' });
    const found = await device(
      ({ online, inventory }) => online && inventory?.update.state === 'rolled-back',
      SLOW_MS,
    );
    expect(found.id).toBe(id);
    expect(found.inventory).toMatchObject({
      agentVersion: NEXT,
      update: { version: BROKEN, reason: 'crashed' },
    });
    expect(hashOf(installed)).toBe(hashOf(image(NEXT)));
  });

  it('does not try it again', async () => {
    const before = fileRequests().length;
    await rollOut({ version: BROKEN, ring: 'all' });
    const found = await device(({ inventory }) => inventory?.update.reason === 'rolled-back-before');
    expect(found.inventory).toMatchObject({ agentVersion: NEXT, update: { state: 'rolled-back' } });
    expect(fileRequests()).toHaveLength(before);
  });

  /** Laid over the system's own folder for this agent alone: other tests have policies of their own. */
  function givePolicy(policy: Record<string, unknown>): void {
    const folder = join(place, 'etc/deskside');
    mkdirSync(folder, { recursive: true });
    for (const path of [place, dirname(folder), folder]) chmodSync(path, 0o755);
    writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy), { mode: 0o644 });
  }

  function start(...args: string[]): void {
    const script = 'mount -t overlay -o "lowerdir=$1:/etc" overlay /etc && shift && exec "$@"';
    const as = ['setpriv', `--reuid=${person.uid}`, `--regid=${person.uid}`, '--init-groups', '--'];
    spawn('unshare', ['-m', 'sh', '-c', script, 'sh', join(place, 'etc'), ...as, installed, ...args], {
      env: { ...person.display.env, XDG_CONFIG_HOME: join(place, 'config') },
      cwd: person.home,
      stdio: 'ignore',
      detached: true,
    });
  }

  function putAppImage(file: string): void {
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(image(N), file);
    mkdirSync(join(place, 'config'));
    for (const path of [dirname(file), file, join(place, 'config')]) chownSync(path, person.uid, person.uid);
  }

  function fileOf(version: string): Release['files'][number] {
    const { payload } = JSON.parse(
      readFileSync(join(place, version, 'release.json'), 'utf8'),
    ) as SignedRelease;
    const file = (JSON.parse(payload) as Release).files[0];
    if (file === undefined) throw new Error('the release names no file');
    return file;
  }

  function smallFile(): Release['files'][number] {
    const sha512 = createHash('sha512').update(SMALL).digest('base64');
    return { ...fileOf(NEXT), size: SMALL.length, sha512 };
  }

  /** The updater's own, beside `manifest`. */
  function feed(): string {
    const { name, size, sha512 } = smallFile();
    const files = [{ url: name, sha512, size }];
    return JSON.stringify({ version: NEXT, files, path: name, sha512, releaseDate: '2026-11-21T08:00:00Z' });
  }

  function manifest(over: Partial<Release>, by = signer): SignedRelease {
    const { payload } = JSON.parse(readFileSync(join(place, NEXT, 'release.json'), 'utf8')) as SignedRelease;
    const text = JSON.stringify({ ...(JSON.parse(payload) as Release), files: [smallFile()], ...over });
    return { payload: text, keyId: by.keyId, signature: by.sign(`deskside release\n${text}`) };
  }

  function publish(version: string): void {
    execFileSync(
      process.execPath,
      ['out/desk/index.mjs', 'publish', join(place, version), '--ring', 'pilot'],
      {
        env: {
          ...process.env,
          DESKSIDE_DATA_DIR: join(desk.folder, 'desk-data'),
          DESKSIDE_PUBLIC_URL: desk.url,
          DESKSIDE_RELEASE_KEYS: publicKey,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  }

  /** Connected agents ask at once, when something changed: here the minimum, of which nobody is below. */
  async function rollOut(over: Partial<Rollout>): Promise<void> {
    least = least === null ? '0.0.1' : null;
    const body: Rollout = {
      channel: 'stable',
      version: NEXT,
      ring: 'pilot',
      paused: false,
      minimumVersion: least,
      ...over,
    };
    await desk.administrator.get('changeRollout', { body });
  }

  function device(wanted: (found: Device) => boolean, withinMs = 30_000): Promise<Device> {
    return until(
      'the device as it should be',
      async () => {
        const { devices } = await desk.administrator.get('devices', { query: { search: USER } });
        return devices.find(wanted);
      },
      withinMs,
    );
  }

  const fileRequests = () => between.asked.filter((path) => path.includes('.AppImage'));
});

/** The same length, one other byte in the middle. */
function tampered(real: Buffer): Buffer {
  const other = Buffer.from(real);
  const at = Math.floor(other.length / 2);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** What updates left beside the AppImage. */
function besides(file: string): string[] {
  return readdirSync(dirname(file)).filter((name) => name.startsWith('.'));
}
