import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { connect, createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { createServer as createTls } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { internetProbe } from '../../../src/main/diagnostics/probes/internet';
import { pathProbe } from '../../../src/main/diagnostics/probes/path';
import { proxyProbe } from '../../../src/main/diagnostics/probes/proxy';
import { tlsProbe } from '../../../src/main/diagnostics/probes/tls';
import { factsIn } from './network-facts';
import { networkContext } from './network-context';
import { tempFolder } from '../support/temp-folder';

/** Listens on a port of this computer until the test is over. */
async function listen(server: Server): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const web = (listener: RequestListener) => listen(createHttp(listener));
const healthy: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('{"status":"ok"}');
};

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createTcp();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return port;
}

describe('proxy', () => {
  const route = (port: number, word = 'PROXY') => ({ proxyRoute: `${word} 127.0.0.1:${port}` });
  const TLS_DESK = { deskUrl: 'https://desk.example.org' };

  test('none on the way', async () => {
    const context = networkContext({ targets: { ...TLS_DESK, proxyRoute: 'DIRECT' } });
    expect(await factsIn(proxyProbe, context)).toMatchObject({
      mode: 'direct',
      server: null,
      reachable: null,
    });
  });

  test.for([
    [
      'wants a password',
      'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n',
      { wantsPassword: true, error: null },
    ],
    ['lets through', 'HTTP/1.1 200 Connection established\r\n\r\n', { wantsPassword: false, error: null }],
    ['forbids', 'HTTP/1.0 403 Forbidden\r\n\r\n', { wantsPassword: false, error: 'it answers 403' }],
    ['hangs up', '', { wantsPassword: null, error: 'it does not answer' }],
  ] as const)('one that %s', async ([, answer, expected]) => {
    const asked: string[] = [];
    const port = await listen(
      createTcp((socket) => {
        socket.once('data', (chunk) => {
          asked.push(chunk.toString());
          socket.end(answer);
        });
      }),
    );
    const context = networkContext({ targets: { ...TLS_DESK, ...route(port) } });
    expect(await factsIn(proxyProbe, context)).toMatchObject({
      mode: 'unknown',
      server: `127.0.0.1:${port}`,
      reachable: true,
      ...expected,
    });
    expect(asked).toEqual(['CONNECT desk.example.org:443 HTTP/1.1\r\nHost: desk.example.org:443\r\n\r\n']);
  });

  test('a desk without TLS is asked for as a page', async () => {
    const port = await web((request, response) => {
      response.writeHead(request.url?.startsWith('http://desk.example.org:7420/') ? 407 : 500).end();
    });
    const targets = { deskUrl: 'http://desk.example.org:7420', ...route(port) };
    expect(await factsIn(proxyProbe, networkContext({ targets }))).toMatchObject({ wantsPassword: true });
  });

  test('where the way is not known, the one in the settings is tried', async () => {
    const port = await closedPort();
    const context = networkContext({
      targets: TLS_DESK,
      env: { https_proxy: `http://anna:geheim@127.0.0.1:${port}` },
    });
    expect(await factsIn(proxyProbe, context)).toEqual({
      mode: 'manual',
      server: `127.0.0.1:${port}`,
      pacUrl: null,
      bypass: null,
      reachable: false,
      wantsPassword: null,
      error: 'ECONNREFUSED',
    });
  });

  test('one that is gone', async () => {
    const targets = { ...TLS_DESK, ...route(await closedPort()) };
    expect(await factsIn(proxyProbe, networkContext({ targets }))).toMatchObject({
      reachable: false,
      wantsPassword: null,
      error: 'ECONNREFUSED',
    });
  });
});

