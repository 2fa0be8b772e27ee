import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecrets, newPrivateKey, replaceSecrets } from '../../../src/desk/adapters/secrets-file';
import {
  DeskIdentity,
  privateKeyOf,
  publicKeyOf,
  verifySignature,
} from '../../../src/desk/features/devices/desk-identity';
import { rolloverText } from '../../../src/shared/contract/api-device';

describe('the desk’s secrets', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-secrets-'));
    path = join(folder, 'secrets.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are made once, for nobody else to read, with two keys that sign for different things', async () => {
    const made = await loadSecrets(folder);
    expect(await loadSecrets(folder)).toEqual(made);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect(await readdir(folder)).toEqual(['secrets.json']);
    const identity = new DeskIdentity(made);
    expect(identity.publicKey).not.toBe(identity.policyPublicKey);
    expect(verifySignature(identity.policyPublicKey, 'text', identity.signPolicy('text'))).toBe(true);
    expect(verifySignature(identity.policyPublicKey, 'text', identity.sign('text'))).toBe(false);
    expect(verifySignature(identity.publicKey, 'text', identity.sign('text'))).toBe(true);
    expect(identity.rollovers).toEqual([]);
  });

  it('of a desk that signed no policy yet get a key for it, the same for all who look at once', async () => {
    const { deskId, privateKey, accessTokenKey } = await loadSecrets(folder);
    const old = JSON.stringify({ deskId, privateKey, accessTokenKey });
    await writeFile(path, old);
    const first = await loadSecrets(folder);
    expect(first).toMatchObject({ deskId, privateKey, accessTokenKey, rollovers: [] });
    expect(first.policyPrivateKey).not.toBe(privateKey);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(first);
    expect((await stat(path)).mode & 0o077).toBe(0);
    await writeFile(path, old);
    expect(await loadSecrets(folder), 'another process with the same file').toEqual(first);
    const identity = new DeskIdentity(first);
    expect(verifySignature(identity.policyPublicKey, 'text', identity.signPolicy('text'))).toBe(true);
  });

  it('are replaced as a whole, with the story of how the keys came to be', async () => {
    const before = await loadSecrets(folder);
    const old = new DeskIdentity(before);
    const privateKey = newPrivateKey();
    const to = publicKeyOf(privateKeyOf(privateKey));
    const signature = old.sign(rolloverText('desk', old.deskId, old.publicKey, to));
    const rollovers = [{ key: 'desk' as const, from: old.publicKey, to, signature }];
    await replaceSecrets(folder, { ...before, privateKey, rollovers });
    const now = new DeskIdentity(await loadSecrets(folder));
    expect(now).toMatchObject({ publicKey: to, policyPublicKey: old.policyPublicKey, rollovers });
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('that are none are named, and left alone', async () => {
    for (const content of ['{}', '{"deskId":1}', '[]', '{"rollovers":"x"}']) {
      await writeFile(path, content);
      await expect(loadSecrets(folder)).rejects.toThrow('not a secrets file');
      expect(await readFile(path, 'utf8')).toBe(content);
    }
  });
});
