import type { FaultCode } from '../base/fault';

/** What happened and what it means, then what to do; the code is shown small underneath. */
export interface FaultWords {
  says: string;
  next: string;
}

export const faultsEn: Record<FaultCode, FaultWords> = {
  'invalid-input': {
    says: 'Something in what was entered is not accepted.',
    next: 'Check the marked fields and try again.',
  },
  unauthenticated: { says: 'You are not logged in any more.', next: 'Log in again; what you wrote is kept.' },
  'credentials-refused': {
    says: 'That e-mail address and password do not belong together.',
    next: 'Check both and try again.',
  },
  'token-refused': {
    says: 'This link or token is not valid, or was used already.',
    next: 'Ask your IT team for a new one.',
  },
  'proof-refused': {
    says: 'The desk did not accept this computer’s identity.',
    next: 'Ask your IT team to enroll this computer again.',
  },
  forbidden: { says: 'Your role does not allow this.', next: 'Ask an administrator.' },
  'origin-refused': {
    says: 'The request came from another site and was refused.',
    next: 'Open the console at its own address.',
  },
  'device-pending': {
    says: 'Your IT team has not approved this computer yet.',
    next: 'Nothing to do: what you write is kept here and sent as soon as they have.',
  },
  'device-copied': {
    says: 'This computer was set up from a copy of another one.',
    next: 'Nothing to do: it introduces itself to the desk anew.',
  },
  'policy-refused': {
    says: 'The settings from your organization cannot be used.',
    next: 'The last good ones stay in force. Your IT team can see why.',
  },
  'update-refused': {
    says: 'An update was refused because it could not be verified.',
    next: 'Nothing was installed. Your IT team can see why.',
  },
  'device-revoked': {
    says: 'This computer was removed from the desk.',
    next: 'Contact your IT team. What you wrote is kept here.',
  },
  'not-a-participant': { says: 'You are not part of this session.', next: 'Join it from the ticket.' },
  'not-found': { says: 'It does not exist, or you may not see it.', next: 'Go back and look again.' },
  'already-exists': { says: 'That exists already with other contents.', next: 'Reload to see it.' },
  stale: {
    says: 'Somebody changed this while you were working on it.',
    next: 'Look at the new state and try again.',
  },
  'wrong-state': { says: 'That is not possible in the present state.', next: 'Reload to see what is.' },
  'report-outdated': {
    says: 'These diagnostics come from an older version of Deskside and cannot be shown by this one.',
    next: 'Ask for a new request from this computer; it brings diagnostics that can be read.',
  },
  'device-offline': {
    says: 'The computer is not connected right now.',
    next: 'Try again when it is back online.',
  },
  'assist-open': {
    says: 'A session for this computer is already open.',
    next: 'Join it, or wait until it has ended.',
  },
  'too-large': {
    says: 'That is larger than the desk accepts.',
    next: 'Send less, for example without the screenshot.',
  },
  'media-type-refused': {
    says: 'The desk does not accept that kind of file.',
    next: 'Send it in another format.',
  },
  'hash-mismatch': { says: 'The file arrived damaged.', next: 'It is sent again by itself.' },
  'protocol-unsupported': { says: 'This version does not fit the desk’s version.', next: 'Update Deskside.' },
  'rate-limited': { says: 'That was too often in a short time.', next: 'Wait a moment and try again.' },
  internal: {
    says: 'The desk made a mistake.',
    next: 'Try again; if it stays, tell your IT team the code below.',
  },
  unavailable: { says: 'The desk is not ready right now.', next: 'It is tried again by itself.' },
  'storage-full': {
    says: 'The desk has no room left to store this.',
    next: 'It is tried again by itself; your IT team must make room.',
  },
  'desk-unreachable': {
    says: 'The help desk cannot be reached right now.',
    next: 'Your request is kept and sent as soon as the connection is back.',
  },
  'desk-unverified': {
    says: 'The server that answered is not your help desk.',
    next: 'Nothing was sent. Tell your IT team.',
  },
  'not-enrolled': {
    says: 'This computer is not connected to a help desk yet.',
    next: 'Ask your IT team to enroll it.',
  },
  'disk-full': {
    says: 'Not saved: this computer’s disk is full.',
    next: 'Free some space and press Send again. Your text is still here.',
  },
  'disk-failed': {
    says: 'Not saved: this computer’s disk refused to store it.',
    next: 'Your text is still here. Copy it and call your IT team.',
  },
  'capture-failed': {
    says: 'The picture of the screen could not be taken.',
    next: 'Try again, or send the request without it.',
  },
  'secrets-unavailable': {
    says: 'This computer’s key cannot be read.',
    next: 'Log out and in again, or ask your IT team to enroll this computer again.',
  },
};
