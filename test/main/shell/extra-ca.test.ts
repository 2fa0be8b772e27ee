import { expect, test } from 'vitest';
import { trustForDesk } from '../../../src/main/shell/extra-ca';
import { proxyConfig } from '../../../src/main/shell/proxy-config';

const ISSUER = { data: 'issuer' };
const LEAF = { data: 'leaf', issuerCert: ISSUER };
const UNKNOWN = 'net::ERR_CERT_AUTHORITY_INVALID';

/** What Chromium is answered, and which chains were looked at. */
function asked(request: object, vouches = true) {
  const looked: unknown[] = [];
  let answered: number | undefined;
  trustForDesk(
    {
      setCertificateVerifyProc(judge) {
        judge?.(request as never, (answer) => {
          answered = answer;
        });
      },
    },
    (host) => host === 'desk.example.org',
    (sent, host) => {
      looked.push([sent, host]);
      return vouches;
    },
  );
  return { answered, looked };
}

const TRUSTED = 0;
const AS_CHROMIUM_SAYS = -3;
const request = (changes: object = {}) => ({
  hostname: 'desk.example.org',
  certificate: LEAF,
  verificationResult: UNKNOWN,
  ...changes,
});

test('the desk’s chain is looked at where its authority is all that Chromium misses', () => {
  expect(asked(request())).toEqual({
    answered: TRUSTED,
    looked: [[['leaf', 'issuer'], 'desk.example.org']],
  });
  expect(asked(request(), false).answered).toBe(AS_CHROMIUM_SAYS);
});

test.for([
  { hostname: 'other.example.org' },
  { verificationResult: 'net::OK' },
  { verificationResult: 'net::ERR_CERT_DATE_INVALID' },
  { verificationResult: 'net::ERR_CERT_COMMON_NAME_INVALID' },
  { verificationResult: 'net::ERR_CERT_REVOKED' },
  { verificationResult: 'net::ERR_CERT_INVALID' },
  { verificationResult: 'net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM' },
])('everything else is as Chromium says: %o', (changes) => {
  expect(asked(request(changes))).toEqual({ answered: AS_CHROMIUM_SAYS, looked: [] });
});

test('a chain that leads back into itself ends', () => {
  const circle: { data: string; issuerCert?: object } = { data: 'a' };
  circle.issuerCert = { data: 'b', issuerCert: circle };
  expect(asked(request({ certificate: circle })).looked).toEqual([[['a', 'b'], 'desk.example.org']]);
});

test.for([
  ['system', { mode: 'system' }],
  ['direct', { mode: 'direct' }],
  ['http://proxy.example.org:3128', { mode: 'fixed_servers', proxyRules: 'http://proxy.example.org:3128' }],
] as const)('PROXY %s', ([rule, expected]) => {
  expect(proxyConfig(rule)).toEqual(expected);
});
