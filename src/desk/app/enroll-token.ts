import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/base/result';
import { newId } from '../../shared/model/ids';
import { loadSecrets } from '../adapters/secrets-file';
import { openSqliteStorage } from '../adapters/sqlite/sqlite-storage';
import { DeskIdentity } from '../features/devices/desk-identity';
import { Enrollment } from '../features/devices/enrollment';
import { databasePath } from './compose';
import type { Config } from './config';
import { systemClock } from './system-clock';

interface TokenOptions {
  uses: number;
  hours: number;
  label: string;
}

export function tokenOptions(args: readonly string[]): Result<TokenOptions> {
  let values: { uses: string; hours: string; label: string };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        uses: { type: 'string', default: '1' },
        hours: { type: 'string', default: '24' },
        label: { type: 'string', default: 'Server console' },
      },
    }));
  } catch (error) {
    return fail('invalid-input', error instanceof Error ? error.message : String(error));
  }
  const uses = Number(values.uses);
  const hours = Number(values.hours);
  const label = values.label.trim();
  if (!isWithin(uses, 100_000)) return fail('invalid-input', '--uses takes a whole number from 1 to 100000');
  if (!isWithin(hours, 8760)) return fail('invalid-input', '--hours takes a whole number from 1 to 8760');
  if (label === '' || label.length > 120) return fail('invalid-input', '--label takes 1 to 120 characters');
  return ok({ uses, hours, label });
}

/** Issues an enrolment token; works beside a running desk on the same database. */
export async function issueToken(config: Config, options: TokenOptions): Promise<Result<string>> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const identity = new DeskIdentity(await loadSecrets(config.dataDir));
  const storage = openSqliteStorage(databasePath(config));
  try {
    const { organization } = config;
    const enrollment = new Enrollment({ storage, clock: systemClock, identity, organization });
    const issued = await enrollment.issue(null, { id: newId(), ...options });
    return issued.ok ? ok(issued.value.token) : issued;
  } finally {
    await storage.close();
  }
}

function isWithin(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}
