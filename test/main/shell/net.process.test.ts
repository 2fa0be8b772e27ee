import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer as createHttp, request, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { NetAnswer, NetTask } from '../support/net-probe.entry';
import { tempFolder } from '../support/temp-folder';
import { AUTHORITY, SERVER, testAuthorities } from '../support/test-authorities';

const ENTRY = path.resolve(import.meta.dirname, '../support/net-probe.entry.ts');
const NAMES = ['desk.example.org', 'mail.example.org', 'late.example.org'];
const MAPPED = NAMES.map((name) => `MAP ${name} 127.0.0.1`).join(', ');

/** Real Chromium, without a screen, doing what the agent does before its first request. */
async function inElectron(folder: string, task: NetTask): Promise<NetAnswer> {
  const file = path.join(folder, 'main.cjs');
  const external = ['electron'];
  await build({
    entryPoints: [ENTRY],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external,
  });
  const electron = createRequire(import.meta.url)('electron') as string;
  const args = ['--no-sandbox', '--ozone-platform=headless', `--host-resolver-rules=${MAPPED}`];
  const env = { ...process.env, NET_TASK: JSON.stringify(task) };
  const data = `--user-data-dir=${path.join(folder, 'data')}`;
  const { stdout } = await promisify(execFile)(electron, [...args, data, file], { env, timeout: 25_000 });
  return JSON.parse(/NET_ANSWER (.*)/.exec(stdout)?.[1] ?? '') as NetAnswer;
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test('Chromium trusts the organization’s authority for the desk, and for the desk alone', async () => {
  const folder = await tempFolder();
  const office = testAuthorities(path.join(folder, 'office'));
  const root = office.make('root', { extensions: AUTHORITY });
  const forName = (name: string) => [SERVER[0]!, SERVER[1]!, `subjectAltName=DNS:${name}`];
  const serve = async (name: string, to?: string) => {
    const cert = office.make(name, { by: 'root', extensions: forName(name), ...(to ? { to } : {}) });
    const answer = createHttps({ cert: cert.toString(), key: office.keyOf(name) }, (_request, response) =>
      response.end(name),
    );
    return `https://${name}:${await portOf(answer)}/`;
  };
  const desk = await serve('desk.example.org');
  const mail = await serve('mail.example.org');
  const late = await serve('late.example.org', '20260201000000Z');
  const caFile = path.join(folder, 'office.pem');
  writeFileSync(caFile, root.toString(), { mode: 0o644 });
  const untrusted = /ERR_CERT_AUTHORITY_INVALID/;

  const task = { caFile, desk: 'desk.example.org', proxy: 'direct', urls: [desk, mail] };
  const { answers } = await inElectron(await tempFolder(), task);
  expect(answers[0]).toBe('200 desk.example.org');
  expect(answers[1]).toMatch(untrusted);

  const expired = await inElectron(await tempFolder(), { ...task, desk: 'late.example.org', urls: [late] });
  expect(expired.answers[0]).toMatch(/ERR_CERT_/);

  const without = await inElectron(await tempFolder(), { ...task, caFile: null, urls: [desk] });
  expect(without.answers[0]).toMatch(untrusted);
}, 60_000);

test('PROXY decides the way from the first request on', async () => {
  const desk = createHttp((_request, response) => response.end('desk'));
  const port = await portOf(desk);
  const passed: string[] = [];
  const proxy = createHttp((incoming, response) => {
    passed.push(incoming.url ?? '');
    const onward = request({ host: '127.0.0.1', port, path: '/' }, (answer) => answer.pipe(response));
    onward.end();
  });
  const proxyPort = await portOf(proxy);
  const url = `http://desk.example.org:${port}/`;
  const task = { caFile: null, desk: 'desk.example.org', urls: [url] };
  const through = await inElectron(await tempFolder(), {
    ...task,
    proxy: `http://127.0.0.1:${proxyPort}`,
  });
  expect(through).toEqual({ answers: ['200 desk'], direct: [false] });
  expect(passed).toEqual([url]);
  const past = await inElectron(await tempFolder(), { ...task, proxy: 'direct' });
  expect(past).toEqual({ answers: ['200 desk'], direct: [true] });
  expect(passed).toHaveLength(1);
}, 60_000);
