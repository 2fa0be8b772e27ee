import type { Clock } from '../../shared/base/clock';
import type { Given } from '../../shared/policy/resolve';
import { dictOf, parsePlist } from '../diagnostics/parse/plist';
import { broken, MOST_BYTES, NO_POLICY, type MachineFound, type MachinePolicy } from './machine-policy';
import { readTrusted, ROOT_OF_MACOS, type Trust } from './trusted-file';
import { watchPolicy } from './watch-folder';
import type { Run } from './windows-policy';

/** What device management enforces, then what an administrator set by hand: the first one decides. */
const FILES = [
  '/Library/Managed Preferences/org.deskside.agent.plist',
  '/Library/Preferences/org.deskside.agent.plist',
] as const;
const PLUTIL = '/usr/bin/plutil';
const EVERY_MS = 5 * 60_000;

/** Preferences of the machine, as files: `defaults` would mix in what the person set. */
export function macosPolicy(
  clock: Clock,
  run: Run,
  files: readonly string[] = FILES,
  trust: Trust = ROOT_OF_MACOS,
): MachinePolicy {
  return {
    async read() {
      const found: Given[] = [];
      for (const file of files) {
        const one = await readPlist(run, file, trust);
        if (one.kind === 'broken') return one;
        if (one.kind === 'given') found.unshift(one.given);
      }
      if (found.length === 0) return NO_POLICY;
      return { kind: 'given', given: Object.fromEntries(found.flatMap((given) => Object.entries(given))) };
    },
    watch: (changed) => watchPolicy({ clock, everyMs: EVERY_MS }, changed),
  };
}

async function readPlist(run: Run, file: string, trust: Trust): Promise<MachineFound> {
  // Nobody else can change it between this look and plutil's.
  const read = await readTrusted(file, trust);
  if (read.kind === 'missing') return NO_POLICY;
  if (read.kind === 'refused') return broken(read.reason);
  const limits = { outputBytes: 4 * MOST_BYTES };
  const shown = await run(PLUTIL, ['-convert', 'xml1', '-o', '-', '--', file], limits);
  if (!shown.ok) return broken(`${file}: ${shown.reason}`);
  if (shown.exitCode !== 0) return broken(`${file}: no property list`);
  const value = parsePlist(shown.output);
  if (value === null || Array.isArray(value) || typeof value !== 'object') {
    return broken(`${file}: no dictionary`);
  }
  return { kind: 'given', given: dictOf(value) };
}
