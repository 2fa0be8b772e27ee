import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig, viewAskedFor } from '../../../src/main/app/config';

const TOKEN = 'A'.repeat(43);

test('the command line wins over the environment', () => {
  const config = readConfig(['--desk', 'https://desk.example.org/', '--hotkey=none'], {
    DESKSIDE_DESK: 'https://other.example.org',
    DESKSIDE_ENROLL_TOKEN: TOKEN,
  });
  expect(config).toMatchObject({
    ok: true,
    value: { deskUrl: 'https://desk.example.org', token: TOKEN, hotkey: null },
  });
});

test('with nothing said it starts without a desk', () => {
  expect(readConfig(['--no-sandbox', '--user-data-dir=/x', '.'], {})).toMatchObject({
    ok: true,
    value: { deskUrl: null, token: null, hotkey: 'Control+Alt+H' },
  });
});

test('hosts to check are read with their ports, TLS where none is said', () => {
  const of = (value: string) => {
    const config = readConfig([], { DESKSIDE_CHECK_HOSTS: value });
    return config.ok ? config.value.checkHosts : null;
  };
  expect(of('mail.example.org, files.example.org:8443,[2001:db8::1]:993')).toEqual([
    { host: 'mail.example.org', port: 443 },
    { host: 'files.example.org', port: 8443 },
    { host: '2001:db8::1', port: 993 },
  ]);
  expect(of('')).toEqual([]);
});

test('identifiers are masked unless they are named', () => {
  const of = (value: string) => {
    const config = readConfig([`--show-identifiers=${value}`], {});
    return config.ok ? config.value.showIdentifiers : null;
  };
  expect(of('')).toEqual([]);
  expect(of('serial, mac')).toEqual(['mac', 'serial']);
  expect(of('serial,password')).toBeNull();
});

test.for([
  ['--show-identifiers', 'all'],
  ['--check-hosts', 'https://mail.example.org'],
  ['--check-hosts', 'mail.example.org:0'],
  ['--check-hosts', 'mail.example.org:70000'],
  ['--check-hosts', '-oProxyCommand=x'],
  ['--check-hosts', Array.from({ length: 16 }, (_, index) => `h${index}.example.org`).join(',')],
  ['--desk', 'desk'],
  ['--desk', 'file:///etc/passwd'],
  ['--desk', 'https://user:secret@desk.example.org'],
  ['--desk', 'https://desk.example.org/?x=1'],
  ['--desk', 'javascript:alert(1)'],
  ['--token', 'with spaces'],
  ['--token', ''],
  ['--hotkey', 'H'],
  ['--hotkey', 'Control+Alt+H;rm'],
])('%s %s is refused by name, without repeating the value', ([name, value]) => {
  const config = readConfig([name!, value!], {});
  expect(config.ok).toBe(false);
  if (config.ok) return;
  expect(config.fault.detail).toContain(name);
  expect(config.fault.detail).not.toContain('secret');
});

test('whatever a second launch says, it can only show one of its views', () => {
  expect(viewAskedFor(['electron', '.', '--my-tickets'])).toBe('tickets');
  expect(viewAskedFor(['electron', '.', '--check'])).toBe('check');
  fc.assert(
    fc.property(fc.array(fc.string()), (argv) => {
      expect(['new', 'tickets', 'check']).toContain(viewAskedFor(argv));
    }),
  );
});