describe('the way to the desk', () => {
  test('the desk itself answers', async () => {
    const port = await web(healthy);
    const targets = { deskUrl: `http://127.0.0.1:${port}`, publicAddress: '198.51.100.7' };
    expect(await factsIn(internetProbe, networkContext({ targets }))).toMatchObject({
      captivePortal: false,
      deskByIpv4: true,
      deskByIpv6: null,
      publicAddress: '198.51.100.7',
    });
  });

  test('someone in between sends elsewhere', async () => {
    const port = await web((_request, response) => {
      response.writeHead(302, { location: 'http://wifi.hotel.example/login?mac=02' }).end();
    });
    const context = networkContext({ targets: { deskUrl: `http://127.0.0.1:${port}` } });
    expect(await factsIn(internetProbe, context)).toMatchObject({
      captivePortal: true,
      portalHost: 'wifi.hotel.example',
    });
  });

  test('nobody answers', async () => {
    const context = networkContext({ targets: { deskUrl: `http://127.0.0.1:${await closedPort()}` } });
    expect(await factsIn(internetProbe, context)).toMatchObject({ captivePortal: null, deskByIpv4: false });
  });

  test('a desk on this very computer has no path to measure', async () => {
    const context = networkContext({ targets: { deskUrl: 'http://127.0.0.1:7420' } });
    expect(await pathProbe.run(context)).toMatchObject({ status: 'not-applicable' });
    expect(context.ran).toEqual([]);
  });
});

describe('TLS', () => {
  /** A certificate that nobody trusts, made for this test. */
  async function certificate() {
    const folder = await tempFolder();
    const file = (name: string) => path.join(folder, name);
    const subject = '/O=Example Inspection/CN=localhost';
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file('key')];
    execFileSync('openssl', ['req', '-x509', ...key, '-days', '3', '-subj', subject, '-out', file('pem')], {
      stdio: 'ignore',
    });
    return { key: readFileSync(file('key')), cert: readFileSync(file('pem')) };
  }

  test('who signed the certificate, and that nobody trusts it', async () => {
    const port = await listen(createTls(await certificate(), (socket) => socket.end()));
    const context = networkContext({
      targets: {
        deskUrl: `https://localhost:${port}`,
        checkHosts: [{ host: 'localhost', port: await closedPort() }],
      },
    });
    const [desk, chosen] = await factsIn(tlsProbe, context);
    expect(desk).toMatchObject({
      purpose: 'desk',
      reachable: true,
      protocol: 'TLSv1.3',
      issuer: 'Example Inspection',
      subject: 'localhost',
      trusted: false,
      error: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(Date.parse(desk?.validTo ?? '')).toBeGreaterThan(Date.now());
    expect(chosen).toMatchObject({
      purpose: 'chosen',
      reachable: false,
      trusted: null,
      error: 'ECONNREFUSED',
    });
  });

  test('through the proxy, where that is the way', async () => {
    const secure = await listen(createTls(await certificate(), (socket) => socket.end()));
    const proxy = await listen(
      createTcp((socket) => {
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          const onward = connect(secure, '127.0.0.1');
          onward.on('error', () => socket.destroy());
          socket.pipe(onward).pipe(socket);
        });
      }),
    );
    const targets = { deskUrl: 'https://desk.invalid', proxyRoute: `PROXY 127.0.0.1:${proxy}` };
    const [desk] = await factsIn(tlsProbe, networkContext({ targets }));
    expect(desk).toMatchObject({ host: 'desk.invalid', reachable: true, issuer: 'Example Inspection' });
  });

  test('a server that does not speak it', async () => {
    const port = await web(healthy);
    const [row] = await factsIn(
      tlsProbe,
      networkContext({ targets: { checkHosts: [{ host: '127.0.0.1', port }] } }),
    );
    expect(row).toMatchObject({ reachable: false, trusted: null });
    expect(row?.error).toBeTruthy();
  });

  test('nothing to try', async () => {
    const context = networkContext({ targets: { deskUrl: 'http://localhost:1' } });
    expect(await tlsProbe.run(context)).toMatchObject({ status: 'not-applicable' });
  });
});
