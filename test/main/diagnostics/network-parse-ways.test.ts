import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/main/diagnostics/net/portal';
import { parseIceUrl } from '../../../src/main/diagnostics/parse/ice-url';
import { firstProxy } from '../../../src/main/diagnostics/parse/pac';
import { saidMtu } from '../../../src/main/diagnostics/parse/ping-size';
import { parseScutilProxy, parseScutilServices } from '../../../src/main/diagnostics/parse/scutil';
import { bindingRequest, readBinding } from '../../../src/main/diagnostics/parse/stun';
import {
  hostAndPort,
  parseGsettings,
  parseInternetSettings,
  proxyOfEnvironment,
  withoutCredentials,
} from '../../../src/main/diagnostics/parse/system-proxy';
import { fixture } from './network-context';

describe('proxy', () => {
  test('settings of each system, never with a password', () => {
    expect(parseGsettings(fixture('linux/gsettings-none.txt'))).toMatchObject({ mode: 'direct' });
    expect(parseGsettings(fixture('linux/gsettings-manual.txt'))).toEqual({
      mode: 'manual',
      server: 'proxy.corp.example:8443',
      pacUrl: null,
      bypass: 'localhost, 127.0.0.0/8, ::1',
    });
    expect(parseScutilProxy(fixture('macos/scutil-proxy.txt'))).toEqual({
      mode: 'manual',
      server: 'proxy.corp.example:8443',
      pacUrl: null,
      bypass: '*.local, 169.254/16',
    });
    expect(parseInternetSettings(fixture('windows/internet-settings.txt'))).toEqual({
      mode: 'manual',
      server: 'proxy.corp.example:8443',
      pacUrl: null,
      bypass: '*.corp.example;<local>',
    });
  });

  test('a script decides', () => {
    const pac =
      "org.gnome.system.proxy mode 'auto'\norg.gnome.system.proxy autoconfig-url 'http://anna:geheim@wpad/wpad.dat'\n";
    expect(parseGsettings(pac)).toMatchObject({ mode: 'automatic', pacUrl: 'http://wpad/wpad.dat' });
    expect(parseScutilProxy('  ProxyAutoDiscoveryEnable : 1\n')).toMatchObject({ mode: 'automatic' });
    expect(
      parseInternetSettings('    AutoConfigURL    REG_SZ    http://wpad.corp.example/p.pac\n'),
    ).toMatchObject({ mode: 'automatic', pacUrl: 'http://wpad.corp.example/p.pac' });
  });

  test('variables of the environment', () => {
    const env: Record<string, string> = {
      https_proxy: 'http://anna:ge@heim@10.0.0.5:3128/',
      NO_PROXY: '.local',
    };
    expect(proxyOfEnvironment((name) => env[name])).toEqual({
      mode: 'manual',
      server: '10.0.0.5:3128',
      pacUrl: null,
      bypass: '.local',
    });
    expect(proxyOfEnvironment(() => undefined)).toMatchObject({ mode: 'direct', server: null });
  });

  test.for([
    ['DIRECT', null],
    ['PROXY proxy.example:8080; DIRECT', { kind: 'proxy', host: 'proxy.example', port: 8080 }],
    ['HTTPS proxy.example', { kind: 'https', host: 'proxy.example', port: 443 }],
    ['SOCKS5 [2001:db8::5]:1080', { kind: 'socks', host: '2001:db8::5', port: 1080 }],
    ['PROXY anna:geheim@proxy.example:8080', { kind: 'proxy', host: 'proxy.example', port: 8080 }],
    ['PROXY proxy.example:99999', null],
    ['', null],
  ] as const)('PAC: %s', ([words, expected]) => {
    expect(firstProxy(words)).toEqual(expected);
  });

  test('whatever stands before the host is gone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (secret) => {
        const marked = `geheim${secret.replace(/[@/\s\p{Cc}]/gu, '')}`;
        expect(hostAndPort(`http://anna:${marked}@proxy.example:1/`) ?? '').not.toContain('geheim');
        expect(withoutCredentials(`http://anna:${marked}@proxy.example/`)).not.toContain('geheim');
      }),
    );
  });
});

test('macOS: which VPN services are connected', () => {
  expect(parseScutilServices(fixture('macos/scutil-nc-list.txt'))).toEqual([
    { connected: true, name: 'Office', type: 'VPN:com.wireguard.macos' },
    { connected: false, name: 'Old office', type: 'PPP:L2TP' },
  ]);
});

