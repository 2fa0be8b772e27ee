import { chownSync, existsSync, statSync } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ok, type Result } from '../../../shared/base/result';
import { becomeOwnerOf } from '../../adapters/become-owner';
import { loadSecrets } from '../../adapters/secrets-file';
import { openSqliteStorage } from '../../adapters/sqlite/sqlite-storage';
import { attempt, done, failed, readArguments, wrongUse, type Command, type Outcome } from '../command';
import { databasePath } from '../compose';
import { checkedConfig, loadConfig, type Config, type Environment } from '../config';
import { placeOf, type Place } from '../place';

const TEXT = { type: 'string' } as const;
const OPTIONS = { 'data-dir': TEXT, organization: TEXT, 'public-url': TEXT, port: TEXT } as const;

export const initCommand: Command = {
  name: 'init',
  takes: '[--data-dir DIR] [--organization TEXT] [--public-url URL] [--port N]',
  about: 'Makes settings, data folder and secrets of a new desk; what is there already stays as it is.',
  help: [
    '--data-dir      where database, attachments and secrets go',
    '--organization  the name people read when somebody asks to see their screen',
    '--public-url    the address people and agents use, that of your TLS proxy',
    '--port          where the desk listens on this machine (7420)',
    '',
    'The settings go to the file of --config or DESKSIDE_CONFIG, or to desk.json in the data folder.',
  ],
  async run(args, environment) {
    const read = readArguments(args, OPTIONS);
    if (!read.ok) return wrongUse(read.fault.detail ?? '');
    const { 'data-dir': asked, organization, 'public-url': publicUrl, port } = read.value.values;
    const place = placeOf(environment, asked);
    if (!place.ok) return wrongUse(place.fault.detail ?? '');
    const given = Object.fromEntries(
      Object.entries({ organization, publicUrl, port: port === undefined ? undefined : Number(port) }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    const settings = { ...given, dataDir: place.value.dataDir };
    const checked = checkedConfig(settings);
    if (!checked.ok) return wrongUse(checked.fault.detail ?? '');
    return attempt(checked.value, 'The desk was not set up', () => init(place.value, settings, environment));
  },
};

async function init(place: Place, settings: object, environment: Environment): Promise<Outcome> {
  const { configFile } = place;
  const wasThere = existsSync(configFile);
  await mkdir(place.dataDir, { recursive: true, mode: 0o700 });
  if (!wasThere) await writeSettings(place, settings);
  const config = counting(configFile, environment);
  if (!config.ok) return failed(config.fault.detail ?? '');
  const { dataDir } = config.value;
  becomeOwnerOf(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  await loadSecrets(dataDir);
  await openSqliteStorage(databasePath(config.value)).close();
  return done(...told(config.value, configFile, wasThere));
}

function counting(configFile: string, environment: Environment): Result<Config> {
  const config = loadConfig({ ...environment, DESKSIDE_CONFIG: configFile });
  return config.ok ? ok(config.value) : config;
}

/** For the desk to read and not to write, where the two are different users. */
async function writeSettings({ configFile, dataDir }: Place, settings: object): Promise<void> {
  await mkdir(dirname(configFile), { recursive: true, mode: 0o755 });
  const file = await open(configFile, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(settings, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  const owner = statSync(dataDir);
  if (process.getuid?.() === 0 && owner.uid !== 0) {
    chownSync(configFile, 0, owner.gid);
    await chmod(configFile, 0o640);
  }
}

function told({ dataDir, publicUrl, turnUrls }: Config, configFile: string, wasThere: boolean): string[] {
  const command = `deskside-desk --config ${configFile}`;
  return [
    wasThere ? `${configFile} was there already and stays as it is.` : `Settings: ${configFile}`,
    `Data:     ${dataDir}`,
    '',
    'Next:',
    ...(publicUrl === undefined
      ? ['  - put a proxy with a certificate in front of the desk and write its address to publicUrl']
      : []),
    ...(turnUrls.length === 0
      ? ['  - for computers that cannot reach each other: a TURN server, in turnUrls']
      : []),
    `  - ${command} doctor`,
    `  - ${command} serve, or: systemctl enable --now deskside-desk`,
    '  - open the one-time link it prints (journalctl -u deskside-desk) and become the first administrator',
    `  - have ${command} backup FOLDER run each night`,
  ];
}
