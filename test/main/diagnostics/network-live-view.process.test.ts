import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { liveViewProbe } from '../../../src/main/diagnostics/probes/live-view';
import { startTurnServer } from '../../stage/turn-server';
import { tempFolder } from '../support/temp-folder';
import { networkContext } from './network-context';
import { factsIn } from './network-facts';

const outside = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .some(({ internal, family }) => !internal && family === 'IPv4');

async function datagrams(answer: (socket: Datagrams, query: Buffer, port: number) => void): Promise<number> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => answer(socket, query, from.port));
  await new Promise<void>((resolve) => void socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void socket.close());
  return socket.address().port;
}

/** A binding answer without attributes. */
function bound(query: Buffer): Buffer {
  const answer = Buffer.from(query.subarray(0, 20));
  answer.writeUInt16BE(0x01_01, 0);
  return answer;
}

test.skipIf(!existsSync('/usr/bin/turnserver') || !outside)(
  'a real relay answers over UDP and over TCP',
  async () => {
    const relay = await startTurnServer(await tempFolder(), 'sixteen characters');
    onTestFinished(() => relay.stop());
    const context = networkContext({
      targets: { iceUrls: [`${relay.url}?transport=udp`, `${relay.url}?transport=tcp`] },
    });
    const facts = await factsIn(liveViewProbe, context);
    expect(facts).toMatchObject({ udp: true, relay: true });
    expect(facts.servers.map(({ transport, answers }) => [transport, answers])).toEqual([
      ['udp', true],
      ['tcp', true],
    ]);
    expect(facts.servers[0]?.mapped).toMatch(/^\d+\.\d+\.\d+\.\d+:\d+$/);
  },
);

test('a datagram that gets lost is sent again', async () => {
  let queries = 0;
  const port = await datagrams((socket, query, from) => {
    queries += 1;
    if (queries > 1) socket.send(bound(query), from, '127.0.0.1');
  });
  const facts = await factsIn(
    liveViewProbe,
    networkContext({ targets: { iceUrls: [`stun:127.0.0.1:${port}`] } }),
  );
  expect(facts).toMatchObject({ udp: true, relay: null });
});

test('where UDP is swallowed, TCP is still a way to the relay', async () => {
  const silent = await datagrams(() => undefined);
  const server = createServer((socket) => {
    socket.once('data', (query) => {
      // In two pieces, as streams may come.
      const answer = bound(query);
      socket.write(answer.subarray(0, 8), () => socket.write(answer.subarray(8)));
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const iceUrls = [`turn:127.0.0.1:${silent}`, `turn:127.0.0.1:${port}?transport=tcp`];
  const facts = await factsIn(liveViewProbe, networkContext({ targets: { iceUrls } }));
  expect(facts).toMatchObject({ udp: false, relay: true });
  expect(facts.servers.map(({ error }) => error)).toEqual(['ETIMEDOUT', null]);
});

test('nobody’s answer counts but the server’s own', async () => {
  const port = await datagrams((socket, query, from) => {
    const forged = bound(query);
    forged.writeUInt8(forged.readUInt8(19) ^ 1, 19);
    socket.send(forged, from, '127.0.0.1');
  });
  const facts = await factsIn(
    liveViewProbe,
    networkContext({ targets: { iceUrls: [`stun:127.0.0.1:${port}`] } }),
  );
  expect(facts.udp).toBe(false);
});

test('a name without an address says nothing of UDP', async () => {
  const context = networkContext({ targets: { iceUrls: ['turn:relay.invalid'] } });
  const facts = await factsIn(liveViewProbe, context);
  expect(facts).toMatchObject({ udp: null, relay: false });
});

test('no server, nothing to say', async () => {
  const context = networkContext({ targets: { iceUrls: ['http://turn.example.org'] } });
  expect(await liveViewProbe.run(context)).toMatchObject({ status: 'not-applicable' });
});
