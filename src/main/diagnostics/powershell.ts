import type { ProbeFailure } from '../../shared/model/diagnostics';
import { isRow, rowsOf, type Row } from './json-value';
import type { ProbeContext } from './probe';
import type { RunLimits } from './run-program';

type Failure = { ok: false; reason: ProbeFailure; detail: string };
export type PowerShellOutcome = { ok: true; value: unknown } | Failure;

/** UTF-8 whatever the system's code page, no progress bars on the output, the first error ends it. */
const PREFIX =
  "[Console]::OutputEncoding=[Text.Encoding]::UTF8; $ProgressPreference='SilentlyContinue'; $ErrorActionPreference='Stop'; ";

/**
 * What a PowerShell script (5.1 or later) prints as JSON. The script is a constant of a probe: it is never built from
 * anything the machine said. An empty output is null: `ConvertTo-Json` prints nothing for no objects.
 */
export async function powershell(
  context: Pick<ProbeContext, 'run'>,
  script: string,
  limits?: Partial<RunLimits>,
): Promise<PowerShellOutcome> {
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', PREFIX + script];
  const outcome = await context.run('powershell', args, limits);
  if (!outcome.ok) return outcome;
  if (outcome.exitCode !== 0) {
    return { ok: false, reason: 'program-failed', detail: `powershell: exit code ${outcome.exitCode}` };
  }
  return parseJson(outcome.output, 'powershell');
}

/** Of a script that prints one object: anything else was not understood. */
export async function powershellRow(
  context: ProbeContext,
  script: string,
): Promise<{ ok: true; row: Row } | Failure> {
  const outcome = await powershell(context, script);
  if (!outcome.ok) return outcome;
  return isRow(outcome.value)
    ? { ok: true, row: outcome.value }
    : { ok: false, reason: 'unreadable', detail: 'powershell printed no object' };
}

/** Of a script that prints a list: no objects are a list, too, but words are none. */
export async function powershellRows(
  context: ProbeContext,
  script: string,
): Promise<{ ok: true; rows: readonly Row[] } | Failure> {
  const outcome = await powershell(context, script);
  if (!outcome.ok) return outcome;
  const rows = rowsOf(outcome.value);
  return rows === null
    ? { ok: false, reason: 'unreadable', detail: 'powershell printed no list' }
    : { ok: true, rows };
}

/** JSON of a program's output; what is none is unreadable. */
export function parseJson(output: string, program: string): PowerShellOutcome {
  const text = output.replace(/^\uFEFF/, '').trim();
  if (text === '') return { ok: true, value: null };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, reason: 'unreadable', detail: `${program} printed no JSON` };
  }
}
