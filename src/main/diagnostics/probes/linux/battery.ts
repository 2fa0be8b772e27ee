import type { SectionData } from '../../../../shared/model/diagnostics';
import { countOf, numberOf, percentOf } from '../../json-value';
import { parseAssignments } from '../../parse/uevent';
import { collected, failed, notApplicable, type Found, type ProbeContext } from '../../probe';

type Battery = SectionData<'battery'>;
type Supply = ReadonlyMap<string, string>;

const FOLDER = '/sys/class/power_supply';

/** A notebook may have two batteries: they are told as one. Those of mice and headsets are not meant. */
export async function readBattery(context: ProbeContext): Promise<Found<Battery>> {
  const names = await context.list(FOLDER);
  const texts = await Promise.all(names.map((name) => context.readText(`${FOLDER}/${name}/uevent`)));
  const supplies = texts.map((text) => parseAssignments(text ?? '', 'POWER_SUPPLY_'));
  const batteries = supplies.filter(
    (supply) =>
      supply.get('TYPE') === 'Battery' && supply.get('SCOPE') !== 'Device' && supply.get('PRESENT') !== '0',
  );
  if (batteries.length === 0) return notApplicable('no battery');
  const percent = percentOfAll(batteries);
  if (percent === null) return failed('unreadable', 'the battery does not tell its charge');
  const states = batteries.map((battery) => battery.get('STATUS') ?? '');
  const cycles = batteries.flatMap((battery) => countOf(battery.get('CYCLE_COUNT')) || []);
  const charging = states.includes('Charging');
  return collected({
    percent,
    charging,
    onMains: onMainsOf(supplies, states),
    healthPercent: healthOf(batteries),
    cycles: cycles.length > 0 ? Math.max(...cycles) : null,
    remainingMinutes: states.includes('Discharging') ? remainingOf(batteries) : null,
  });
}

function amounts(battery: Supply, name: string): number | null {
  // Drivers count either energy or charge.
  return countOf(battery.get(`ENERGY_${name}`)) ?? countOf(battery.get(`CHARGE_${name}`));
}

function total(batteries: readonly Supply[], name: string): number | null {
  const each = batteries.map((battery) => amounts(battery, name));
  const known = each.filter((amount) => amount !== null);
  return known.length < batteries.length ? null : known.reduce((sum, amount) => sum + amount, 0);
}

function percentOfAll(batteries: readonly Supply[]): number | null {
  const single = batteries.length === 1 ? percentOf(batteries[0]?.get('CAPACITY')) : null;
  if (single !== null) return single;
  const now = total(batteries, 'NOW');
  const full = total(batteries, 'FULL');
  if (now !== null && full) return percentOf((100 * now) / full);
  return percentOf(batteries[0]?.get('CAPACITY'));
}

function healthOf(batteries: readonly Supply[]): number | null {
  const full = total(batteries, 'FULL');
  const designed = total(batteries, 'FULL_DESIGN');
  return full && designed ? Math.min(100, Math.round((100 * full) / designed)) : null;
}

function onMainsOf(supplies: readonly Supply[], states: readonly string[]): boolean | null {
  const chargers = supplies.filter((supply) => /^(?:Mains|USB|Wireless)$/.test(supply.get('TYPE') ?? ''));
  if (chargers.length > 0) return chargers.some((charger) => charger.get('ONLINE') === '1');
  if (states.includes('Discharging')) return false;
  return states.some((state) => state === 'Charging' || state === 'Full' || state === 'Not charging')
    ? true
    : null;
}

function remainingOf(batteries: readonly Supply[]): number | null {
  const now = total(batteries, 'NOW');
  const rates = batteries.flatMap(
    (battery) => numberOf(battery.get('POWER_NOW')) ?? numberOf(battery.get('CURRENT_NOW')) ?? [],
  );
  // Some drivers give the current of a discharging battery a minus.
  const rate = rates.reduce((sum, each) => sum + Math.abs(each), 0);
  return now === null || rate === 0 ? null : Math.round((60 * now) / rate);
}
