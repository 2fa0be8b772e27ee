import { createHash } from 'node:crypto';
import { parseJson } from '../storage/json-file';
import { verifyText } from '../link/keys';
import {
  release,
  releaseText,
  type Channel,
  type Release,
  type ReleaseFile,
  type SignedRelease,
} from '../../shared/model/update';
import { compareVersions } from '../../shared/rules/compare-versions';
import { fileFor, type UpdateFacts } from '../../shared/rules/rollout';

/** Why a release is not installed, whatever the desk says. */
export type Refusal =
  | 'no-keys'
  | 'unknown-key'
  | 'bad-signature'
  | 'unreadable'
  | 'wrong-product'
  | 'wrong-channel'
  | 'expired'
  | 'downgrade'
  | 'rolled-back-before'
  | 'no-file';

export interface ReleaseContext {
  /** Public keys of the release pipeline, out of this package. */
  keys: readonly string[];
  facts: Pick<UpdateFacts, 'version' | 'platform' | 'arch' | 'package'>;
  channel: Channel;
  /** The highest version of the channel that was ever verified here; null where none was. */
  highest: string | null;
  rolledBack: readonly string[];
  /** Corrected with the desk's time: a computer whose clock is years behind would take anything. */
  now: number;
}

export type Verdict =
  { ok: true; release: Release; file: ReleaseFile } | { ok: false; reason: Refusal; version: string | null };

const refuse = (reason: Refusal, version: string | null = null): Verdict => ({ ok: false, reason, version });

/** Nothing of a release is looked at before its signature holds. */
export function verifyRelease(signed: SignedRelease, context: ReleaseContext): Verdict {
  if (context.keys.length === 0) return refuse('no-keys');
  const key = context.keys.find((entry) => releaseKeyId(entry) === signed.keyId);
  if (key === undefined) return refuse('unknown-key');
  if (!verifyText(key, releaseText(signed.payload), signed.signature)) return refuse('bad-signature');
  const content = parseJson(signed.payload);
  const parsed = release.safeParse(content);
  if (!parsed.success) return refuse(isForeign(content) ? 'wrong-product' : 'unreadable');
  return judge(parsed.data, context);
}

function isForeign(content: unknown): boolean {
  return (
    typeof content === 'object' &&
    content !== null &&
    'product' in content &&
    content.product !== release.shape.product.value
  );
}

function judge(found: Release, { channel, facts, highest, rolledBack, now }: ReleaseContext): Verdict {
  const { version } = found;
  if (found.channel !== channel) return refuse('wrong-channel', version);
  if (Date.parse(found.expiresAt) <= now) return refuse('expired', version);
  if (compareVersions(version, facts.version) <= 0) return refuse('downgrade', version);
  if (highest !== null && compareVersions(version, highest) < 0) return refuse('downgrade', version);
  if (rolledBack.includes(version)) return refuse('rolled-back-before', version);
  const file = fileFor(found, facts);
  return file === undefined ? refuse('no-file', version) : { ok: true, release: found, file };
}

/** The first 16 hexadecimal digits of the public key's SHA-256. */
export function releaseKeyId(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);
}
