import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { onTestFinished } from 'vitest';
import type { Credentials } from '../../../src/main/link/desk-proof';
import { newKeyPair, signText, type KeyPair } from '../../../src/main/link/keys';
import { FAULTS, type FaultCode } from '../../../src/shared/base/fault';
import {
  deskProofText,
  rolloverText,
  type ProofPurpose,
  type Rollover,
} from '../../../src/shared/contract/api-device';
import { DEVICE_NAMESPACE } from '../../../src/shared/contract/wire';
import { newId } from '../../../src/shared/model/ids';

/** What an agent that wants to be enrolled sends, as far as these tests look at it. */
export interface Asked {
  token: string | null;
  deviceId: string;
  publicKey: string;
  machine: { tag: string; hardware: string[] };
  osUser: string;
  site: string;
  tags: string[];
  copyOf: { deviceId: string; signature: string } | null;
}

interface BareDeskOptions {
  connected?(socket: Socket): void;
  /** What the namespace answers instead of letting the device in. */
  refuse?: () => Record<string, unknown> | null;
  /** How an enrolment is answered; nothing said: it is active. */
  enroll?: (asked: Asked) => 'active' | 'pending' | FaultCode;
}

/** Just enough of a desk to say what a real one never would. */
export async function bareDesk({ connected, refuse, enroll }: BareDeskOptions = {}) {
  let key = newKeyPair();
  let policyKey = newKeyPair();
  const rollovers: Rollover[] = [];
  const deskId = newId();
  const paths: string[] = [];
  const enrolled: Asked[] = [];
  const tokensFor: string[] = [];

  function answer(path: string, asked: Record<string, string>): unknown {
    if (path === '/api/device/challenge') {
      const nonce = 'a'.repeat(43);
      const { deviceId = '', deviceNonce = '' } = asked;
      const signed = deskProofText(deskId, asked['purpose'] as ProofPurpose, deviceId, deviceNonce, nonce);
      const deskSignature = signText(key.privateKey, signed);
      return { nonce, deskId, deskSignature, expiresAt: new Date().toISOString(), rollovers };
    }
    if (path === '/api/enroll') {
      const request = asked as unknown as Asked;
      enrolled.push(request);
      const status = enroll?.(request) ?? 'active';
      if (status !== 'active' && status !== 'pending') return { refused: status };
      const keys = { deskPublicKey: key.publicKey, policyPublicKey: policyKey.publicKey };
      return { deviceId: request.deviceId, deskId, ...keys, organization: 'Bare', status };
    }
    if (path === '/api/device/token') {
      tokensFor.push(asked['deviceId'] ?? '');
      return { accessToken: 'b'.repeat(43), expiresAt: new Date(Date.now() + 600_000).toISOString() };
    }
    return [];
  }

  const http = createServer((request, response) => {
    void textOf(request).then((text) => {
      const path = new URL(request.url ?? '', 'http://desk').pathname;
      paths.push(path);
      const said = answer(path, text === '' ? {} : (JSON.parse(text) as Record<string, string>));
      const code = isRefusal(said) ? said.refused : null;
      const status = code === null ? (request.method === 'POST' ? 201 : 200) : FAULTS[code].status;
      const body = code === null ? said : { type: '', title: '', status, code, requestId: 'r' };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  const io = new Server(http, { serveClient: false });
  io.of(DEVICE_NAMESPACE)
    .use((_socket, next) => {
      const data = refuse?.() ?? null;
      next(data ? Object.assign(new Error('refused'), { data }) : undefined);
    })
    .on('connection', (socket) => connected?.(socket));
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await io.close();
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const device = newKeyPair();
  const credentials: Credentials = {
    who: {
      version: 2,
      deviceId: newId(),
      publicKey: device.publicKey,
      desk: {
        url,
        deskId,
        publicKey: key.publicKey,
        policyPublicKey: policyKey.publicKey,
        organization: 'Bare',
      },
      machine: null,
      copyOf: null,
    },
    privateKey: device.privateKey,
  };
  return {
    url,
    deskId,
    credentials,
    /** Every enrolment that was asked for, and every path, in order. */
    enrolled,
    paths,
    /** The devices that got an access token, in order. */
    tokensFor,
    get publicKey() {
      return key.publicKey;
    },
    get policyPublicKey() {
      return policyKey.publicKey;
    },
    /** Takes a new key, signed by the one before it unless somebody else signs. */
    rotate(kind: Rollover['key'], by?: KeyPair) {
      const before = kind === 'desk' ? key : policyKey;
      const after = newKeyPair();
      rollovers.push(rolloverBy(by ?? before, kind, deskId, before.publicKey, after.publicKey));
      if (kind === 'desk') key = after;
      else policyKey = after;
    },
    drop: () => io.of(DEVICE_NAMESPACE).disconnectSockets(true),
  };
}

export function rolloverBy(
  by: KeyPair,
  key: Rollover['key'],
  deskId: string,
  from: string,
  to: string,
): Rollover {
  return { key, from, to, signature: signText(by.privateKey, rolloverText(key, deskId, from, to)) };
}

function isRefusal(said: unknown): said is { refused: FaultCode } {
  return typeof said === 'object' && said !== null && 'refused' in said;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
