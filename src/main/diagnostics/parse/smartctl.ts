import { countOf, isRow, numberOf, percentOf, rowsOf, type Row } from '../json-value';
import type { DiskHealth } from './disk-health';

/** SMART attributes that count sectors which were moved, wait to be moved, or cannot be read. */
const BAD_SECTORS = new Set([5, 197, 198]);

/** What is left of an SSD's life, 100 when new, by the name most makers give it. */
const LIFE_LEFT =
  /^(?:Wear_Leveling_Count|Media_Wearout_Indicator|SSD_Life_Left|Percent_Lifetime_Remain|Remaining_Lifetime_Perc)$/;

/** `smartctl -j -H -A -i` (7.0 or later). null where it holds no verdict and no log: the disk was not asked. */
export function parseSmartctl(value: unknown): DiskHealth | null {
  if (!isRow(value)) return null;
  const passed = inside(value, 'smart_status', 'passed');
  const nvme = value['nvme_smart_health_information_log'];
  const table = rowsOf(inside(value, 'ata_smart_attributes', 'table')) ?? [];
  if (typeof passed !== 'boolean' && !isRow(nvme) && table.length === 0) return null;
  return {
    health: typeof passed === 'boolean' ? (passed ? 'good' : 'failing') : 'unknown',
    wearPercent: isRow(nvme) ? percentOf(nvme['percentage_used']) : wornOf(table),
    temperatureC: numberOf(inside(value, 'temperature', 'current')),
    badSectors: isRow(nvme) ? countOf(nvme['media_errors']) : badSectorsOf(table),
    powerOnHours: countOf(inside(value, 'power_on_time', 'hours')),
  };
}

function inside(row: Row, outer: string, inner: string): unknown {
  const found = row[outer];
  return isRow(found) ? found[inner] : undefined;
}

function badSectorsOf(table: readonly Row[]): number | null {
  const counts = table
    .filter((entry) => BAD_SECTORS.has(numberOf(entry['id']) ?? 0))
    .flatMap((entry) => (isRow(entry['raw']) ? (countOf(entry['raw']['value']) ?? []) : []));
  return counts.length === 0 ? null : counts.reduce((sum, each) => sum + each, 0);
}

function wornOf(table: readonly Row[]): number | null {
  const entry = table.find(({ name }) => typeof name === 'string' && LIFE_LEFT.test(name));
  const left = percentOf(entry?.['value']);
  return left === null ? null : 100 - left;
}
