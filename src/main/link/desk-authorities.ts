import { X509Certificate } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { Logger } from '../../shared/base/logger';
import { chainFault } from './chain';
import { describe } from './http';

const MOST_BYTES = 1024 * 1024;
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The organisation's own authorities out of CA_CERT_FILE, trusted for the desk besides the system's. Read once; what is
 * wrong with the file is remembered and told with every connection that fails.
 */
export class DeskAuthorities {
  readonly #log: Logger;
  readonly #anchors: readonly X509Certificate[];
  readonly #fileFault: string | null;
  #chainFault: string | null = null;

  constructor(file: string | null, log: Logger) {
    this.#log = log;
    const read = file === null ? [] : readAnchors(file);
    this.#anchors = typeof read === 'string' ? [] : read;
    this.#fileFault = typeof read === 'string' ? `CA_CERT_FILE: ${read}` : null;
    if (typeof read === 'string') log.error('authorities.unreadable', { file, reason: read });
    else if (file !== null) log.info('authorities.read', { file, certificates: read.length });
  }

  get any(): boolean {
    return this.#anchors.length > 0;
  }

  /** For Node's own sockets, which know the public authorities only; null: nothing to add. */
  get forNode(): readonly string[] | null {
    return this.any ? [...rootCertificates, ...this.#anchors.map(String)] : null;
  }

  /** Why the desk may not be trusted over TLS, where that is our own finding. */
  get fault(): string | null {
    return this.#fileFault ?? this.#chainFault;
  }

  /** Whether these certificates (PEM, the server's own first) are vouched for by an authority of the file. */
  vouchFor(sent: readonly string[], host: string, at: number): boolean {
    const fault = this.#judge(sent, host, at);
    if (fault !== null) this.#log.warn('authorities.refused', { host, reason: fault });
    this.#chainFault = fault;
    return fault === null;
  }

  #judge(sent: readonly string[], host: string, at: number): string | null {
    try {
      const certificates = sent.map((pem) => new X509Certificate(pem));
      return chainFault({ sent: certificates, host, anchors: this.#anchors, at });
    } catch (error) {
      return `a certificate cannot be read: ${describe(error)}`;
    }
  }
}

/** The certificates of a PEM or DER file, or what is wrong with it. */
function readAnchors(file: string): X509Certificate[] | string {
  let handle: number | null = null;
  try {
    // What is looked at is what is read; nobody is waited for who might write into a pipe.
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(handle);
    if (!stat.isFile() || stat.size > MOST_BYTES) return 'it is no file of certificates';
    if (!isOutOfReach(stat.uid, stat.mode)) return 'others than root may write to it';
    const bytes = readFileSync(handle);
    const blocks = bytes.toString('latin1').match(PEM);
    return (blocks ?? [bytes]).map((block) => new X509Certificate(block));
  } catch (error) {
    return describe(error);
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** Whoever can write to it could pose as the desk. On Windows its folder's rights decide, which we do not read. */
function isOutOfReach(owner: number, mode: number): boolean {
  if (process.platform === 'win32') return true;
  return (owner === 0 || owner === process.getuid?.()) && (mode & 0o022) === 0;
}
