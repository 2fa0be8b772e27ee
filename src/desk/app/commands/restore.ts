import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { iso } from '../../../shared/base/clock';
import { becomeOwnerOf } from '../../adapters/become-owner';
import { restoreBackup } from '../../adapters/backup/restore-backup';
import { lockData } from '../../adapters/data-lock';
import { attempt, done, failed, readArguments, wrongUse, type Command, type Outcome } from '../command';
import { checkedConfig } from '../config';
import { placeOf, type Place } from '../place';
import { systemClock } from '../system-clock';
import { deskVersion } from '../version';

const OPTIONS = {
  'data-dir': { type: 'string' },
  replace: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

interface RestoreOptions {
  file: string;
  replace: boolean;
  json: boolean;
}

export const restoreCommand: Command = {
  name: 'restore',
  takes: 'FILE.tar.gz [--data-dir DIR] [--replace] [--json]',
  about: 'Brings a desk back from a backup, into an empty data folder. The desk must not run.',
  help: [
    'Every file is checked before anything is moved.',
    '--data-dir  where to, if the settings are not there yet',
    '--replace   puts the data that is there aside, into a folder beside it',
    '--json      says what was done as one line of JSON',
    '',
    'What was decided after the backup is not in it: revoke again which computers and people were revoked since.',
  ],
  async run(args, environment) {
    const read = readArguments(args, OPTIONS, true);
    if (!read.ok) return wrongUse(read.fault.detail ?? '');
    const [file, ...more] = read.value.positionals;
    if (file === undefined || more.length > 0) return wrongUse('restore takes one file');
    const { 'data-dir': asked, replace, json } = read.value.values;
    const place = placeOf(environment, asked);
    if (!place.ok) return wrongUse(place.fault.detail ?? '');
    const config = checkedConfig({ dataDir: place.value.dataDir });
    if (!config.ok) return wrongUse(config.fault.detail ?? '');
    const options = { file: resolve(file), replace, json };
    return attempt(config.value, 'Nothing was restored', () => restore(place.value, options));
  },
};

async function restore(
  { dataDir, configFile }: Place,
  { file, replace, json }: RestoreOptions,
): Promise<Outcome> {
  let archive;
  try {
    archive = await open(file, 'r');
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    becomeOwnerOf(dataDir);
    const lock = lockData(dataDir, 0);
    if (lock === null)
      return failed('a desk is running on that data; stop it first (systemctl stop deskside-desk)');
    try {
      const now = iso(systemClock.now());
      const restored = await restoreBackup({ archive, dataDir, replace, version: deskVersion(), now });
      if (!restored.ok) return failed(restored.fault.detail ?? restored.fault.code);
      const { manifest, aside, missing } = restored.value;
      const { createdAt, withUpdates, files } = manifest;
      if (json)
        return done(JSON.stringify({ dataDir, createdAt, files: files.length, aside, missing, withUpdates }));
      const settings = join(dataDir, 'desk.json');
      return done(
        `The desk is as it was at ${createdAt}: ${files.length} files, each as it was backed up.`,
        ...(aside === null ? [] : [`What was there before lies in ${join(dataDir, aside)}.`]),
        ...missing.map((path) => `Warning: ${path} was missing when the backup was made.`),
        ...(withUpdates ? [] : ['It has no releases: publish them again.']),
        ...(configFile === settings
          ? []
          : [`Its settings are in ${settings}; those that count are in ${configFile}.`]),
        'Next: deskside-desk doctor, then start the desk.',
      );
    } finally {
      lock.release();
    }
  } finally {
    await archive.close();
  }
}
