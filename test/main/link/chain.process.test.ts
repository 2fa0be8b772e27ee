import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { fieldsOf } from '../../../src/main/link/certificate-fields';
import { chainFault } from '../../../src/main/link/chain';
import { DeskAuthorities } from '../../../src/main/link/desk-authorities';
import { memoryLog } from '../support/memory-log';
import { AUTHORITY, SERVER, testAuthorities } from '../support/test-authorities';

const HOST = 'desk.example.org';
const NOW = Date.parse('2026-11-22T08:00:00.000Z');

let folder: string;
let office: ReturnType<typeof testAuthorities>;
const made: Record<string, X509Certificate> = {};
const of = (...names: string[]) => names.map((name) => made[name]!);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'deskside-chain-'));
  office = testAuthorities(folder);
  const make = (name: string, wanted: Parameters<typeof office.make>[1]) => {
    made[name] = office.make(name, wanted);
  };
  make('root', { extensions: AUTHORITY });
  make('other root', { extensions: AUTHORITY });
  make('issuing', { by: 'root', extensions: AUTHORITY });
  make('good', { by: 'root', extensions: SERVER });
  make('below', { by: 'issuing', extensions: SERVER });
  make('expired', { by: 'root', extensions: SERVER, from: '20250101000000Z', to: '20260601000000Z' });
  make('early', { by: 'root', extensions: SERVER, from: '20270101000000Z' });
  make('for clients', { by: 'root', extensions: [SERVER[2]!, 'extendedKeyUsage=clientAuth'] });
  make('name only', { by: 'root', extensions: ['extendedKeyUsage=serverAuth'] });
  make('by server', { by: 'good', extensions: SERVER });
  make('self', { extensions: SERVER });
  make('old root', { extensions: AUTHORITY, to: '20260601000000Z' });
  make('of old root', { by: 'old root', extensions: SERVER });
  make('ends here', {
    extensions: ['basicConstraints=critical,CA:TRUE,pathlen:0', AUTHORITY[1]!],
  });
  make('too deep', { by: 'ends here', extensions: AUTHORITY });
  make('of too deep', { by: 'too deep', extensions: SERVER });
  make('of ends here', { by: 'ends here', extensions: SERVER });
  make('no signing', { by: 'root', extensions: [AUTHORITY[0]!, 'keyUsage=critical,cRLSign'] });
  make('of no signing', { by: 'no signing', extensions: SERVER });
  make('for mail', { by: 'root', extensions: [...AUTHORITY, 'extendedKeyUsage=emailProtection'] });
  make('of for mail', { by: 'for mail', extensions: SERVER });
  make('limited', {
    by: 'root',
    extensions: [...AUTHORITY, 'nameConstraints=critical,permitted;DNS:other.example.org'],
  });
  make('of limited', { by: 'limited', extensions: SERVER });
  make('demanding', { by: 'root', extensions: [...SERVER, '1.2.3.4=critical,ASN1:UTF8String:x'] });
  make('short', { by: 'root', extensions: SERVER, rsaBits: 1024 });
  make('sha1', { by: 'root', extensions: SERVER, digest: 'sha1' });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fault = (sent: string[], anchors: string[], host = HOST) =>
  chainFault({ sent: of(...sent), host, anchors: of(...anchors), at: NOW });

describe('trusted is', () => {
  test.for<[string, string[], string[], string?]>([
    ['what an authority of the file issued', ['good'], ['root']],
    ['the same with the root sent along', ['good', 'root'], ['root']],
    ['what an authority below it issued', ['below', 'issuing'], ['root']],
    ['a chain in disorder', ['below', 'other root', 'issuing'], ['root']],
    ['where several authorities are listed', ['good'], ['other root', 'old root', 'root']],
    ['where the authority below is listed itself', ['below'], ['issuing']],
    ['a self-signed certificate that is listed', ['self'], ['self']],
    ['an authority that may have no other below it', ['of ends here'], ['ends here']],
    ['an address of IPv4', ['good'], ['root'], '192.0.2.7'],
    ['an address of IPv6, in brackets or not', ['good'], ['root'], '[2001:db8::7]'],
    ['a name under a wildcard', ['good'], ['root'], 'desk.wild.example.org'],
    ['a name in capitals', ['good'], ['root'], 'DESK.example.org'],
  ])('%s', ([, sent, anchors, host]) => {
    expect(fault(sent, anchors, host)).toBeNull();
  });
});

