import { randomBytes } from 'node:crypto';
import { readdir, truncate } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { DataSplitter } from 'electron-updater/out/differentialDownloader/DataSplitter.js';
import { OperationKind } from 'electron-updater/out/differentialDownloader/downloadPlanBuilder.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../../../src/desk/app/commands/publish';
import { loadConfig, type Config } from '../../../src/desk/app/config';
import type { Rollout } from '../../../src/shared/model/update';
import type { CallOf } from '../../../src/shared/contract/route';
import type { deviceApi } from '../../../src/shared/contract/api-device';
import { startTestDesk, type TestDesk } from '../../support/desk';
import { newReleaseKey, ReleaseFolders, type ReleaseFolder } from '../../support/release-folder';

const ASKING: CallOf<typeof deviceApi.ownUpdate>['query'] = {
  version: '0.1.0',
  platform: 'linux',
  arch: 'x64',
  package: 'appimage',
  channel: 'stable',
  ring: 'auto',
  updates: 'automatic',
};

const STEPS: readonly string[] = [
  '..',
  '%2e%2e',
  '..%2f',
  '..%5c',
  '%2f',
  '%00',
  '.',
  'stable',
  'STABLE',
  '0.2.0',
  'release.json',
  'secrets.json',
  'deskside.db',
  'etc',
  'passwd',
  '%c0%af',
  '%252e%252e',
  '\\',
  ';',
  '*',
  '~',
];

