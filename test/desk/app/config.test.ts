import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, unknownVariables } from '../../../src/desk/app/config';

describe('the configuration', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-config-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function withFile(content: string, environment: Record<string, string> = {}) {
    const path = join(folder, 'desk.json');
    await writeFile(path, content);
    return loadConfig({ DESKSIDE_CONFIG: path, ...environment });
  }

  it('needs nothing', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      ok: true,
      value: { host: '127.0.0.1', port: 7420, stunUrls: [], turnUrls: [], logLevel: 'info' },
    });
  });

  it('takes the file, and the environment over it', async () => {
    const file = '{ "port": 8000, "organization": "Example Corp", "stunUrls": ["stun:a"] }';
    const config = await withFile(file, { DESKSIDE_PORT: '9000', DESKSIDE_STUN_URLS: 'stun:b, stuns:c' });
    expect(config).toMatchObject({
      value: { port: 9000, organization: 'Example Corp', stunUrls: ['stun:b', 'stuns:c'] },
    });
  });

  it.each([
    ['{ "prot": 1 }', {}, ['prot is no setting', 'port']],
    ['{ "port": "many" }', {}, ['port (DESKSIDE_PORT)', 'Example: 7420']],
    ['{ "port": true }', {}, ['port (DESKSIDE_PORT)', 'Example: 7420']],
    ['{ "port": null }', {}, ['port (DESKSIDE_PORT)', 'Example: 7420']],
    ['{}', { DESKSIDE_PORT: '99999' }, ['port (DESKSIDE_PORT)', '65535']],
    ['{}', { DESKSIDE_PUBLIC_URL: 'desk.example.org' }, ['publicUrl', 'https://desk.example.org']],
    ['{}', { DESKSIDE_TURN_URLS: 'http://x' }, ['turnUrls', 'turn:turn.example.org:3478']],
    ['{}', { DESKSIDE_TURN_URLS: 'turn://x' }, ['turnUrls', 'turn:turn.example.org:3478']],
    ['{}', { DESKSIDE_STUN_URLS: 'stun:' }, ['stunUrls', 'stun:stun.example.org:3478']],
    ['{}', { DESKSIDE_TRUSTED_PROXIES: 'proxy.example.org' }, ['trustedProxies', '10.0.0.0/8']],
    ['{}', { DESKSIDE_TURN_URLS: 'turn:x' }, ['turnSecret (DESKSIDE_TURN_SECRET)']],
    ['{}', { DESKSIDE_LOG_LEVEL: 'loud' }, ['logLevel', 'Example: info']],
    ['[]', {}, ['one JSON object']],
    ['{', {}, ['cannot be read as JSON']],
  ])('says of %s with %o what is wrong and how it is right', async (file, environment, words) => {
    const config = await withFile(file, environment);
    expect(config.ok).toBe(false);
    for (const word of words) expect(config.ok ? '' : config.fault.detail).toContain(word);
  });

  it.each([
    'turn:turn.example.org',
    'turn:192.0.2.1:3478?transport=udp',
    'turns:turn.example.org:443?transport=tcp',
    'turn:[2001:db8::1]:3478',
  ])('takes %s as a relay', (address) => {
    const secret = 'at least sixteen characters';
    const config = loadConfig({ DESKSIDE_TURN_URLS: address, DESKSIDE_TURN_SECRET: secret });
    expect(config).toMatchObject({ value: { turnUrls: [address], turnSecret: secret } });
  });

  it('says of a file that is not there that it is not', () => {
    const config = loadConfig({ DESKSIDE_CONFIG: join(folder, 'missing.json') });
    expect(config.ok ? '' : config.fault.detail).toContain('ENOENT');
  });

  it('notices variables that are most likely misspelled', () => {
    const environment = { DESKSIDE_PROT: '1', DESKSIDE_PORT: '1', DESKSIDE_ENROLL_TOKEN: 'x', HOME: '/' };
    expect(unknownVariables(environment)).toEqual(['DESKSIDE_PROT']);
  });
});
