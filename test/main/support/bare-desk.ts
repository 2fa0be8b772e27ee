import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { onTestFinished } from 'vitest';
import { newKeyPair, signText } from '../../../src/main/link/keys';
import type { Credentials } from '../../../src/main/link/desk-api';
import { deskProofText, type ProofPurpose } from '../../../src/shared/contract/api-device';
import { DEVICE_NAMESPACE } from '../../../src/shared/contract/wire';
import { newId } from '../../../src/shared/model/ids';

interface BareDeskOptions {
  connected(socket: Socket): void;
  /** What the namespace answers instead of letting the device in. */
  refuse?: () => Record<string, unknown> | null;
}

/** Just enough of a desk to say what a real one never would. */
export async function bareDesk({ connected, refuse }: BareDeskOptions) {
  const key = newKeyPair();
  const deskId = newId();
  const http = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const asked = JSON.parse(text) as { deviceId: string; purpose: ProofPurpose; deviceNonce: string };
      const nonce = 'a'.repeat(43);
      const signed = deskProofText(deskId, asked.purpose, asked.deviceId, asked.deviceNonce, nonce);
      response.writeHead(201, { 'content-type': 'application/json' });
      const deskSignature = signText(key.privateKey, signed);
      response.end(JSON.stringify({ nonce, deskId, deskSignature, expiresAt: new Date().toISOString() }));
    });
  });
  const io = new Server(http, { serveClient: false });
  io.of(DEVICE_NAMESPACE)
    .use((_socket, next) => {
      const data = refuse?.() ?? null;
      next(data ? Object.assign(new Error('refused'), { data }) : undefined);
    })
    .on('connection', connected);
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await io.close();
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const device = newKeyPair();
  const credentials: Credentials = {
    who: {
      version: 1,
      deviceId: newId(),
      publicKey: device.publicKey,
      desk: { url, deskId, publicKey: key.publicKey, organization: 'Bare' },
    },
    privateKey: device.privateKey,
  };
  return { credentials, drop: () => io.of(DEVICE_NAMESPACE).disconnectSockets(true) };
}
