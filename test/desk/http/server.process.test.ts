import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOwnOrigin } from '../../../src/desk/http/origin';
import { consolePolicy } from '../../../src/desk/http/security-headers';
import { cookieName, sessionSecretIn } from '../../../src/desk/http/session-cookie';
import { contentDisposition } from '../../../src/desk/http/content-disposition';
import { openApi } from '../../../src/desk/http/open-api';
import { api, CONSOLE_HEADER } from '../../../src/shared/contract/api';
import { deviceApi } from '../../../src/shared/contract/api-device';
import type { Route } from '../../../src/shared/contract/route';
import { newId } from '../../../src/shared/model/ids';
import { startTestDesk, type TestDesk } from '../../support/desk';
import { DeskClient } from '../../support/desk-client';
import { FakeDevice } from '../../support/fake-device';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, unknown>;
}

describe('the HTTP server', () => {
  let desk: TestDesk;
  let consoleDir: string;
  beforeEach(async () => {
    consoleDir = await mkdtemp(join(tmpdir(), 'deskside-console-'));
    await mkdir(join(consoleDir, 'assets'));
    await writeFile(join(consoleDir, 'index.html'), '<!doctype html><title>console</title>');
    await writeFile(join(consoleDir, 'assets', 'app-abc123.js'), 'export {};');
    await writeFile(join(consoleDir, '..', 'outside.txt'), 'not for anybody');
    desk = await startTestDesk({ consoleDir });
  });
  afterEach(async () => {
    await desk.close();
    await rm(consoleDir, { recursive: true, force: true });
  });

  it('serves the console under each of its own paths, and its files', async () => {
    for (const path of ['/', '/setup', '/login', '/tickets/DS-1001', '/assists/x', '/devices?x=1.2']) {
      const response = await fetch(`${desk.url}${path}`);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
    const script = await fetch(`${desk.url}/assets/app-abc123.js`);
    expect(script.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect(script.headers.get('cache-control')).toContain('immutable');
  });

  it('serves nothing else', async () => {
    const paths = [
      '/missing.js',
      '/../outside.txt',
      '/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/.env',
      '/api/x',
    ];
    for (const path of paths) {
      const response = await fetch(`${desk.url}${path}`);
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(response.headers.get('content-type'), path).toContain('application/problem+json');
      expect(await response.text()).not.toContain('not for anybody');
    }
  });

  it('puts the security headers on every answer', async () => {
    for (const path of [
      '/',
      '/assets/app-abc123.js',
      '/missing.js',
      '/healthz',
      '/api/tickets',
      '/api/openapi.json',
    ]) {
      const { headers } = await fetch(`${desk.url}${path}`);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      expect(headers.get('content-security-policy'), path).toBe(consolePolicy(new URL(desk.url).host));
      expect(headers.get('cache-control') === 'no-store', path).toBe(path.startsWith('/api/'));
      expect(headers.get('access-control-allow-origin'), path).toBeNull();
    }
  });

  it('describes itself', async () => {
    const description = (await (await fetch(`${desk.url}/api/openapi.json`)).json()) as ReturnType<
      typeof openApi
    >;
    expect(description).toEqual(JSON.parse(JSON.stringify(openApi('0.1.0'))));
    expect(description['openapi']).toBe('3.1.0');
    const operations = Object.values(
      description['paths'] as Record<string, Record<string, { operationId: string }>>,
    )
      .flatMap((path) => Object.values(path))
      .map(({ operationId }) => operationId);
    expect(operations.sort()).toEqual(Object.keys(api).sort());
    expect(JSON.stringify(description)).toContain('"additionalProperties":false');
  });

  it('says what each route needs and how it fails, in references that lead somewhere', () => {
    const description = openApi('0.1.0');
    const text = JSON.stringify(description);
    for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = pointer?.split('/').reduce<unknown>((at, key) => (at as never)?.[key], description);
      expect(target, pointer).toBeDefined();
    }
    const paths = description['paths'] as Record<string, Record<string, Operation>>;
    for (const route of Object.values(api) as Route[]) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      const operation = paths[path]?.[route.method.toLowerCase()];
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const within = (place: string) =>
        operation?.parameters.filter((entry) => entry.in === place && entry.required).map(({ name }) => name);
      expect(within('path'), route.path).toEqual(named);
      expect(operation?.responses['default'], route.path).toMatchObject({
        content: { 'application/problem+json': {} },
      });
      const changes = route.access !== 'device' && route.method !== 'GET';
      const forConsole = changes && !Object.hasOwn(deviceApi, operation?.operationId ?? '');
      expect(within('header')?.includes(CONSOLE_HEADER), route.path).toBe(forConsole);
    }
  });

  it('lets one source try to log in so often a minute, and says when to come back', async () => {
    const tries = await Promise.all(
      Array.from({ length: 70 }, (_, index) => {
        const body = { email: `nobody${index}@example.org`, password: 'wrong password' };
        return new DeskClient(desk.url).call('logIn', { body });
      }),
    );
    const late = tries.filter(({ status }) => status === 429);
    expect(late).toHaveLength(10);
    expect(late[0]?.problem?.code).toBe('rate-limited');
    expect(Number(late[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('says when it is ready', async () => {
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
  });

  it('stops within five seconds though one polls, one uploads without an end, and one says nothing', async () => {
    const device = await desk.device();
    const client = await device.client();
    const { id } = await device.file();
    const poller = await device.socket();
    poller.socket.io.opts.transports = ['polling'];
    await poller.connect();
    const upload = httpRequest(
      `${desk.url}/api/device/tickets/${id}/attachments/${newId()}?name=a&kind=file`,
      {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${client.accessToken}`,
          'content-type': 'a/b',
          'x-content-sha256': '0'.repeat(64),
          'transfer-encoding': 'chunked',
        },
      },
    );
    const cutOff = new Promise((resolve) => upload.once('error', resolve));
    upload.write('the beginning');
    const incoming = join(desk.dataDir, 'attachments', 'incoming');
    const halves = () => readdir(incoming).catch((): string[] => []);
    while ((await halves()).length === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    const silent = connect(desk.port, '127.0.0.1');
    silent.on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));
    const polled = poller.closed();
    const begun = performance.now();
    await desk.desk.stop();
    expect(performance.now() - begun).toBeLessThan(5000);
    await Promise.all([polled, cutOff]);
    silent.destroy();
    while ((await halves()).length > 0) await new Promise<void>((resolve) => setImmediate(resolve));
  });

  it('stops within five seconds though somebody holds a connection open', async () => {
    const device = await desk.device();
    const socket = await desk.connectDevice(device);
    const closed = socket.closed();
    const begun = performance.now();
    await desk.desk.stop();
    await closed;
    expect(performance.now() - begun).toBeLessThan(5000);
    await expect(fetch(`${desk.url}/healthz`)).rejects.toThrow();
  });
});

describe('where a request came from', () => {
  const behind = async (trustedProxies: string[], forwarded: string): Promise<unknown> => {
    const desk = await startTestDesk({ config: { trustedProxies } });
    const administrator = await desk.administrator();
    const body = { ...new FakeDevice(desk.url).enrollment('x'.repeat(43)) };
    await fetch(`${desk.url}/api/enroll`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
      body: JSON.stringify(body),
    });
    const device = await desk.device();
    const socket = await device.socket();
    socket.socket.io.opts.extraHeaders = { 'x-forwarded-for': forwarded };
    await socket.connect();
    await socket.send('device:status', { assist: null });
    socket.close();
    const trail = await administrator.get('audit', { query: { limit: 50 } });
    const sourceOf = (wanted: string) => trail.find(({ action }) => action === wanted)?.details['source'];
    await desk.close();
    return [sourceOf('device.refused'), sourceOf('device.connected')];
  };

  it('is the connection’s own end, whatever it says, unless that end is a proxy one trusts', async () => {
    expect(await behind([], '192.0.2.9')).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(await behind(['10.0.0.0/8'], '192.0.2.9')).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(await behind(['127.0.0.1'], '192.0.2.9')).toEqual(['192.0.2.9', '192.0.2.9']);
    // What stands further left is the caller's own word.
    expect(await behind(['127.0.0.0/8'], '6.6.6.6, 192.0.2.9')).toEqual(['192.0.2.9', '192.0.2.9']);
  });
});

describe('origins', () => {
  it.each([
    ['https://desk.example', true],
    ['http://127.0.0.1:7420', true],
    ['https://127.0.0.1:7420', true],
    ['https://desk.example.evil', false],
    ['https://desk.example:444', false],
    ['http://desk.example', false],
    ['http://127.0.0.1', false],
    ['null', false],
    ['', false],
  ])('%s is our own: %s', (origin, own) => {
    expect(isOwnOrigin(origin, '127.0.0.1:7420', 'https://desk.example/')).toBe(own);
  });
});

describe('the session cookie', () => {
  it('is found among others, and not believed when there are two', () => {
    const url = 'http://127.0.0.1:7420';
    const name = cookieName(url);
    expect(sessionSecretIn(`a=b; ${name}=secret; c=d`, url)).toBe('secret');
    expect(sessionSecretIn(`x${name}=secret`, url)).toBeUndefined();
    expect(sessionSecretIn(`${name}=one; ${name}=two`, url)).toBeUndefined();
    expect(sessionSecretIn(undefined, url)).toBeUndefined();
    expect(cookieName('https://desk.example')).toBe('__Host-deskside');
  });
});

describe('what goes into headers', () => {
  it('takes no host that could add to the policy', () => {
    expect(consolePolicy("evil; script-src 'unsafe-inline'")).toBe(consolePolicy(undefined));
    expect(consolePolicy('[::1]:7420')).toContain('ws://[::1]:7420');
  });

  it.each([
    ['plain.txt', `attachment; filename="plain.txt"; filename*=UTF-8''plain.txt`],
    ['a"\r\nb', `attachment; filename="a___b"; filename*=UTF-8''a%22%0D%0Ab`],
    ['gnp.\u202Eexe', `attachment; filename="gnp._exe"; filename*=UTF-8''gnp.%E2%80%AEexe`],
    ['\uD800', `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
    ["it's (1)*", `attachment; filename="it's (1)*"; filename*=UTF-8''it%27s%20%281%29%2A`],
  ])('names a download %j', (name, header) => {
    expect(contentDisposition(name)).toBe(header);
  });
});