describe('updates over HTTP', () => {
  const key = newReleaseKey();
  const folders = new ReleaseFolders();
  const image = randomBytes(300_000);
  let desk: TestDesk;
  let config: Config;
  let folder: ReleaseFolder;
  beforeAll(async () => {
    desk = await startTestDesk();
    const loaded = loadConfig({ DESKSIDE_DATA_DIR: desk.dataDir, DESKSIDE_RELEASE_KEYS: key.publicKey });
    if (!loaded.ok) throw new Error(loaded.fault.detail);
    config = loaded.value;
    folder = await folders.make({ version: '0.2.0', key, appImage: image });
    const published = await publish(config, { directory: folder.path, ring: 'pilot' });
    expect(published).toMatchObject({ ok: true });
  });
  afterAll(async () => {
    await desk.close();
    await folders.remove();
  });

  const at = (name: string, version = '0.2.0') => `${desk.url}/updates/stable/${version}/${name}`;
  const get = (headers: Record<string, string> = {}, name = folder.appImage, method = 'GET') =>
    fetch(at(name), { headers, method });
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
  const rollout = (fields: Partial<Rollout> = {}): Rollout => ({
    channel: 'stable',
    version: '0.2.0',
    ring: 'pilot',
    paused: false,
    minimumVersion: null,
    ...fields,
  });

  describe('files', () => {
    it('come as they were published, to be kept for ever', async () => {
      const response = await get();
      expect(response.status).toBe(200);
      expect((await bytesOf(response)).equals(image)).toBe(true);
      expect(response.headers.get('content-length')).toBe('300000');
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('accept-ranges')).toBe('bytes');
      expect(response.headers.get('content-disposition')).toContain('attachment');
      expect(response.headers.get('content-security-policy')).toContain('sandbox');
      const feed = await get({}, 'latest-linux.yml');
      expect(feed.headers.get('content-type')).toBe('text/yaml; charset=utf-8');
      expect(await feed.text()).toContain('version: 0.2.0');
      expect(await (await get({}, 'release.json')).json()).toEqual(folder.signed);
      expect((await get({}, `${folder.appImage}.blockmap`)).status).toBe(200);
      // electron-updater adds such a query to its feed.
      expect((await fetch(`${at('latest-linux.yml')}?noCache=1abc`)).status).toBe(200);
    });

    it('are told of without being sent', async () => {
      const response = await get({}, folder.appImage, 'HEAD');
      expect(response.status).toBe(200);
      expect(response.headers.get('content-length')).toBe('300000');
      expect(await bytesOf(response)).toHaveLength(0);
    });

    it('are not sent again to who has them', async () => {
      const { headers } = await get({}, 'release.json');
      const etag = headers.get('etag') ?? '';
      const modified = headers.get('last-modified') ?? '';
      expect((await get({ 'if-none-match': etag }, 'release.json')).status).toBe(304);
      expect((await get({ 'if-none-match': `"x", W/${etag}` }, 'release.json')).status).toBe(304);
      expect((await get({ 'if-modified-since': modified }, 'release.json')).status).toBe(304);
      expect((await get({ 'if-none-match': '"x"', 'if-modified-since': modified })).status).toBe(200);
    });

    it.each([
      ['bytes=0-99', 0, 100],
      ['bytes=299000-', 299_000, 300_000],
      ['bytes=-5', 299_995, 300_000],
    ])('come in the piece %s', async (range, start, end) => {
      const response = await get({ range });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/300000`);
      expect((await bytesOf(response)).equals(image.subarray(start, end))).toBe(true);
    });

    it('come in many pieces at once, as an updater that has most of them asks', async () => {
      const pieces = [
        [10, 20],
        [100_000, 170_000],
        [299_999, 300_000],
      ] as const;
      const range = `bytes=${pieces.map(([from, to]) => `${from}-${to - 1}`).join(', ')}`;
      const response = await get({ range });
      expect(response.status).toBe(206);
      const type = response.headers.get('content-type') ?? '';
      const boundary = /^multipart\/byteranges; boundary=(\S+)$/.exec(type)?.[1] ?? '';
      const body = await bytesOf(response);
      expect(Number(response.headers.get('content-length'))).toBe(body.length);
      const parts = body.toString('latin1').split(`--${boundary}`);
      expect(parts.at(-1)).toBe('--\r\n');
      expect(parts).toHaveLength(pieces.length + 2);
      pieces.forEach(([from, to], index) => {
        const part = parts[index + 1] ?? '';
        expect(part).toContain(`content-range: bytes ${from}-${to - 1}/300000\r\n`);
        const content = part.slice(part.indexOf('\r\n\r\n') + 4, -2);
        expect(Buffer.from(content, 'latin1').equals(image.subarray(from, to))).toBe(true);
      });
    });

    it('come in pieces that electron-updater itself puts together', async () => {
      const pieces = Array.from({ length: 1000 }, (_, at) => [at * 300, at * 300 + 1 + (at % 299)] as const);
      const response = await get({
        range: `bytes=${pieces.map(([from, to]) => `${from}-${to - 1}`).join(', ')}`,
      });
      const boundary = (response.headers.get('content-type') ?? '').split('boundary=')[1] ?? '';
      const received: Buffer[] = [];
      const out = new Writable({
        write(chunk: Buffer, _encoding, done) {
          received.push(chunk);
          done();
        },
      });
      const tasks = pieces.map(([start, end]) => ({ kind: OperationKind.DOWNLOAD, start, end }));
      const lengths = pieces.map(([start, end]) => end - start);
      const total = lengths.reduce((sum, length) => sum + length, 0);
      await new Promise<void>((resolve, reject) => {
        const indices = new Map(pieces.map((_, at) => [at, at]));
        const plan = { oldFileFd: -1, tasks, start: 0, end: tasks.length };
        const splitter = new DataSplitter(out, plan, indices, boundary, lengths, resolve, total);
        splitter.on('error', reject);
        if (response.body) Readable.fromWeb(response.body as never).pipe(splitter);
      });
      const expected = Buffer.concat(pieces.map(([from, to]) => image.subarray(from, to)));
      expect(Buffer.concat(received).equals(expected)).toBe(true);
      // As long as the header gets for a file of a gigabyte.
      const long = `bytes=${'1000000000-1000000001, '.repeat(999)}0-9`;
      expect((await get({ range: long })).headers.get('content-range')).toBe('bytes 0-9/300000');
    });

    it('are sent whole where the piece belongs to something else, and not at all behind the end', async () => {
      const { headers } = await get({}, folder.appImage, 'HEAD');
      const piece = { range: 'bytes=0-9' };
      expect((await get({ ...piece, 'if-range': headers.get('etag') ?? '' })).status).toBe(206);
      expect((await get({ ...piece, 'if-range': headers.get('last-modified') ?? '' })).status).toBe(206);
      expect((await get({ ...piece, 'if-range': '"other"' })).status).toBe(200);
      const behind = await get({ range: 'bytes=300000-' });
      expect(behind.status).toBe(416);
      expect(behind.headers.get('content-range')).toBe('bytes */300000');
    });

    it('are found by their names only', async () => {
      const others = ['builder-debug.yml', 'RELEASE.JSON', 'desk.db', 'toString', '__proto__', ''];
      for (const name of others) expect((await fetch(at(name))).status, name).toBe(404);
      for (const path of [
        '/updates',
        '/updates/',
        '/updates/stable',
        '/updates/stable/0.2.0',
        '/updates/stable/0.2.0/',
      ])
        expect((await fetch(`${desk.url}${path}`)).status, path).toBe(404);
      expect((await fetch(at('release.json', '0.9.0'))).status).toBe(404);
      expect((await fetch(at('release.json').replace('stable', 'preview'))).status).toBe(404);
      expect((await fetch(at('release.json'), { method: 'POST' })).status).toBe(404);
    });

    it('lead nowhere else, however the address is spelled', async () => {
      const secrets = ['deskside.db', 'secrets.json', 'SQLite', 'root:'];
      const step = fc.constantFrom(...STEPS);
      const paths = fc.array(step, { minLength: 1, maxLength: 7 });
      await fc.assert(
        fc.asyncProperty(paths, fc.constantFrom('updates', 'apt'), async (steps, root) => {
          const answer = await raw(desk.port, `/${root}/${steps.join('/')}`);
          const isManifest = answer.body === JSON.stringify(folder.signed);
          expect(isManifest || answer.status >= 400, `${steps.join('/')} ${answer.status}`).toBe(true);
          if (!isManifest) for (const secret of secrets) expect(answer.body).not.toContain(secret);
        }),
        { numRuns: 300 },
      );
    });

    it('that are damaged on the desk are not sent', async () => {
      const other = await folders.make({ version: '0.2.1', key, appImage: randomBytes(1000) });
      await publish(config, { directory: other.path, ring: 'pilot' });
      const root = join(desk.dataDir, 'updates');
      for (const one of await readdir(root)) {
        if ((await readdir(join(root, one))).includes(other.appImage)) {
          await truncate(join(root, one, other.appImage), 500);
        }
      }
      const response = await fetch(at(other.appImage, '0.2.1'));
      expect(response.status).toBe(503);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('etag')).toBeNull();
      const administrator = await desk.administrator();
      await administrator.get('changeRollout', { body: rollout({ version: '0.2.1', paused: true }) });
    });
  });

  describe('who gets what', () => {
    it('is decided by ring, and told to who is connected', async () => {
      const administrator = await desk.administrator();
      const device = await desk.device();
      const client = await device.client();
      const socket = await desk.connectDevice(device);
      const ask = (query: Partial<typeof ASKING> = {}) =>
        client.get('ownUpdate', { query: { ...ASKING, ...query } });
      await administrator.get('changeRollout', { body: rollout({ ring: 'pilot', minimumVersion: '0.0.1' }) });
      await socket.next('update:check');
      expect(await ask({ ring: 'last' })).toEqual({ reason: 'paused', release: null });
      const offered = await ask({ ring: 'pilot' });
      expect(offered).toEqual({ reason: 'offered', release: folder.signed });

      expect(await administrator.get('changeRollout', { body: rollout({ ring: 'all' }) })).toEqual(
        rollout({ ring: 'all' }),
      );
      await socket.next('update:check');
      expect(await ask({ ring: 'last' })).toMatchObject({ reason: 'offered' });
      expect(await ask({ channel: 'preview' })).toEqual({ reason: 'no-release', release: null });
      expect(await ask({ package: 'deb' })).toEqual({ reason: 'package-manager', release: null });

      // The same again changes nothing and bothers nobody.
      await administrator.get('changeRollout', { body: rollout({ ring: 'all' }) });
      expect(socket.received.filter(({ event }) => event === 'update:check')).toHaveLength(0);
      const trail = await administrator.get('audit', { query: { limit: 50 } });
      expect(trail.filter(({ subject }) => subject === 'stable 0.2.0').map(({ action }) => action)).toEqual([
        'rollout.changed',
        'rollout.changed',
        'release.published',
      ]);
    });

    it('is shown with how many devices run what and why', async () => {
      const device = await desk.device();
      const socket = await desk.connectDevice(device);
      expect(await socket.send('device:inventory', device.inventory({ agentVersion: '0.2.1' }))).toEqual({
        ok: true,
      });
      const technician = await desk.person('technician');
      const shown = await technician.get('updates', {});
      expect(shown.releases.map(({ version }) => version)).toEqual(['0.2.1', '0.2.0']);
      expect(shown.releases[1]).toMatchObject({
        channel: 'stable',
        notes: 'Better.',
        files: folder.release.files,
      });
      expect(shown.rollouts.map(({ version, paused }) => [version, paused])).toEqual([
        ['0.2.1', true],
        ['0.2.0', false],
      ]);
      expect(shown.versions).toContainEqual({ version: '0.2.1', devices: 1 });
      expect(shown.reasons).toContainEqual({ reason: 'current', devices: 1 });
      expect(shown.reasons).toContainEqual({ reason: 'not-heard', devices: expect.any(Number) });
      const { devices } = await technician.get('devices', { query: { update: 'current' } });
      expect(devices.map(({ id }) => id)).toEqual([device.id]);
    });

    it('is an administrator’s to say, of what is published', async () => {
      const technician = await desk.person('technician');
      const refused = await technician.call('changeRollout', { body: rollout() });
      expect(refused.problem?.code).toBe('forbidden');
      const administrator = await desk.administrator();
      const codes = async (fields: Partial<Rollout>) =>
        (await administrator.call('changeRollout', { body: rollout(fields) })).problem?.code;
      expect(await codes({ version: '0.9.0' })).toBe('not-found');
      expect(await codes({ channel: 'preview' })).toBe('not-found');
      expect(await codes({ minimumVersion: '0.2.1' })).toBe('invalid-input');
      const nobody = await fetch(`${desk.url}/api/device/update?${new URLSearchParams({ ...ASKING })}`);
      expect(nobody.status).toBe(401);
    });
  });
});

/** As it is written: `fetch` would tidy the path up. */
function raw(port: number, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'GET' }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}
