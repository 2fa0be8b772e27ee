import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { iso } from '../../../shared/base/clock';
import { fail, ok } from '../../../shared/base/result';
import { rememberBackup } from '../../adapters/backup/last-backup';
import { writeBackup } from '../../adapters/backup/write-backup';
import { loadSecrets } from '../../adapters/secrets-file';
import { done, failed, onDesk, readArguments, type Command, type Outcome } from '../command';
import { databasePath } from '../compose';
import type { Config, Environment } from '../config';
import { configFileOf } from '../place';
import { systemClock } from '../system-clock';
import { deskVersion } from '../version';

const FLAG = { type: 'boolean', default: false } as const;

interface BackupOptions {
  target: string;
  withUpdates: boolean;
  json: boolean;
}

export const backupCommand: Command = {
  name: 'backup',
  takes: 'FILE.tar.gz|FOLDER [--without-updates] [--json]',
  about: 'Puts the whole desk into one file. The desk may run.',
  help: [
    'Into a folder it goes under a name with the time in it. It holds every secret of the desk: keep it like one.',
    'As root it is written by the user the data belongs to, into a folder of that user.',
    '--without-updates  leaves the packages of published releases out; they can be published again',
    '--json             says what was made as one line of JSON',
  ],
  run: onDesk({
    read(args) {
      const read = readArguments(args, { 'without-updates': FLAG, json: FLAG }, true);
      if (!read.ok) return read;
      const [target, ...more] = read.value.positionals;
      if (target === undefined || more.length > 0)
        return fail('invalid-input', 'backup takes one file or folder');
      const { 'without-updates': without, json } = read.value.values;
      return ok({ target: resolve(target), withUpdates: !without, json });
    },
    work: makeBackup,
    nothing: 'No backup was made',
  }),
};

async function makeBackup(
  config: Config,
  { target, withUpdates, json }: BackupOptions,
  environment: Environment,
): Promise<Outcome> {
  const { dataDir } = config;
  if (!existsSync(databasePath(config))) return failed(`there is no desk in ${dataDir}`);
  const createdAt = iso(systemClock.now());
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  const output = isFolder
    ? join(target, `deskside-desk-${createdAt.slice(0, 19).replaceAll(':', '')}Z.tar.gz`)
    : target;
  const made = await writeBackup({
    dataDir,
    configFile: configFileOf(environment) ?? join(dataDir, 'desk.json'),
    output,
    withUpdates,
    version: deskVersion(),
    deskId: (await loadSecrets(dataDir)).deskId,
    createdAt,
  });
  if (!made.ok) return failed(made.fault.detail ?? made.fault.code);
  const { files, bytes, missing } = made.value;
  await rememberBackup(dataDir, { at: createdAt, file: output });
  if (json) return done(JSON.stringify({ file: output, createdAt, files, bytes, missing }));
  return done(
    `${output}: ${files} files, ${Math.ceil(bytes / 1024 / 1024)} MB.`,
    ...missing.map((path) => `Warning: ${path} is missing in ${dataDir}, and so in the backup.`),
  );
}
