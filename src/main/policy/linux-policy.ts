import path from 'node:path';
import type { Clock } from '../../shared/base/clock';
import type { Given } from '../../shared/policy/resolve';
import { parseJson } from '../storage/json-file';
import { broken, NO_POLICY, type MachineFound, type MachinePolicy } from './machine-policy';
import { readTrusted, ROOT_ONLY, type Trust } from './trusted-file';
import { watchPolicy } from './watch-folder';

const LINUX_POLICY = '/etc/deskside/policy.json';
const EVERY_MS = 60_000;

/** One flat JSON object in a file that root alone can have written. */
export function linuxPolicy(clock: Clock, file = LINUX_POLICY, trust: Trust = ROOT_ONLY): MachinePolicy {
  return {
    read: () => readJsonPolicy(file, trust),
    watch: (changed) => watchPolicy({ clock, everyMs: EVERY_MS, folder: path.dirname(file) }, changed),
  };
}

async function readJsonPolicy(file: string, trust: Trust): Promise<MachineFound> {
  const read = await readTrusted(file, trust);
  if (read.kind === 'missing') return NO_POLICY;
  if (read.kind === 'refused') return broken(read.reason);
  const value = parseJson(read.text.replace(/^\uFEFF/, ''));
  return isObject(value) ? { kind: 'given', given: value } : broken(`${file}: no JSON object`);
}

export function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