describe('refused is', () => {
  test.for<[string, string[], string[], RegExp, string?]>([
    ['nothing', [], ['root'], /no certificate/],
    ['any, with an empty file', ['good'], [], /no authority/],
    ['another authority’s', ['good'], ['other root'], /no authority/],
    ['a root that the server brings along', ['good', 'root'], ['other root'], /no authority/],
    ['a missing link', ['below'], ['root'], /no authority/],
    ['another name', ['good'], ['root'], /not for/, 'mail.example.org'],
    ['another address', ['good'], ['root'], /not for/, '192.0.2.8'],
    ['two names under a wildcard', ['good'], ['root'], /not for/, 'a.b.wild.example.org'],
    ['a common name alone', ['name only'], ['root'], /not for/, 'name only'],
    ['an expired one', ['expired'], ['root'], /expired/],
    ['one that is not valid yet', ['early'], ['root'], /not valid yet/],
    ['one for clients', ['for clients'], ['root'], /not for servers/],
    ['one that a server’s certificate signed', ['by server', 'good'], ['root'], /no authority/],
    ['the same where the signing server is listed', ['by server'], ['good'], /no authority/],
    ['a self-signed one', ['self'], ['root'], /no authority/],
    ['an expired authority’s', ['of old root'], ['old root'], /expired/],
    ['one authority too deep', ['of too deep', 'too deep'], ['ends here'], /below it/],
    ['an authority that may not sign', ['of no signing', 'no signing'], ['root'], /authority/],
    ['an authority for mail', ['of for mail', 'for mail'], ['root'], /not for servers/],
    ['an authority limited to names', ['of limited', 'limited'], ['root'], /limited/],
    ['a demand nobody understands', ['demanding'], ['root'], /1\.2\.3\.4/],
    ['a short key', ['short'], ['root'], /too short/],
    ['a broken signature', ['sha1'], ['root'], /too weak/],
  ])('%s', ([, sent, anchors, reason, host]) => {
    expect(fault(sent, anchors, host)).toMatch(reason);
  });

  test('a certificate of which one bit was changed', () => {
    const bytes = Buffer.from(made['good']!.raw);
    let parsed = 0;
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      let certificate: X509Certificate;
      try {
        certificate = new X509Certificate(changed);
      } catch {
        continue;
      }
      parsed += 1;
      const question = { sent: [certificate], host: HOST, anchors: of('root'), at: NOW };
      expect(chainFault(question), `byte ${at}`).not.toBeNull();
    }
    expect(parsed).toBeGreaterThan(20);
  });
});

test('bytes that are no certificate are none, whatever they are', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void fieldsOf(bytes)));
  const whole = made['good']!.raw;
  for (let length = 0; length < whole.length; length += 1)
    expect(fieldsOf(whole.subarray(0, length))).toBeNull();
  expect(fieldsOf(whole)?.extensions.map(({ oid }) => oid)).toContain('2.5.29.17');
});

describe('the file', () => {
  const written = (name: string, content: string | Uint8Array, mode = 0o644) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    chmodSync(file, mode);
    return file;
  };
  const sent = () => [made['good']!.toString()];

  test('may hold several authorities among other text, or one as DER', () => {
    const text = `# office\n${String(made['other root'])}\nissued by us\n${String(made['root'])}`;
    for (const file of [written('bundle.pem', text), written('root.der', made['root']!.raw)]) {
      const authorities = new DeskAuthorities(file, memoryLog());
      expect(authorities.fault).toBeNull();
      expect(authorities.vouchFor(sent(), HOST, NOW)).toBe(true);
    }
  });

  test.for<[string, () => string, RegExp]>([
    ['that is missing', () => path.join(folder, 'nowhere.pem'), /ENOENT/],
    ['that is a folder', () => folder, /no file/],
    ['of nonsense', () => written('nonsense.pem', 'nonsense'), /./],
    ['that everybody may write to', () => written('open.pem', String(made['root']), 0o666), /write to it/],
  ])('%s is told and trusts nobody', ([, file, reason]) => {
    const log = memoryLog();
    const authorities = new DeskAuthorities(file(), log);
    expect(authorities.any).toBe(false);
    expect(authorities.forNode).toBeNull();
    expect(authorities.fault).toMatch(/^CA_CERT_FILE: /);
    expect(authorities.fault).toMatch(reason);
    expect(log.has('authorities.unreadable')).toBe(true);
  });

  test('without one nothing is different', () => {
    const authorities = new DeskAuthorities(null, memoryLog());
    expect([authorities.any, authorities.forNode, authorities.fault]).toEqual([false, null, null]);
  });

  test('what is refused is told until it is mended', () => {
    const log = memoryLog();
    const authorities = new DeskAuthorities(written('one.pem', String(made['root'])), log);
    expect(authorities.vouchFor([String(made['expired'])], HOST, NOW)).toBe(false);
    expect(authorities.fault).toMatch(/expired/);
    expect(authorities.vouchFor(['nonsense'], HOST, NOW)).toBe(false);
    expect(authorities.vouchFor(sent(), HOST, NOW)).toBe(true);
    expect(authorities.fault).toBeNull();
    expect(log.lines.filter(({ event }) => event === 'authorities.refused')).toHaveLength(2);
  });

  test('a socket of Node trusts the same authorities', async () => {
    const server = createServer({ cert: String(made['good']), key: office.keyOf('good') });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const answer = (ca: readonly string[] | null) =>
      new Promise<boolean>((resolve) => {
        const target = { host: '127.0.0.1', port, servername: HOST, ...(ca ? { ca: [...ca] } : {}) };
        const socket = connect(target, () => {
          resolve(socket.authorized);
          socket.destroy();
        });
        socket.once('error', () => resolve(false));
      });
    const authorities = new DeskAuthorities(written('node.pem', String(made['root'])), memoryLog());
    expect(await answer(authorities.forNode)).toBe(true);
    expect(await answer(null)).toBe(false);
  });
});
