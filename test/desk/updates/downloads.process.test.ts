import { randomBytes } from 'node:crypto';
import { readdir, readlink } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { publish } from '../../../src/desk/app/commands/publish';
import { loadConfig } from '../../../src/desk/app/config';
import type { ServedFile } from '../../../src/desk/features/updates/updates';
import { FileSender } from '../../../src/desk/http/send-file';
import { ok } from '../../../src/shared/base/result';
import { startTestDesk, type TestDesk } from '../../support/desk';
import { newReleaseKey, ReleaseFolders } from '../../support/release-folder';

const AT_ONCE = 6;

describe('downloads of a release', () => {
  const folders = new ReleaseFolders();
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk({ config: { maxDownloads: AT_ONCE } });
  });
  afterAll(async () => {
    await desk.close();
    await folders.remove();
  });

  it('ask who comes too many to wait, keep nobody else waiting, and leave no file open', async () => {
    // More than the sockets between us hold, so that a download nobody reads stays open.
    const large = randomBytes(12_000_000);
    const big = await folders.make({ version: '0.3.0', key: newReleaseKey(), appImage: large });
    const config = loadConfig({ DESKSIDE_DATA_DIR: desk.dataDir });
    if (!config.ok) throw new Error(config.fault.detail);
    expect(await publish(config.value, { directory: big.path, ring: 'pilot' })).toMatchObject({ ok: true });
    const path = `/updates/stable/0.3.0/${big.appImage}`;
    const started = await Promise.all(Array.from({ length: AT_ONCE + 5 }, () => slowly(desk.port, path)));
    expect(started.filter(({ status }) => status === 503)).toHaveLength(5);
    expect(started.find(({ status }) => status === 503)?.retryAfter).toBe('60');
    // What costs no stream is answered all the same.
    expect((await fetch(desk.url + path, { method: 'HEAD' })).status).toBe(200);
    const device = await desk.device();
    const client = await device.client();
    await client.get('createTicket', { body: { request: device.request(), report: null } });

    const [left, ...staying] = started.filter(({ status }) => status === 200);
    left?.leave();
    for (const one of staying) expect((await one.rest()).equals(large)).toBe(true);
    // The places are free again, of those who went away in the middle too.
    const again = await Promise.all(Array.from({ length: AT_ONCE }, () => slowly(desk.port, path)));
    expect(again.filter(({ status }) => status === 200)).toHaveLength(AT_ONCE);
    for (const one of again) one.leave();
    await vi.waitFor(async () => expect(await openFiles(big.appImage)).toEqual([]));
    // Who left in the same moment as it asked leaves no open file either.
    const hasty = Array.from({ length: AT_ONCE }, () => asksAndLeaves(desk.port, path));
    await Promise.all(hasty);
    await vi.waitFor(async () => {
      const now = await slowly(desk.port, path);
      now.leave();
      expect(now.status).toBe(200);
    });
    await vi.waitFor(async () => expect(await openFiles(big.appImage)).toEqual([]));
  }, 30_000);

  it('that take nothing lose their place, and others do not', async () => {
    const app = Fastify();
    const bytes = Buffer.alloc(12_000_000);
    let closed = 0;
    const file: ServedFile = {
      name: 'a.AppImage',
      size: bytes.length,
      sha512: '',
      sha256: '',
      publishedAt: '2026-11-21T08:00:00.000Z',
      open: async () =>
        ok({
          async *read() {
            yield* Array.from({ length: 12 }, (_, at) =>
              bytes.subarray(at * 1_000_000, (at + 1) * 1_000_000),
            );
          },
          close: async () => void closed++,
        }),
    };
    const sender = new FileSender(2, 200);
    app.get('/file', (request, reply) => sender.send(request, reply, file));
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const [one, other] = await Promise.all([slowly(port, '/file'), slowly(port, '/file')]);
    expect([one.status, other.status, (await slowly(port, '/file')).status]).toEqual([200, 200, 503]);
    await vi.waitFor(() => expect(closed).toBe(2), { timeout: 10_000 });
    await expect(one.rest()).rejects.toThrow('aborted');
    const third = await slowly(port, '/file');
    expect(third.status).toBe(200);
    expect((await third.rest()).length).toBe(bytes.length);
    await app.close();
  });
});

/** What this process holds open under that name. */
async function openFiles(name: string): Promise<string[]> {
  const held = await readdir('/proc/self/fd');
  const paths = await Promise.all(held.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return paths.filter((path) => path.endsWith(name));
}

function asksAndLeaves(port: number, path: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: desk\r\n\r\n`, () => socket.resetAndDestroy());
    });
    socket.once('close', () => resolve());
  });
}

interface SlowDownload {
  status: number;
  retryAfter: string | undefined;
  rest(): Promise<Buffer>;
  leave(): void;
}

/** Answers when the headers are there; the body waits to be read. */
function slowly(port: number, path: string): Promise<SlowDownload> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      response.pause();
      resolve({
        status: response.statusCode ?? 0,
        retryAfter: response.headers['retry-after'],
        async rest() {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(chunk as Buffer);
          return Buffer.concat(chunks);
        },
        leave: () => sent.destroy(),
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
