import { fault, type Fault } from '../../../shared/base/fault';
import { copyProofText } from '../../../shared/contract/api-device';
import type { DeviceFacts, DeviceStatus, MachineIdentity } from '../../../shared/model/device';
import type { Id } from '../../../shared/model/ids';
import { sameComputer } from '../../../shared/rules/same-computer';
import { addressRanges } from '../address-ranges';
import { hashSecret } from '../secret';
import { verifySignature } from './desk-identity';
import type { CameBy, DeviceStore, StoredDevice, StoredToken } from './device-store';

const TAGS = 20;

/** What a device says when it wants to be enrolled. */
export interface Applicant {
  /** Null: a further person of an enrolled computer, or a copy of an enrolled disk. */
  token: string | null;
  deviceId: Id;
  publicKey: string;
  facts: DeviceFacts;
  machine: MachineIdentity;
  osUser: string;
  site: string;
  tags: readonly string[];
  copyOf: { deviceId: Id; signature: string } | null;
}

export interface Admitted {
  token: StoredToken;
  cameBy: CameBy;
  status: Exclude<DeviceStatus, 'revoked'>;
  copyOf: Id | null;
  site: string;
  tags: string[];
}

/** `guess`: whoever sent it may be trying out secrets, not merely be late. */
export interface Refused {
  refused: Fault;
  guess: boolean;
}

const GUESSED: Refused = { refused: fault('token-refused'), guess: true };
const NO_LONGER: Refused = { refused: fault('token-refused'), guess: false };

/** Whether the applicant gets in, by what, and as what. Nothing is written. */
export async function admit(
  devices: DeviceStore,
  applicant: Applicant,
  source: string,
  at: string,
): Promise<Admitted | Refused> {
  const original = await copiedFrom(devices, applicant);
  if (applicant.token !== null) {
    const token = await devices.tokenByHash(hashSecret(applicant.token));
    if (token !== null && holds(token, at)) return byToken(token, applicant, original, source);
    // A copied disk may still hold the token its original used up.
    if (original === null) return token === null ? GUESSED : NO_LONGER;
  }
  if (original !== null) return byCopy(devices, original, source);
  return applicant.copyOf === null ? byComputer(devices, applicant) : GUESSED;
}

function holds(token: StoredToken, at: string): boolean {
  return !token.revoked && token.usesLeft > 0 && token.expiresAt > at;
}

/** The device whose key signed that this one is its copy. */
async function copiedFrom(
  devices: DeviceStore,
  { copyOf, deviceId, publicKey }: Applicant,
): Promise<StoredDevice | null> {
  if (copyOf === null) return null;
  const original = await devices.byId(copyOf.deviceId);
  if (original === null) return null;
  const text = copyProofText(original.id, deviceId, publicKey);
  return verifySignature(original.publicKey, text, copyOf.signature) ? original : null;
}

function byToken(
  token: StoredToken,
  applicant: Applicant,
  original: StoredDevice | null,
  source: string,
): Admitted {
  return {
    token,
    cameBy: 'token',
    status: statusBy(token, source),
    copyOf: original?.id ?? null,
    ...placeOf(token, applicant),
  };
}

async function byCopy(
  devices: DeviceStore,
  original: StoredDevice,
  source: string,
): Promise<Admitted | Refused> {
  if (original.status === 'revoked') return { refused: fault('device-revoked'), guess: false };
  if (original.status === 'pending') return { refused: fault('device-pending'), guess: false };
  const token = await devices.tokenById(original.tokenId);
  if (token === null) return NO_LONGER;
  const { site, tags } = original;
  // Who took the token back wants nobody else let in by it unasked.
  const status = token.revoked ? 'pending' : statusBy(token, source);
  return { token, cameBy: 'copy', status, copyOf: original.id, site, tags };
}

async function byComputer(devices: DeviceStore, applicant: Applicant): Promise<Admitted | Refused> {
  for (const known of await devices.activeOn(applicant.machine.tag)) {
    if (known.machine === null || !sameComputer(known.machine, applicant.machine)) continue;
    const token = await devices.tokenById(known.tokenId);
    if (token === null || token.revoked || !token.othersOnComputer) continue;
    return { token, cameBy: 'computer', status: 'active', copyOf: null, ...placeOf(token, applicant) };
  }
  return GUESSED;
}

function statusBy({ approve, networks }: StoredToken, source: string): Admitted['status'] {
  switch (approve) {
    case 'all':
      return 'active';
    case 'none':
      return 'pending';
    case 'networks':
      return addressRanges(networks).include(source) ? 'active' : 'pending';
  }
}

/** The token's site wins over the device's own word; of tags both count. */
export function placeOf(
  token: Pick<StoredToken, 'site' | 'tags'>,
  said: { site: string; tags: readonly string[] },
): { site: string; tags: string[] } {
  const tags = [...new Set([...token.tags, ...said.tags])].slice(0, TAGS);
  return { site: token.site ?? said.site, tags };
}
