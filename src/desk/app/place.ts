import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/base/result';
import { loadConfig, type Environment } from './config';

/** Where the packages for Debian keep the two. */
const SYSTEM_CONFIG = '/etc/deskside-desk/desk.json';
const SYSTEM_DATA = '/var/lib/deskside-desk';

export interface Place {
  dataDir: string;
  configFile: string;
}

/** The file that holds the settings, as its variable says. */
export function configFileOf(environment: Environment): string | null {
  const named = environment['DESKSIDE_CONFIG'];
  return named === undefined || named === '' ? null : resolve(named);
}

/** Where data and settings lie or will, for commands that are run before there are any. */
export function placeOf(environment: Environment, asked: string | undefined): Result<Place> {
  const file = configFileOf(environment);
  const standing = standingFolder(environment, file);
  if (!standing.ok) return standing;
  const named = asked ?? standing.value;
  if (named === undefined) return fail('invalid-input', 'name the folder for its data with --data-dir');
  const dataDir = resolve(named);
  return ok({ dataDir, configFile: file ?? join(dataDir, 'desk.json') });
}

/** The folder that settings or the system name; a desk of the checkout is not what such a command is for. */
function standingFolder(environment: Environment, file: string | null): Result<string | undefined> {
  if (file !== null && existsSync(file)) {
    const config = loadConfig(environment);
    return config.ok ? ok(config.value.dataDir) : config;
  }
  return ok(environment['DESKSIDE_DATA_DIR'] || (file === SYSTEM_CONFIG ? SYSTEM_DATA : undefined));
}