test.for([
  ['From 10.77.1.1 icmp_seq=1 Frag needed and DF set (mtu = 1300)', 1300],
  ['ping: local error: message too long, mtu=1400', 1400],
  ['From 2001:db8::1 icmp_seq=1 Packet too big: mtu=1280', 1280],
  ['36 bytes from 10.0.0.1: frag needed and DF set (MTU 1420)', 1420],
  ['Antwort von 10.0.0.1: Paket müsste fragmentiert werden, DF-Flag ist jedoch gesetzt.', null],
  ['', null],
] as const)('the size that a router names: %s', ([output, expected]) => {
  expect(saidMtu(output)).toBe(expected);
});

describe('addresses of the live view', () => {
  test.for([
    ['stun:stun.example.org', 'udp', 'stun.example.org', 3478, false],
    ['turn:turn.example.org:80?transport=tcp', 'tcp', 'turn.example.org', 80, true],
    ['turn:[2001:db8::7]:3478?transport=udp', 'udp', '2001:db8::7', 3478, true],
    ['turns:turn.example.org', 'tls', 'turn.example.org', 5349, true],
    ['TURNS:turn.example.org:443?transport=tcp', 'tls', 'turn.example.org', 443, true],
  ] as const)('%s', ([url, transport, host, port, relay]) => {
    expect(parseIceUrl(url)).toEqual({ url, transport, host, port, relay });
  });

  test.for([
    'turns:turn.example.org?transport=udp',
    'turn://x',
    'turn:user@host',
    'turn:h:0',
    'http://h',
    '',
  ])('%j is none that can be tried', (url) => {
    expect(parseIceUrl(url)).toBeNull();
  });
});

describe('STUN', () => {
  /** The response of RFC 5769, 2.2, with our own transaction and its XOR-mapped address 192.0.2.1:32853. */
  function response(request: Buffer): Buffer {
    const answer = Buffer.alloc(32);
    answer.writeUInt16BE(0x01_01, 0);
    answer.writeUInt16BE(12, 2);
    request.copy(answer, 4, 4, 20);
    Buffer.from('002000080001a147e112a643', 'hex').copy(answer, 20);
    return answer;
  }

  test('the address in the answer', () => {
    const request = bindingRequest();
    expect(readBinding(response(request), request)).toEqual({ mapped: '192.0.2.1:32853' });
  });

  test('not yet whole, somebody else’s, or no STUN at all', () => {
    const request = bindingRequest();
    expect(readBinding(response(request).subarray(0, 25), request)).toBeNull();
    expect(readBinding(response(bindingRequest()), request)).toBeNull();
    expect(readBinding(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), request)).toBeNull();
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const request = bindingRequest();
        const answer = Buffer.concat([response(request).subarray(0, 20), bytes]);
        answer.writeUInt16BE(Math.min(bytes.length, 60), 2);
        expect(() => readBinding(answer, request)).not.toThrow();
      }),
    );
  });
});

describe('who answers in the desk’s place', () => {
  const head = (status: string, ...lines: string[]) => [`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n');
  test.for([
    ['the desk', `${head('200 OK', 'content-type: application/json')}{"status":"ok"}`, false, null],
    ['its own redirect to TLS', head('301 Moved', 'Location: https://desk.example.org/healthz'), false, null],
    ['a redirect within it', head('302 Found', 'location: /login'), false, null],
    [
      'a hotel',
      head('302 Found', 'Location: http://wifi.hotel.example/login?mac=02'),
      true,
      'wifi.hotel.example',
    ],
    ['a network that says so', `${head('511 Network Authentication Required')}x`, true, null],
    [
      'a page that sends on',
      `${head('200 OK', 'Content-Type: text/html')}<meta http-equiv="refresh" content="0; url=https://portal.example/?u=anna">`,
      true,
      'portal.example',
    ],
    [
      'a web server that does not know the page',
      `${head('404 Not Found', 'content-type: text/html')}<html>`,
      null,
      null,
    ],
    ['no HTTP', 'SSH-2.0-x', null, null],
    ['nobody', '', null, null],
  ] as const)('%s', ([, answer, captivePortal, portalHost]) => {
    expect(judge(answer, 'desk.example.org')).toEqual({ captivePortal, portalHost });
  });
});
