import { expect, test } from 'vitest';
import { readConfig } from '../../../src/main/app/config';
import { resolve } from '../../../src/shared/policy/resolve';

const TOKEN = 'A'.repeat(43);

/** What a development build makes of it. */
function settingsOf(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const config = readConfig(argv, env, false);
  if (!config.ok) return null;
  const { settings, problems } = resolve({ argument: config.value.argument });
  expect(problems).toEqual([]);
  return settings;
}

test('the command line wins over the environment', () => {
  const argv = ['--desk', 'https://desk.example.org/', '--hotkey=none'];
  const env = { DESKSIDE_DESK: 'https://other.example.org', DESKSIDE_ENROLL_TOKEN: TOKEN };
  expect(settingsOf(argv, env)).toMatchObject({
    serverUrl: 'https://desk.example.org',
    enrollToken: TOKEN,
    hotkey: 'none',
  });
});

test('with nothing said nothing is decided', () => {
  const config = readConfig(['--no-sandbox', '--user-data-dir=/x', '.'], {}, false);
  expect(config).toEqual({
    ok: true,
    value: {
      argument: {},
      policyFile: null,
      tokenDrop: null,
      atLogin: false,
      autostart: false,
      ignored: [],
    },
  });
});

test('every argument and variable of a development build counts', () => {
  const env = { DESKSIDE_ALLOW_QUIT: 'no', DESKSIDE_LOG_LEVEL: 'debug', DESKSIDE_HOTKEY: 'Alt+1' };
  const argv = ['--check-hosts', 'mail.example.org, [2001:db8::1]:993', '--show-identifiers=serial, mac'];
  expect(settingsOf(argv, env)).toMatchObject({
    allowQuit: false,
    logLevel: 'debug',
    hotkey: 'Alt+1',
    checkHosts: ['mail.example.org', '[2001:db8::1]:993'],
    showIdentifiers: ['serial', 'mac'],
  });
  expect(settingsOf([], { DESKSIDE_CHECK_HOSTS: '' })).toMatchObject({ checkHosts: [] });
  const files = ['--policy-file', '/p.json', '--token-drop=/token', '--autostart', '--at-login'];
  expect(readConfig(files, {}, false)).toMatchObject({
    value: { policyFile: '/p.json', tokenDrop: '/token', autostart: true, atLogin: true },
  });
});

test('a packaged agent takes no setting from whoever starts it, and says which it was given', () => {
  const argv = [
    '--desk=https://evil.example.org',
    '--token',
    TOKEN,
    '--policy-file=/tmp/p.json',
    '--token-drop=/tmp/t',
    '--hotkey',
    'not even valid',
    '--at-login',
  ];
  const env = { DESKSIDE_DESK: 'https://evil.example.org', DESKSIDE_ALLOW_QUIT: 'no' };
  const config = readConfig(argv, env, true);
  expect(config).toMatchObject({
    ok: true,
    value: { argument: {}, policyFile: null, tokenDrop: null, atLogin: true },
  });
  expect(config.ok && config.value.ignored).toEqual([
    '--desk',
    '--token',
    '--hotkey',
    '--policy-file',
    '--token-drop',
    'DESKSIDE_DESK',
    'DESKSIDE_ALLOW_QUIT',
  ]);
  expect(JSON.stringify(config)).not.toContain(TOKEN);
});

test.for([
  ['--show-identifiers', 'all'],
  ['--show-identifiers', 'serial,password'],
  ['--check-hosts', 'https://mail.example.org'],
  ['--check-hosts', 'mail.example.org:0'],
  ['--check-hosts', 'mail.example.org:70000'],
  ['--check-hosts', '-oProxyCommand=x'],
  ['--check-hosts', Array.from({ length: 16 }, (_, index) => `h${index}.example.org`).join(',')],
  ['--desk', 'desk'],
  ['--desk', ''],
  ['--desk', 'file:///etc/passwd'],
  ['--desk', 'https://user:secret@desk.example.org'],
  ['--desk', 'https://desk.example.org/?x=1'],
  ['--desk', 'javascript:alert(1)'],
  ['--token', 'with spaces'],
  ['--token', ''],
  ['--hotkey', 'H'],
  ['--hotkey', 'Control+Alt+H;rm'],
])('%s %s is refused by name, without repeating the value', ([name, value]) => {
  const config = readConfig([name!, value!], {}, false);
  expect(config.ok).toBe(false);
  if (config.ok) return;
  expect(config.fault.detail).toContain(name);
  expect(config.fault.detail).not.toContain('secret');
});
