import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Wanted {
  /** The certificate that signs it; itself where none is named. */
  by?: string;
  extensions?: readonly string[];
  from?: string;
  to?: string;
  rsaBits?: number;
  digest?: string;
}

export const AUTHORITY = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
export const SERVER = [
  'basicConstraints=CA:FALSE',
  'extendedKeyUsage=serverAuth',
  'subjectAltName=DNS:desk.example.org,DNS:*.wild.example.org,IP:192.0.2.7,IP:2001:db8::7',
];

/** Certificates as an office's own authority makes them, by openssl, in a folder. */
export function testAuthorities(folder: string) {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => path.join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(
    file('ca.cnf'),
    '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nnew_certs_dir=.\npolicy=any\nrand_serial=yes\nunique_subject=no\n[any]\ncommonName=supplied\n',
  );
  writeFileSync(file('index.txt'), '');

  return {
    make(name: string, wanted: Wanted = {}): X509Certificate {
      const { by = name, extensions = [], from = '20260101000000Z', to = '20361231000000Z' } = wanted;
      const key = wanted.rsaBits
        ? ['rsa', `rsa_keygen_bits:${wanted.rsaBits}`]
        : ['EC', 'ec_paramgen_curve:P-256'];
      openssl('genpkey', '-algorithm', key[0] ?? '', '-pkeyopt', key[1] ?? '', '-out', `${name}.key`);
      openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-out', `${name}.csr`);
      writeFileSync(file(`${name}.ext`), extensions.join('\n'));
      const signer =
        by === name
          ? ['-selfsign', '-keyfile', `${name}.key`]
          : ['-cert', `${by}.pem`, '-keyfile', `${by}.key`];
      const times = ['-startdate', from, '-enddate', to];
      const files = ['-extfile', `${name}.ext`, '-in', `${name}.csr`, '-out', `${name}.pem`];
      const digest = ['-md', wanted.digest ?? 'sha256'];
      openssl('ca', '-batch', '-notext', '-config', 'ca.cnf', ...digest, ...signer, ...times, ...files);
      return new X509Certificate(readFileSync(file(`${name}.pem`)));
    },
    keyOf: (name: string) => readFileSync(file(`${name}.key`), 'utf8'),
  };
}
