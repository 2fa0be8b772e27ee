import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { pageHandler } from '../../../src/main/shell/protocol';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

let serve: (request: Request) => Promise<Response>;
beforeEach(async () => {
  const folder = await tempFolder();
  const root = path.join(folder, 'renderer');
  await mkdir(path.join(root, 'agent/help'), { recursive: true });
  await writeFile(path.join(root, 'agent/help/index.html'), '<!doctype html>');
  await writeFile(path.join(root, 'agent/help/index.js.map'), 'the sources');
  await writeFile(path.join(folder, 'secret.js'), 'secret');
  await symlink(path.join(folder, 'secret.js'), path.join(root, 'link.js'));
  serve = pageHandler(root, memoryLog());
});

/** As Chromium hands it over: the scheme is a standard one there, so the address has a host. */
const get = (address: string, method = 'GET') =>
  serve({ url: address.replace(/^app:/, 'http:'), method } as Request);

test('a page comes with its policy', async () => {
  const response = await get('app://deskside/agent/help/index.html');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const policy = response.headers.get('content-security-policy') ?? '';
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'none'",
    "trusted-types 'none'",
  ]) {
    expect(policy).toContain(rule);
  }
  expect(policy).not.toMatch(/unsafe|\*/);
});

test.for([
  'app://deskside/../secret.js',
  'app://deskside/%2e%2e/secret.js',
  'app://deskside/..%2fsecret.js',
  'app://deskside/agent/help/..%5c..%5c..%5csecret.js',
  'app://deskside/link.js',
  'app://deskside/agent/help/index.js.map',
  'app://deskside/agent/help/',
  'app://deskside/agent/help/index.html/',
  'app://deskside//agent/help/index.html',
  'app://other/agent/help/index.html',
  'app://deskside/',
])('%s is not there', async (address) => {
  const response = await get(address);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toContain('secret');
});

test('only reading is possible', async () => {
  expect((await get('app://deskside/agent/help/index.html', 'POST')).status).toBe(404);
});
