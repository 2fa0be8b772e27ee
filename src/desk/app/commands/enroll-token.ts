import { mkdir } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { Admission } from '../../../shared/contract/api-people';
import { newId } from '../../../shared/model/ids';
import { line, requiredLine } from '../../../shared/model/text';
import { tagList } from '../../../shared/policy/values';
import { loadSecrets } from '../../adapters/secrets-file';
import { openSqliteStorage } from '../../adapters/sqlite/sqlite-storage';
import { isAddressRange } from '../../features/address-ranges';
import { EnrollmentTokens, type TokenRequest } from '../../features/devices/enrollment-tokens';
import { onDesk, outcomeOf, readArguments, type Command } from '../command';
import { databasePath } from '../compose';
import type { Config } from '../config';
import { systemClock } from '../system-clock';

export const enrollTokenCommand: Command = {
  name: 'enroll-token',
  takes: `[--uses N] [--hours H] [--label TEXT] [--site TEXT]
                    [--tags TAG,...] [--approve all|none|RANGE,...] [--others yes|no]`,
  about: 'Prints a token that admits computers. The desk may run.',
  help: [
    '--uses     how many computers (1)',
    '--hours    how long it counts (24)',
    '--label    what the console calls it',
    '--site     the site its computers belong to; they may not say otherwise',
    '--tags     their tags',
    '--approve  who is admitted at once: all, none, or those in address ranges; the others wait for approval (all)',
    '--others   whether further people on an admitted computer are, too (yes)',
  ],
  run: onDesk({
    read: tokenOptions,
    work: async (config, options) => outcomeOf(await issueToken(config, options)),
    nothing: 'No token was issued',
  }),
};

const OPTIONS = {
  uses: { type: 'string', default: '1' },
  hours: { type: 'string', default: '24' },
  label: { type: 'string', default: 'Server console' },
  site: { type: 'string' },
  tags: { type: 'string', default: '' },
  approve: { type: 'string', default: 'all' },
  others: { type: 'string', default: 'yes' },
} as const;

const TAKES = {
  uses: 'a whole number from 1 to 100000',
  hours: 'a whole number from 1 to 8760',
  label: '1 to 120 characters',
  site: 'up to 120 characters',
  tags: 'up to 20 words of up to 40 characters with commas between',
  approve: 'all, none, or address ranges such as 10.0.0.0/8 with commas between',
  others: 'yes or no',
} as const;
const YES_NO = new Map([
  ['yes', true],
  ['no', false],
]);
const NAMES = Object.keys(TAKES) as (keyof typeof TAKES)[];

type TokenOptions = Omit<TokenRequest, 'id'>;
type Checked = Pick<TokenOptions, 'uses' | 'hours' | 'label' | 'site' | 'tags'> & {
  approve: Pick<Admission, 'approve' | 'networks'>;
  others: boolean;
};
type Unchecked = { [K in keyof Checked]: Checked[K] | undefined };

export function tokenOptions(args: readonly string[]): Result<TokenOptions> {
  const given = readArguments(args, OPTIONS);
  if (!given.ok) return given;
  const { values } = given.value;
  const read: Unchecked = {
    uses: wholeNumber(values.uses, 100_000),
    hours: wholeNumber(values.hours, 8760),
    label: requiredLine(120).safeParse(values.label).data,
    site: values.site === undefined ? null : line(120).safeParse(values.site).data,
    tags: tagList.safeParse(entries(values.tags)).data,
    approve: approvalOf(values.approve),
    others: YES_NO.get(values.others),
  };
  const wrong = NAMES.find((name) => read[name] === undefined);
  if (wrong !== undefined) return fail('invalid-input', `--${wrong} takes ${TAKES[wrong]}`);
  const { approve, others, ...rest } = read as Checked;
  return ok({ ...rest, ...approve, othersOnComputer: others });
}

function approvalOf(text: string): Pick<Admission, 'approve' | 'networks'> | undefined {
  if (text === 'all' || text === 'none') return { approve: text, networks: [] };
  const networks = entries(text);
  const known = networks.length > 0 && networks.length <= 50 && networks.every(isAddressRange);
  return known ? { approve: 'networks', networks } : undefined;
}

function entries(text: string): string[] {
  return text.split(',').flatMap((entry) => entry.trim() || []);
}

/** Issues an enrolment token; works beside a running desk on the same database. */
async function issueToken(config: Config, options: TokenOptions): Promise<Result<string[]>> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  // A first call makes the whole desk, so that the one who starts it finds everything there.
  await loadSecrets(config.dataDir);
  const storage = openSqliteStorage(databasePath(config));
  try {
    const issued = await new EnrollmentTokens(storage, systemClock).issue(null, { id: newId(), ...options });
    return issued.ok ? ok([issued.value.token]) : issued;
  } finally {
    await storage.close();
  }
}

function wholeNumber(text: string, max: number): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= max ? value : undefined;
}
