import type { ProbeFailure } from '../../../../shared/model/diagnostics';
import { isRow, rowsOf, type Row } from '../../json-value';
import { parseJson } from '../../powershell';
import type { ProbeContext } from '../../probe';

export type ProfilerOutcome =
  { ok: true; rows: readonly Row[] } | { ok: false; reason: ProbeFailure; detail: string };

/**
 * The top rows of some of System Information's lists, one after the other. In JSON its words are keys that do not
 * depend on the language of the system. A list this version of macOS does not know is left out by the program itself.
 */
export async function systemProfiler(
  context: ProbeContext,
  ...types: readonly string[]
): Promise<ProfilerOutcome> {
  const outcome = await context.run('system_profiler', ['-json', ...types]);
  if (!outcome.ok) return outcome;
  if (outcome.exitCode !== 0) {
    return { ok: false, reason: 'program-failed', detail: `system_profiler: exit code ${outcome.exitCode}` };
  }
  const json = parseJson(outcome.output, 'system_profiler');
  if (!json.ok) return json;
  if (!isRow(json.value)) return unreadable(types);
  const rows: Row[] = [];
  for (const type of types) {
    const list = rowsOf(json.value[type]);
    if (list === null) return unreadable(types);
    rows.push(...list);
  }
  return { ok: true, rows };
}

function unreadable(types: readonly string[]): ProfilerOutcome {
  return { ok: false, reason: 'unreadable', detail: `system_profiler: no ${types.join(', ')}` };
}

/** Rows and the rows inside them (`_items`), however deep, in order. */
export function withItems(rows: readonly Row[], depth = 8): Row[] {
  if (depth === 0) return [];
  return rows.flatMap((row) => [row, ...withItems(rowsOf(row['_items']) ?? [], depth - 1)]);
}
