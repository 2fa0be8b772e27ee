import type { Clock } from '../../shared/base/clock';
import type { Given } from '../../shared/policy/resolve';
import type { ProgramOutcome } from '../diagnostics/run-program';
import { parseJson } from '../storage/json-file';
import { isObject } from './linux-policy';
import { broken, MOST_BYTES, NO_POLICY, type MachineFound, type MachinePolicy } from './machine-policy';
import { parseRegQuery, type RegistryKey, type RegistryValue } from './reg-query';
import { watchPolicy } from './watch-folder';

/** Runs a program named by its whole path. */
export type Run = (
  program: string,
  args: readonly string[],
  limits?: { outputBytes?: number; timeoutMs?: number },
) => Promise<ProgramOutcome>;

const POLICIES = String.raw`HKLM\Software\Policies`;
export const WINDOWS_POLICY = String.raw`${POLICIES}\Deskside`;
const EVERY_MS = 5 * 60_000;
/** reg.exe writes in the console's code page: what that does not have arrives as one of these. */
const LOST = /[?\uFFFD]/;
/** The same values in UTF-8. Nothing in it comes from outside. */
const SCRIPT = [
  '[Console]::OutputEncoding=[Text.Encoding]::UTF8',
  "$ErrorActionPreference='Stop'",
  String.raw`$key=Get-Item -LiteralPath 'HKLM:\Software\Policies\Deskside'`,
  '$all=@{values=@{};keys=@{}}',
  'foreach($name in $key.GetValueNames()){$all.values[$name]=$key.GetValue($name)}',
  'foreach($sub in $key.GetSubKeyNames()){$list=$key.OpenSubKey($sub);$all.keys[$sub]=@{}',
  'foreach($name in $list.GetValueNames()){$all.keys[$sub][$name]=$list.GetValue($name)}}',
  '$all|ConvertTo-Json -Compress -Depth 4',
].join(';');

/** The registry's policies: by default only administrators and Group Policy write there. */
export function windowsPolicy(clock: Clock, run: Run, systemRoot: string): MachinePolicy {
  // PowerShell takes a second of processor time: not again for what has not changed.
  let last: { output: string; key: RegistryKey } | null = null;

  async function keyIn(output: string): Promise<RegistryKey> {
    if (last?.output === output) return last.key;
    const key = parseRegQuery(output, WINDOWS_POLICY);
    if (!LOST.test(output)) return key;
    const whole = await inUtf8(run, systemRoot);
    if (whole !== null) last = { output, key: whole };
    return whole ?? key;
  }

  return {
    read: () => readRegistry(run, systemRoot, keyIn),
    watch: (changed) => watchPolicy({ clock, everyMs: EVERY_MS }, changed),
  };
}

export function regProgram(systemRoot: string): string {
  return String.raw`${systemRoot}\System32\reg.exe`;
}

async function readRegistry(
  run: Run,
  systemRoot: string,
  keyIn: (output: string) => Promise<RegistryKey>,
): Promise<MachineFound> {
  const limits = { outputBytes: MOST_BYTES };
  const shown = await run(regProgram(systemRoot), ['query', WINDOWS_POLICY, '/s', '/reg:64'], limits);
  if (!shown.ok) return broken(shown.reason);
  // It says on its other output, in the system's language, why: no such key, or one it may not or cannot read.
  if (shown.exitCode !== 0) return (await isListed(run, systemRoot)) ? broken('unreadable') : NO_POLICY;
  const given = givenBy(await keyIn(shown.output));
  return Object.keys(given).length === 0 ? NO_POLICY : { kind: 'given', given };
}

/** Whether there is a key of ours, readable or not. */
async function isListed(run: Run, systemRoot: string): Promise<boolean> {
  const listed = await run(regProgram(systemRoot), ['query', POLICIES, '/reg:64']);
  return listed.ok && /^HKEY_LOCAL_MACHINE\\Software\\Policies\\Deskside\s*$/im.test(listed.output);
}

async function inUtf8(run: Run, systemRoot: string): Promise<RegistryKey | null> {
  const program = String.raw`${systemRoot}\System32\WindowsPowerShell\v1.0\powershell.exe`;
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT];
  const shown = await run(program, args, { outputBytes: 2 * MOST_BYTES });
  const all = shown.ok && shown.exitCode === 0 ? parseJson(shown.output.replace(/^\uFEFF/, '')) : null;
  if (!isObject(all) || !isObject(all['values']) || !isObject(all['keys'])) return null;
  const lists = Object.entries(all['keys']).map(([name, list]) => [name, mapOf(list)] as const);
  return { values: mapOf(all['values']), keys: new Map(lists) };
}

function mapOf(value: unknown): Map<string, RegistryValue> {
  return new Map(isObject(value) ? (Object.entries(value) as [string, RegistryValue][]) : []);
}

/** An entry of a list of ADMX is a value of its own, in the order of their names: 1, 2, …, 10. */
function givenBy({ values, keys }: RegistryKey): Given {
  const lists = [...keys]
    .filter(([, list]) => list.size > 0)
    .map(([name, list]): [string, unknown] => [
      name,
      [...list]
        .toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
        .map(([, entry]) => entry),
    ]);
  return Object.fromEntries<unknown>([...values, ...lists]);
}
