import { renameSync } from 'node:fs';
import { runQuietly } from '../../setup/run-quietly.ts';

export interface SigningIdentity {
  /** PEM files: the certificate with its chain, and its key. */
  readonly certificate: string;
  readonly key: string;
  /** RFC 3161; without it a signature ends with its certificate. */
  readonly timestamps?: string;
}

/** What the release machine signs with; undefined on all others, whose packages are for trying out. */
export function signingIdentity(environment: NodeJS.ProcessEnv = process.env): SigningIdentity | undefined {
  const certificate = environment['DESKSIDE_SIGN_CERTIFICATE'];
  const key = environment['DESKSIDE_SIGN_KEY'];
  if (certificate === undefined || key === undefined) return undefined;
  const timestamps = environment['DESKSIDE_SIGN_TIMESTAMPS'];
  return { certificate, key, ...(timestamps === undefined ? {} : { timestamps }) };
}

/** Authenticode over a program or an MSI, in place. Nothing is ever added to a signed file afterwards. */
export async function sign(file: string, identity: SigningIdentity): Promise<void> {
  const signed = `${file}.signed`;
  const { certificate, key, timestamps } = identity;
  await runQuietly([
    'osslsigncode',
    'sign',
    '-certs',
    certificate,
    '-key',
    key,
    '-h',
    'sha256',
    '-n',
    'Deskside',
    ...(timestamps === undefined ? [] : ['-ts', timestamps]),
    '-in',
    file,
    '-out',
    signed,
  ]);
  renameSync(signed, file);
}

/** Throws unless the file carries a whole signature that leads to one of `authorities`. */
export async function verifySignature(file: string, authorities: string): Promise<void> {
  await runQuietly(['osslsigncode', 'verify', '-CAfile', authorities, '-in', file]);
}
