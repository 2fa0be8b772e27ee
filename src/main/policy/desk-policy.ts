import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/base/result';
import {
  deskPolicy,
  policyText,
  signedPolicy,
  type DeskPolicy,
  type SignedPolicy,
} from '../../shared/model/policy';
import { verifyText } from '../link/keys';
import { parseJson } from '../storage/json-file';

/** The desk this agent belongs to, as far as its policy is concerned. */
export interface PinnedDesk {
  deskId: string;
  /** base64url of the raw public key of the organisation's policy. */
  policyKey: string;
  /** The one before it: what was kept may be signed by it, what comes now may not. */
  formerKey?: string | undefined;
}

/** Only what is asked for here of the file that says who this device is. */
const pinnedIn = z.looseObject({
  desk: z.looseObject({
    deskId: z.string(),
    policyPublicKey: z.string(),
    formerPolicyKey: z.string().optional(),
  }),
});

/** Null of an agent that belongs to no desk yet, or to one that has not told its policy key. */
export function pinnedDesk(identityText: string): PinnedDesk | null {
  const parsed = pinnedIn.safeParse(parseJson(identityText));
  if (!parsed.success) return null;
  const { deskId, policyPublicKey: policyKey, formerPolicyKey: formerKey } = parsed.data.desk;
  return { deskId, policyKey, formerKey };
}

/** What is kept of it on the disk. What is no signed policy any more is one that nobody signed: told, not hidden. */
export const keptPolicy = signedPolicy.catch({ payload: '', signature: 'none' });

/** False of one that says itself that it is another desk's; true also of one that cannot be read. */
export function isOfDesk({ payload }: SignedPolicy, pinned: PinnedDesk | null): boolean {
  const parsed = deskPolicy.safeParse(parseJson(payload));
  return !parsed.success || parsed.data.deskId === pinned?.deskId;
}

/** What a signed policy says, where it is this organisation's, this desk's, and no older than the one in force. */
export function openDeskPolicy(
  { payload, signature }: SignedPolicy,
  pinned: PinnedDesk | null,
  inForce: DeskPolicy | null,
): Result<DeskPolicy> {
  if (pinned === null) return fail('policy-refused', 'no desk');
  if (!verifyText(pinned.policyKey, policyText(payload), signature)) {
    return fail('policy-refused', 'wrong signature');
  }
  const parsed = deskPolicy.safeParse(parseJson(payload));
  if (!parsed.success) return fail('policy-refused', 'not understood');
  const { deskId, revision } = parsed.data;
  if (deskId !== pinned.deskId) return fail('policy-refused', 'of another desk');
  const least = inForce?.deskId === deskId ? inForce.revision : 1;
  return revision < least
    ? fail('policy-refused', `revision ${revision} is older than ${least}`)
    : ok(parsed.data);
}

/** The same of what was kept: the desk may have changed its key since, and not have been heard after that. */
export function openKeptPolicy(signed: SignedPolicy, pinned: PinnedDesk | null): Result<DeskPolicy> {
  const opened = openDeskPolicy(signed, pinned, null);
  if (opened.ok || pinned?.formerKey === undefined) return opened;
  return openDeskPolicy(signed, { ...pinned, policyKey: pinned.formerKey }, null);
}
