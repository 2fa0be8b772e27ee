import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { fieldsOf, pathLengthIn } from './certificate-fields';

export interface ChainQuestion {
  /** As the server sent them: its own first. */
  sent: readonly X509Certificate[];
  host: string;
  /** The certificates of the organisation's file: all that is trusted here. */
  anchors: readonly X509Certificate[];
  at: number;
}

const MOST_STEPS = 6;
const LEAST_RSA_BITS = 2048;
const BASIC_CONSTRAINTS = '2.5.29.19';
const NAME_CONSTRAINTS = '2.5.29.30';
const SERVER = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];
/** Key usage, basic constraints, extended key usage, alternative names, policies: looked at here or by Node. */
const UNDERSTOOD = ['2.5.29.15', BASIC_CONSTRAINTS, '2.5.29.37', '2.5.29.17', '2.5.29.32'];
/** MD2, MD5 and SHA-1 with RSA, DSA and ECDSA. */
const BROKEN_SIGNATURES = [
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.3.14.3.2.29',
  '1.2.840.10040.4.3',
  '1.2.840.10045.4.1',
];

/**
 * Why a server's certificate is not to be trusted by the organisation's own authorities, or null where it is. Looks at
 * names, dates, purposes, strengths, and every signature up to an anchor. What it does not understand it refuses.
 */
export function chainFault(question: ChainQuestion): string | null {
  try {
    return faultOf(question);
  } catch {
    // Node throws where a key is not what its certificate says it is.
    return 'a certificate of the chain cannot be read';
  }
}

function faultOf({ sent, host, anchors, at }: ChainQuestion): string | null {
  const [leaf, ...others] = sent;
  if (!leaf) return 'the server sent no certificate';
  if (!names(leaf, host)) return `the certificate is not for ${host}`;
  if (!serves(leaf)) return 'the certificate is not for servers';
  const wrong = ownFault(leaf, at);
  if (wrong !== null) return wrong;
  // Listed itself, it needs nobody to vouch for it.
  if (anchors.some((anchor) => anchor.raw.equals(leaf.raw))) return null;
  return issuerFault(leaf, 0, { sent: others, anchors, at });
}

type Search = Pick<ChainQuestion, 'sent' | 'anchors' | 'at'>;

/** Why no way leads from this certificate to an anchor; `below`: authorities between it and the server's own. */
function issuerFault(subject: X509Certificate, below: number, search: Search): string | null {
  if (below > MOST_STEPS) return 'the chain is too long';
  if (BROKEN_SIGNATURES.includes(fieldsOf(subject.raw)?.signatureAlgorithm ?? '')) {
    return 'a signature of the chain is too weak';
  }
  let fault = 'no authority of the file has issued it';
  for (const anchor of search.anchors.filter((entry) => hasIssued(entry, subject))) {
    const wrong = authorityFault(anchor, below, search.at);
    if (wrong === null) return null;
    fault = wrong;
  }
  for (const issuer of search.sent.filter((entry) => hasIssued(entry, subject))) {
    // Not itself again, nor one that is on the way already: such a way would have no end.
    const rest = search.sent.filter((entry) => !entry.raw.equals(issuer.raw));
    const wrong =
      authorityFault(issuer, below, search.at) ?? issuerFault(issuer, below + 1, { ...search, sent: rest });
    if (wrong === null) return null;
    fault = wrong;
  }
  return fault;
}

function hasIssued(issuer: X509Certificate, subject: X509Certificate): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
}

function authorityFault(authority: X509Certificate, below: number, at: number): string | null {
  if (!authority.ca) return 'it was issued by a certificate that is no authority';
  if (!serves(authority)) return 'an authority of the chain is not for servers';
  const constraints = fieldsOf(authority.raw)?.extensions.find(({ oid }) => oid === BASIC_CONSTRAINTS);
  const most = constraints ? pathLengthIn(constraints.value) : null;
  if (most !== null && below > most) return 'an authority of the chain may not have others below it';
  return ownFault(authority, at);
}

/** What may be wrong with any one certificate of a chain. */
function ownFault(certificate: X509Certificate, at: number): string | null {
  if (at < Date.parse(certificate.validFrom)) return 'a certificate of the chain is not valid yet';
  if (!(at <= Date.parse(certificate.validTo))) return 'a certificate of the chain has expired';
  const fields = fieldsOf(certificate.raw);
  if (fields === null) return 'a certificate of the chain cannot be read';
  if (fields.extensions.some(({ oid }) => oid === NAME_CONSTRAINTS)) {
    return 'an authority of the chain is limited to certain names, which is not understood here';
  }
  const unknown = fields.extensions.find(({ oid, critical }) => critical && !UNDERSTOOD.includes(oid));
  if (unknown) return `a certificate of the chain demands ${unknown.oid}, which is not understood here`;
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  const short = type?.startsWith('rsa') === true && (details?.modulusLength ?? 0) < LEAST_RSA_BITS;
  return short ? 'a key of the chain is too short' : null;
}

/** The common name alone has not counted for many years. */
function names(certificate: X509Certificate, host: string): boolean {
  const plain = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(plain) !== 0) return certificate.checkIP(plain) !== undefined;
  return certificate.checkHost(plain, { subject: 'never', partialWildcards: false }) !== undefined;
}

/** Whether its purposes, where it names any, are those of a server. */
function serves(certificate: X509Certificate): boolean {
  // What Node calls key usage are the extended ones.
  const purposes: readonly string[] | undefined = certificate.keyUsage;
  return purposes === undefined || purposes.some((purpose) => SERVER.includes(purpose));
}
