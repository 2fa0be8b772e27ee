import type { SectionData } from '../../../../shared/model/diagnostics';
import { countOf, isRow, percentOf, type Row } from '../../json-value';
import { parsePmset } from '../../parse/pmset';
import { collected, failed, notApplicable, said, type Found, type ProbeContext } from '../../probe';
import { systemProfiler } from './system-profiler';

/** `pmset` is asked first: where it knows no battery, the slower program need not be. */
export async function readBattery(context: ProbeContext): Promise<Found<SectionData<'battery'>>> {
  const outcome = await context.run('pmset', ['-g', 'batt']);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const power = parsePmset(outcome.output);
  if (power === null) return failed('unreadable', 'pmset names no power source');
  if (power.battery === null) return notApplicable('no battery');
  const details = await systemProfiler(context, 'SPPowerDataType');
  // Wear is one fact among many: what pmset said is true without it.
  const health = details.ok ? healthIn(details.rows) : undefined;
  return collected({
    ...power.battery,
    onMains: power.onMains,
    healthPercent: percentOf(said(health?.['sppower_battery_health_maximum_capacity']).replace(/\s*%$/, '')),
    cycles: countOf(health?.['sppower_battery_cycle_count']),
  });
}

function healthIn(rows: readonly Row[]): Row | undefined {
  return rows.map((row) => row['sppower_battery_health_info']).find(isRow);
}
