import { randomBytes } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { iso } from '../../../shared/base/clock';
import { fail, ok } from '../../../shared/base/result';
import { lockData } from '../../adapters/data-lock';
import { loadSecrets, newPrivateKey, replaceSecrets } from '../../adapters/secrets-file';
import { openSqliteStorage } from '../../adapters/sqlite/sqlite-storage';
import { DESK } from '../../features/audit/actors';
import { rotate, ROLLOVERS_KEPT, type Rotation } from '../../features/devices/key-rotation';
import { done, failed, onDesk, readArguments, type Command, type Outcome } from '../command';
import { databasePath } from '../compose';
import type { Config } from '../config';
import { systemClock } from '../system-clock';

const FLAG = { type: 'boolean', default: false } as const;

export const rotateKeysCommand: Command = {
  name: 'rotate-keys',
  takes: '[--access-tokens] [--identity] [--policy]',
  about: 'Gives a stopped desk new keys; agents follow by themselves.',
  help: [
    '--access-tokens  the key that signs devices’ short access tokens: each device gets a new one when it asks next',
    '--identity       the key the desk proves itself with',
    '--policy         the key that signs the organization’s policy',
    '',
    'An agent follows because the old key signs the new one. If an old key was stolen, its thief can sign as well:',
    'then revoke the devices and enroll them again. The secrets of before stay beside the new ones; delete them',
    'when all computers have been connected.',
  ],
  run: onDesk({
    read(args) {
      const read = readArguments(args, { 'access-tokens': FLAG, identity: FLAG, policy: FLAG });
      if (!read.ok) return read;
      const { 'access-tokens': accessTokens, identity, policy } = read.value.values;
      if (!accessTokens && !identity && !policy) return fail('invalid-input', 'say which keys');
      return ok({ accessTokens, identity, policy });
    },
    work: rotateKeys,
    nothing: 'No key was changed',
  }),
};

async function rotateKeys(config: Config, what: Rotation): Promise<Outcome> {
  const { dataDir } = config;
  const lock = lockData(dataDir, 0);
  if (lock === null) return failed('the desk is running; stop it first (systemctl stop deskside-desk)');
  const storage = openSqliteStorage(databasePath(config));
  try {
    const secrets = await loadSecrets(dataDir);
    const accessTokenKey = () => randomBytes(32).toString('base64url');
    const next = rotate(secrets, what, { privateKey: newPrivateKey, accessTokenKey });
    const at = iso(systemClock.now());
    const before = `secrets.json.before-${at.replaceAll(/[:.]/g, '-')}`;
    await copyFile(join(dataDir, 'secrets.json'), join(dataDir, before), constants.COPYFILE_EXCL);
    const written = await storage.write(async ({ audit }) => {
      await audit.append({ at, actor: DESK, action: 'keys.rotated', subject: null, details: { ...what } });
      // Before the entry is committed: no entry without new keys.
      await replaceSecrets(dataDir, next);
      return ok();
    });
    if (!written.ok) return failed(written.fault.detail ?? written.fault.code);
    const lines = [`Done. Start the desk again. The secrets of before are in ${join(dataDir, before)}.`];
    if (secrets.rollovers.length + (next.rollovers.length > 0 ? 2 : 0) > ROLLOVERS_KEPT) {
      lines.push('Computers that were not connected since the oldest changes cannot follow any more.');
    }
    return done(...lines);
  } finally {
    await storage.close();
    lock.release();
  }
}
