import type { Certificate, Session } from 'electron';

/** What Chromium answers for a chain that is in order but for the authority it ends at. */
const AUTHORITY_UNKNOWN = 'net::ERR_CERT_AUTHORITY_INVALID';
const TRUSTED = 0;
const AS_CHROMIUM_SAYS = -3;
const MOST_CERTIFICATES = 10;

/** Judges the certificates (PEM, the server's own first) of a host. */
export type VouchFor = (sent: readonly string[], host: string) => boolean;

/**
 * Lets the organisation's own authorities vouch for the desk. Chromium's verdict stands for every other host and for
 * every other fault; this one of the desk's is looked at once more, the whole chain.
 */
export function trustForDesk(
  session: Pick<Session, 'setCertificateVerifyProc'>,
  isDesk: (host: string) => boolean,
  vouchFor: VouchFor,
): void {
  session.setCertificateVerifyProc(({ hostname, certificate, verificationResult }, answer) => {
    const asked = verificationResult === AUTHORITY_UNKNOWN && isDesk(hostname);
    answer(asked && vouchFor(chainOf(certificate), hostname) ? TRUSTED : AS_CHROMIUM_SAYS);
  });
}

function chainOf(leaf: Certificate): string[] {
  const chain: string[] = [];
  for (let next: Certificate | undefined = leaf; next && chain.length < MOST_CERTIFICATES;) {
    if (chain.includes(next.data)) break;
    chain.push(next.data);
    next = next.issuerCert;
  }
  return chain;
}
