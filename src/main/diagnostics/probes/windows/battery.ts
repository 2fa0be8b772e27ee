import type { SectionData } from '../../../../shared/model/diagnostics';
import { countOf, isRow, numberOf, percentOf, rowsOf, type Row } from '../../json-value';
import { powershell } from '../../powershell';
import { collected, failed, notApplicable, type Found, type ProbeContext } from '../../probe';

type Battery = SectionData<'battery'>;

/** Capacities are in classes of their own, which some drivers do not serve. */
const SCRIPT = `
function Ask($class) { try { Get-CimInstance -Namespace root/wmi -ClassName $class } catch { } }
$batteries = @(Get-CimInstance Win32_Battery | Select-Object EstimatedChargeRemaining,EstimatedRunTime,BatteryStatus)
ConvertTo-Json -Compress -Depth 3 -InputObject @{
  Batteries = $batteries
  Full = @(Ask BatteryFullChargedCapacity | ForEach-Object { $_.FullChargedCapacity })
  Designed = @(Ask BatteryStaticData | ForEach-Object { $_.DesignedCapacity })
  Cycles = @(Ask BatteryCycleCount | ForEach-Object { $_.CycleCount })
  Online = @(Ask BatteryStatus | ForEach-Object { $_.PowerOnline })
  Charging = @(Ask BatteryStatus | ForEach-Object { $_.Charging })
}`;

/** Win32_Battery.BatteryStatus: 1 discharging, 2 on mains, 3 full, 4 low, 5 critical, 6 to 9 charging. */
const DISCHARGING = new Set([1, 4, 5]);
const CHARGING = new Set([6, 7, 8, 9]);
/** What Windows says instead of a time it does not know. */
const NO_TIME = 71_582_788;

export async function readBattery(context: ProbeContext): Promise<Found<Battery>> {
  const outcome = await powershell(context, SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const value = isRow(outcome.value) ? outcome.value : null;
  const batteries = value && 'Batteries' in value ? rowsOf(value['Batteries']) : null;
  if (value === null || batteries === null)
    return failed('unreadable', 'Win32_Battery: no list of batteries');
  if (batteries.length === 0) return notApplicable('no battery');
  const charges = batteries.flatMap((battery) => percentOf(battery['EstimatedChargeRemaining']) ?? []);
  if (charges.length === 0) return failed('unreadable', 'Win32_Battery does not tell its charge');
  const cycles = numbersOf(value['Cycles']).filter((count) => count > 0);
  return collected({
    percent: percentOf(charges.reduce((sum, charge) => sum + charge, 0) / charges.length) ?? 0,
    ...powerOf(batteries, value),
    healthPercent: healthOf(sumOf(value['Full']), sumOf(value['Designed'])),
    cycles: cycles.length > 0 ? Math.max(...cycles) : null,
  });
}

function powerOf(
  batteries: readonly Row[],
  value: Row,
): Pick<Battery, 'charging' | 'onMains' | 'remainingMinutes'> {
  const states = batteries.flatMap((battery) => numberOf(battery['BatteryStatus']) ?? []);
  const online = flagsOf(value['Online']);
  const discharging = states.some((state) => DISCHARGING.has(state));
  const minutes = countOf(batteries[0]?.['EstimatedRunTime']);
  const byState = states.length > 0 ? !discharging : null;
  return {
    charging: flagsOf(value['Charging']).includes(true) || states.some((state) => CHARGING.has(state)),
    onMains: online.length > 0 ? online.includes(true) : byState,
    remainingMinutes: discharging && minutes !== null && minutes < NO_TIME ? minutes : null,
  };
}

function healthOf(full: number, designed: number): number | null {
  return full > 0 && designed > 0 ? Math.min(100, Math.round((100 * full) / designed)) : null;
}

/** PowerShell prints a lone value as it is. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function numbersOf(value: unknown): number[] {
  return listOf(value).flatMap((each) => countOf(each) ?? []);
}

function sumOf(value: unknown): number {
  return numbersOf(value).reduce((sum, each) => sum + each, 0);
}

function flagsOf(value: unknown): boolean[] {
  return listOf(value).filter((each) => typeof each === 'boolean');
}
