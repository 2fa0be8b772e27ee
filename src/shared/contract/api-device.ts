import { z } from 'zod';
import { deviceFacts, machineIdentity, platform } from '../model/device';
import { report } from '../model/diagnostics';
import { base64url, id, sha256, timestamp } from '../model/ids';
import { attachment, request, requesterTicket } from '../model/ticket';
import { line, requiredLine, requiredText } from '../model/text';
import { channel, packageKind, signedRelease, updateReason, version } from '../model/update';
import { tagList } from '../policy/values';
import { route } from './route';

/** What a proof is for; a proof for one purpose is refused for any other. */
export const proofPurpose = z.enum(['api', 'link']);
export type ProofPurpose = z.infer<typeof proofPurpose>;

export const proof = z.strictObject({ deviceId: id, nonce: base64url, signature: base64url });
export type Proof = z.infer<typeof proof>;

/** The exact bytes (as UTF-8) a device signs with its Ed25519 key to prove itself. */
export function deviceProofText(
  deskId: string,
  purpose: ProofPurpose,
  deviceId: string,
  nonce: string,
): string {
  return `deskside device proof\n${deskId}\n${purpose}\n${deviceId}\n${nonce}`;
}

/** The exact bytes (as UTF-8) the desk signs with its Ed25519 key to prove itself back. */
export function deskProofText(
  deskId: string,
  purpose: ProofPurpose,
  deviceId: string,
  deviceNonce: string,
  nonce: string,
): string {
  return `deskside desk proof\n${deskId}\n${purpose}\n${deviceId}\n${deviceNonce}\n${nonce}`;
}

/** The exact bytes (as UTF-8) a copied device signs with the key it was copied with, for its new identity. */
export function copyProofText(oldDeviceId: string, newDeviceId: string, newPublicKey: string): string {
  return `deskside device copy\n${oldDeviceId}\n${newDeviceId}\n${newPublicKey}`;
}

/** A key of the desk that took the place of an older one, signed by the older one. */
export const rollover = z.strictObject({
  key: z.enum(['desk', 'policy']),
  from: base64url,
  to: base64url,
  signature: base64url,
});
export type Rollover = z.infer<typeof rollover>;

/** The exact bytes (as UTF-8) the older key signs. */
export function rolloverText(key: Rollover['key'], deskId: string, from: string, to: string): string {
  return `deskside key rollover\n${deskId}\n${key}\n${from}\n${to}`;
}

/** Public keys travel as base64url of the 32 raw Ed25519 bytes, signatures of the 64 raw bytes. */
const byTicket = z.strictObject({ id });

export const deviceApi = {
  enroll: route({
    method: 'POST',
    path: '/api/enroll',
    summary: 'Admit a device with an enrolment token. The same device id and key again is the same answer.',
    access: 'anyone',
    status: 201,
    body: z.strictObject({
      /** Null: another person on an enrolled computer, or a copy of an enrolled disk. */
      token: base64url.nullable(),
      deviceId: id,
      publicKey: base64url,
      facts: deviceFacts,
      machine: machineIdentity,
      osUser: line(120),
      site: line(120),
      tags: tagList,
      /** The device whose disk this one was copied from, with its key's signature over `copyProofText`. */
      copyOf: z.strictObject({ deviceId: id, signature: base64url }).nullable(),
    }),
    reply: z.strictObject({
      deviceId: id,
      deskId: id,
      deskPublicKey: base64url,
      /** Signs the organisation's policy; pinned like the desk's own key. */
      policyPublicKey: base64url,
      organization: z.string().max(120),
      status: z.enum(['pending', 'active']),
    }),
  }),
  challenge: route({
    method: 'POST',
    path: '/api/device/challenge',
    summary: 'A single-use nonce, and the desk’s own proof over the nonce the device sent.',
    access: 'anyone',
    status: 201,
    body: z.strictObject({ deviceId: id, purpose: proofPurpose, deviceNonce: base64url }),
    reply: z.strictObject({
      nonce: base64url,
      deskId: id,
      deskSignature: base64url,
      expiresAt: timestamp,
      /** How the desk's keys came to be what they are, oldest first; empty where they were never changed. */
      rollovers: z.array(rollover).max(32),
    }),
  }),
  deviceToken: route({
    method: 'POST',
    path: '/api/device/token',
    summary: 'A short access token against a proof for `api`.',
    access: 'anyone',
    status: 201,
    body: proof,
    reply: z.strictObject({ accessToken: base64url, expiresAt: timestamp }),
  }),
  ownUpdate: route({
    method: 'GET',
    path: '/api/device/update',
    summary: 'Whether there is an update for this device now, and if not, why. Files lie under `/updates/`.',
    access: 'device',
    status: 200,
    query: z.strictObject({
      version,
      platform,
      arch: z.enum(['x64', 'arm64']),
      package: packageKind,
      channel,
      ring: z.enum(['auto', 'pilot', 'last']),
      updates: z.enum(['automatic', 'off']),
    }),
    reply: z.strictObject({ reason: updateReason, release: signedRelease.nullable() }),
  }),
  createTicket: route({
    method: 'POST',
    path: '/api/device/tickets',
    summary: 'File a request. The same id again answers the same ticket.',
    access: 'device',
    status: 201,
    body: z.strictObject({ request, report: report.nullable() }),
    reply: requesterTicket,
  }),
  ownTickets: route({
    method: 'GET',
    path: '/api/device/tickets',
    summary: 'This device’s tickets, newest first.',
    access: 'device',
    status: 200,
    reply: z.array(requesterTicket),
  }),
  ownTicket: route({
    method: 'GET',
    path: '/api/device/tickets/:id',
    summary: 'One of this device’s tickets.',
    access: 'device',
    status: 200,
    params: byTicket,
    reply: requesterTicket,
  }),
  ownReply: route({
    method: 'POST',
    path: '/api/device/tickets/:id/comments',
    summary: 'The requester’s answer.',
    access: 'device',
    status: 201,
    params: byTicket,
    body: z.strictObject({ id, text: requiredText(20_000), createdAt: timestamp }),
    reply: requesterTicket,
  }),
  confirmSolved: route({
    method: 'POST',
    path: '/api/device/tickets/:id/solved',
    summary: '“It works again.”',
    access: 'device',
    status: 200,
    params: byTicket,
    body: z.strictObject({ id }),
    reply: requesterTicket,
  }),
  attach: route({
    method: 'PUT',
    path: '/api/device/tickets/:id/attachments/:attachmentId',
    summary: 'Attach bytes; refused unless they hash to what the header says.',
    access: 'device',
    status: 201,
    params: z.strictObject({ id, attachmentId: id }),
    query: z.strictObject({ name: requiredLine(255), kind: z.enum(['screenshot', 'file']) }),
    headers: z.object({ 'content-type': z.string().max(100), 'x-content-sha256': sha256 }),
    body: 'bytes',
    reply: attachment,
  }),
};
