import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import {
  copyProofText,
  deskProofText,
  type deviceApi,
  deviceProofText,
  type Proof,
  type ProofPurpose,
} from '../../src/shared/contract/api-device';
import type { CallOf } from '../../src/shared/contract/route';
import { PROTOCOL } from '../../src/shared/contract/version';
import { DEVICE_NAMESPACE, type FromDevice } from '../../src/shared/contract/wire';
import type { Inventory } from '../../src/shared/model/device';
import { newId, type Id } from '../../src/shared/model/ids';
import type { Request, RequesterTicket } from '../../src/shared/model/ticket';
import { DeskClient } from './desk-client';
import { LiveSocket } from './live-socket';

export type EnrollBody = NonNullable<CallOf<typeof deviceApi.enroll>['body']>;

/** A device as the desk sees one: a key pair, an enrolment, proofs, and nothing of Electron. */
export class FakeDevice {
  readonly id: Id;
  readonly url: string;
  readonly publicKey: string;
  readonly #privateKey: KeyObject;
  deskId: Id = '';
  deskPublicKey = '';
  policyPublicKey = '';
  status = '';
  /** A computer of its own unless a test says otherwise. */
  machine = { tag: randomHex(), hardware: [randomHex(), randomHex()] };

  constructor(url: string, id: Id = newId()) {
    this.url = url;
    this.id = id;
    const { privateKey } = generateKeyPairSync('ed25519');
    this.#privateKey = privateKey;
    this.publicKey = String(createPublicKey(privateKey).export({ format: 'jwk' }).x);
  }

  enrollment(token: string | null, fields: Partial<EnrollBody> = {}): EnrollBody {
    return {
      token,
      deviceId: this.id,
      publicKey: this.publicKey,
      facts: {
        name: 'test-pc',
        platform: 'linux' as const,
        osName: 'Debian 12',
        agentVersion: '0.1.0',
        keyProtection: 'file' as const,
      },
      machine: this.machine,
      osUser: 'jane',
      site: '',
      tags: [],
      copyOf: null,
      ...fields,
    };
  }

  async enroll(token: string | null, fields: Partial<EnrollBody> = {}): Promise<this> {
    const body = this.enrollment(token, fields);
    const enrolled = await new DeskClient(this.url).get('enroll', { body });
    this.deskId = enrolled.deskId;
    this.deskPublicKey = enrolled.deskPublicKey;
    this.policyPublicKey = enrolled.policyPublicKey;
    this.status = enrolled.status;
    return this;
  }

  /** That the other one has this one's disk, as this one's key says. */
  copyProof(copy: Pick<FakeDevice, 'id' | 'publicKey'>): { deviceId: Id; signature: string } {
    const text = copyProofText(this.id, copy.id, copy.publicKey);
    const signature = sign(null, Buffer.from(text), this.#privateKey).toString('base64url');
    return { deviceId: this.id, signature };
  }

  inventory(fields: Partial<Inventory> = {}): Inventory {
    return {
      agentVersion: '0.1.0',
      osName: 'Debian 12',
      arch: 'x64',
      package: 'deb',
      channel: 'stable',
      ring: 'auto',
      updates: 'automatic',
      site: '',
      tags: [],
      machine: this.machine,
      policy: { machine: 'none', desk: 'none', deskRevision: null, problems: [] },
      update: { state: 'idle', version: null, reason: null },
      ...fields,
    };
  }

  /** A fresh nonce; the desk must have signed ours. */
  async challenge(purpose: ProofPurpose): Promise<string> {
    const deviceNonce = randomBytes(32).toString('base64url');
    const body = { deviceId: this.id, purpose, deviceNonce };
    const { nonce, deskSignature } = await new DeskClient(this.url).get('challenge', { body });
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: this.deskPublicKey },
      format: 'jwk',
    });
    const text = deskProofText(this.deskId, purpose, this.id, deviceNonce, nonce);
    if (!verify(null, Buffer.from(text), key, Buffer.from(deskSignature, 'base64url'))) {
      throw new Error('the desk did not prove itself');
    }
    return nonce;
  }

  sign(purpose: ProofPurpose, nonce: string, deskId = this.deskId): Proof {
    const text = deviceProofText(deskId, purpose, this.id, nonce);
    const signature = sign(null, Buffer.from(text), this.#privateKey).toString('base64url');
    return { deviceId: this.id, nonce, signature };
  }

  async prove(purpose: ProofPurpose): Promise<Proof> {
    return this.sign(purpose, await this.challenge(purpose));
  }

  /** A client with a fresh access token. */
  async client(): Promise<DeskClient> {
    const proof = await this.prove('api');
    const { accessToken } = await new DeskClient(this.url).get('deviceToken', { body: proof });
    return new DeskClient(this.url, { accessToken });
  }

  /** A connected socket that has said its status and been acknowledged. */
  async connect(assist: FromDevice['device:status']['assist'] = null): Promise<LiveSocket> {
    const socket = await this.socket();
    await socket.connect();
    const answer = await socket.send('device:status', { assist });
    if (!answer.ok) throw new Error(`device:status: ${answer.fault.code}`);
    return socket;
  }

  async socket(): Promise<LiveSocket> {
    const auth = { protocol: PROTOCOL, proof: await this.prove('link') };
    return new LiveSocket(this.url, DEVICE_NAMESPACE, auth);
  }

  request(fields: Partial<Request> = {}): Request {
    return {
      id: newId(),
      text: 'The printer on the second floor prints only blank pages.',
      canWork: 'with-difficulty',
      affected: 'team',
      requesterName: 'Jane Doe',
      createdAt: '2026-11-21T08:00:00.000Z',
      ...fields,
    };
  }

  async file(fields: Partial<Request> = {}): Promise<RequesterTicket> {
    const client = await this.client();
    return client.get('createTicket', { body: { request: this.request(fields), report: null } });
  }
}

function randomHex(): string {
  return randomBytes(16).toString('hex');
}
