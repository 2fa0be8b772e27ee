import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, request, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp } from 'node:net';

/** What the other side of the network consists of, in one process: see `NetworkServices` in lab.ts. */
interface Services {
  dns?: { names: Record<string, string>; delayMs: number };
  portal?: { port: number; location: string };
  proxy?: { port: number };
  tls?: { port: number; keyFile: string; certificateFile: string; deskPort: number };
}

const services = JSON.parse(process.argv[2] ?? '{}') as Services;
const listening: Promise<void>[] = [];

function listen(
  server: { listen(port: number, host: string, done: () => void): unknown },
  port: number,
): void {
  listening.push(new Promise((resolve) => void server.listen(port, '0.0.0.0', resolve)));
}

if (services.dns) {
  const { names, delayMs } = services.dns;
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    setTimeout(() => socket.send(answerTo(query, names), from.port, from.address), delayMs);
  });
  listening.push(new Promise((resolve) => void socket.bind(53, '0.0.0.0', resolve)));
}

/** A or nothing: RFC 1035 with one question, names not compressed but for the pointer back to it. */
function answerTo(query: Buffer, names: Record<string, string>): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1);
  const question = query.subarray(12, at + 5);
  const name = labels.join('.').toLowerCase();
  const address = type === 1 ? names[name] : undefined;
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  const known = name === '' || name in names;
  head.writeUInt16BE(known ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(address ? 1 : 0, 6);
  if (!address) return Buffer.concat([head, question]);
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]);
  return Buffer.concat([head, question, record]);
}

if (services.portal) {
  const { port, location } = services.portal;
  const page: RequestListener = (_request, response) => {
    response
      .writeHead(302, { location, 'content-type': 'text/html' })
      .end('<html>Log in to the hotel</html>');
  };
  listen(createHttp(page), port);
}

if (services.proxy) {
  const server = createTcp((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n',
      );
    });
  });
  listen(server, services.proxy.port);
}

if (services.tls) {
  const { port, keyFile, certificateFile, deskPort } = services.tls;
  // In front of the real desk, like a reverse proxy or like someone who opens what passes.
  const forward: RequestListener = (incoming, response) => {
    const { method, url, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: deskPort, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    incoming.pipe(onward);
  };
  listen(createHttps({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) }, forward), port);
}

await Promise.all(listening);
process.stdout.write('ready\n');
