import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** What a desk in wrong hands would answer instead; undefined lets the real answer through. */
export type Answer = (path: string) => Lie | undefined;
export type Lie =
  | Buffer
  /** Fewer bytes than are promised. */
  | { whole: number; bytes: Buffer }
  /** Nobody says how many, and they never end. */
  | { endless: Buffer }
  | { status: number; headers: Record<string, string> };

export interface Between {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  answers(with_: Answer | null): void;
  close(): Promise<void>;
}

function answer(lie: Lie, outgoing: ServerResponse): void {
  if ('status' in lie) return void outgoing.writeHead(lie.status, lie.headers).end();
  if ('endless' in lie) {
    outgoing.writeHead(200);
    return pour(lie.endless, outgoing);
  }
  const bytes = Buffer.isBuffer(lie) ? lie : lie.bytes;
  const length = Buffer.isBuffer(lie) ? bytes.length : lie.whole;
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': String(length) });
  // The connection breaks in the middle.
  if (length > bytes.length) outgoing.write(bytes, () => outgoing.destroy());
  else outgoing.end(bytes);
}

function pour(bytes: Buffer, to: ServerResponse): void {
  if (!to.destroyed) to.write(bytes, () => setImmediate(pour, bytes, to));
}

/** Stands between agents and their desk, as a desk that lies would: everything else passes as it is. */
export async function standBetween(desk: string): Promise<Between> {
  const target = new URL(desk);
  const to = { host: target.hostname, port: Number(target.port) };
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let lie: Answer | null = null;

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url ?? '/';
    asked.push(path);
    const { method, headers } = incoming;
    const other = lie?.(path);
    if (other !== undefined) return answer(other, outgoing);
    const forward = request({ ...to, path, method, headers }, (real) => {
      outgoing.writeHead(real.statusCode ?? 502, real.headers);
      real.pipe(outgoing);
    });
    forward.on('error', () => outgoing.destroy());
    incoming.pipe(forward);
  }

  const server = createServer(pass);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming, socket, head) => {
    const behind = connect(to, () => {
      const lines = incoming.rawHeaders
        .map((value, index) => (index % 2 === 0 ? `\r\n${value}: ` : value))
        .join('');
      behind.write(`${incoming.method} ${incoming.url} HTTP/1.1${lines}\r\n\r\n`);
      behind.write(head);
      behind.pipe(socket).pipe(behind);
    });
    for (const end of [behind, socket]) end.on('error', () => void (behind.destroy(), socket.destroy()));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answers(with_) {
      lie = with_;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
