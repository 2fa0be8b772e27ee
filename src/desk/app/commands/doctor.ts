import { existsSync } from 'node:fs';
import { becomeOwnerOf } from '../../adapters/become-owner';
import { lockData } from '../../adapters/data-lock';
import { done, readArguments, wrongUse, type Command, type Outcome } from '../command';
import { loadConfig, type Environment } from '../config';
import {
  backupCheck,
  databaseCheck,
  diskCheck,
  fileClockCheck,
  folderCheck,
  secretsCheck,
} from '../doctor/data-checks';
import { bad, good, reasonOf, type Finding, type Look } from '../doctor/finding';
import { addressCheck, portCheck, relayCheck } from '../doctor/network-checks';
import { aptCheck } from '../doctor/program-checks';
import { configFileOf } from '../place';
import { systemClock } from '../system-clock';

type Check = (look: Look) => Promise<Finding[]>;

const ON_DATA: readonly (readonly [string, Check])[] = [
  ['disk', diskCheck],
  ['secrets', secretsCheck],
  ['database', databaseCheck],
  ['clock', fileClockCheck],
  ['backup', backupCheck],
  ['package repository', aptCheck],
];
const ELSEWHERE: readonly (readonly [string, Check])[] = [
  ['port', portCheck],
  ['address', addressCheck],
  ['relay', relayCheck],
];

export const doctorCommand: Command = {
  name: 'doctor',
  takes: '[--json]',
  about: 'Looks at everything a desk needs and says what to do. The desk may run.',
  help: [
    'Each line is ok, warn or fail; it ends with 1 when one is fail.',
    '--json  as one line of JSON: a list of { level, check, text, todo }',
  ],
  async run(args, environment) {
    const read = readArguments(args, { json: { type: 'boolean', default: false } });
    if (!read.ok) return wrongUse(read.fault.detail ?? '');
    const findings = await examine(environment);
    const lines = read.value.values.json ? [JSON.stringify(findings)] : findings.flatMap(inLines);
    const failures = findings.filter(({ level }) => level === 'fail').length;
    if (failures === 0) return done(...lines);
    return {
      exit: 'failed',
      lines,
      reason: `${failures} ${failures === 1 ? 'check' : 'checks'} failed.`,
    } as Outcome;
  },
};

async function examine(environment: Environment): Promise<Finding[]> {
  const config = loadConfig(environment);
  if (!config.ok) return [bad('configuration', config.fault.detail ?? '', 'mend it; the others need it')];
  const file = configFileOf(environment);
  const findings = [good('configuration', file === null ? 'by the environment alone' : file)];
  becomeOwnerOf(config.value.dataDir);
  const look: Look = {
    config: config.value,
    now: systemClock.now(),
    running: isRunning(config.value.dataDir),
  };
  findings.push(...(await tried('data folder', folderCheck, look)));
  const standing = existsSync(config.value.dataDir);
  for (const [name, check] of [...(standing ? ON_DATA : []), ...ELSEWHERE]) {
    findings.push(...(await tried(name, check, look)));
  }
  return findings;
}

async function tried(name: string, check: Check, look: Look): Promise<Finding[]> {
  try {
    return await check(look);
  } catch (error) {
    return [bad(name, reasonOf(error), 'look at its owner and the disk')];
  }
}

function isRunning(dataDir: string): boolean {
  if (!existsSync(dataDir)) return false;
  try {
    const lock = lockData(dataDir, 0);
    lock?.release();
    return lock === null;
  } catch {
    // A folder nobody can write in is what the check of the folder tells.
    return false;
  }
}

function inLines({ level, check, text, todo }: Finding): string[] {
  return [`${level.padEnd(4)}  ${check}: ${text}`, ...(todo === undefined ? [] : [`      → ${todo}`])];
}
