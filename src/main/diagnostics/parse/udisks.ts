import { countOf, numberOf, type Row } from '../json-value';
import { UNKNOWN_HEALTH, type DiskHealth } from './disk-health';
import type { ManagedObject } from './managed-objects';

const UDISKS = 'org.freedesktop.UDisks2';
const KELVIN = 273.15;
/** The other warning an NVMe disk gives is of its temperature. */
const FATAL = new Set(['spare', 'degraded', 'readonly', 'volatile_mem']);

/** What udisks knows of each disk's health, by the kernel's name of the disk. */
export function parseUdisks(objects: readonly ManagedObject[]): ReadonlyMap<string, DiskHealth> {
  const drives = new Map(objects.map((object) => [object.path, object.interfaces]));
  return new Map(
    objects.flatMap(({ path, interfaces }): [string, DiskHealth][] => {
      const drive = interfaces[`${UDISKS}.Block`]?.['Drive'];
      const known = typeof drive === 'string' ? drives.get(drive) : undefined;
      const ata = known?.[`${UDISKS}.Drive.Ata`];
      const nvme = known?.[`${UDISKS}.NVMe.Controller`];
      const health = ata ? healthOfAta(ata) : nvme ? healthOfNvme(nvme) : null;
      return health === null ? [] : [[path.slice(path.lastIndexOf('/') + 1), health]];
    }),
  );
}

/** `SmartUpdated` is 0 as long as the disk was not asked. */
function healthOfAta(ata: Row): DiskHealth | null {
  if (!numberOf(ata['SmartUpdated'])) return null;
  const seconds = countOf(ata['SmartPowerOnSeconds']);
  return {
    ...UNKNOWN_HEALTH,
    health: ata['SmartFailing'] === true ? 'failing' : ata['SmartFailing'] === false ? 'good' : 'unknown',
    temperatureC: celsius(ata['SmartTemperature']),
    badSectors: countOf(ata['SmartNumBadSectors']),
    powerOnHours: seconds ? Math.round(seconds / 3600) : null,
  };
}

function healthOfNvme(nvme: Row): DiskHealth | null {
  if (!numberOf(nvme['SmartUpdated'])) return null;
  const warnings = nvme['SmartCriticalWarning'];
  const failing = Array.isArray(warnings) && warnings.some((warning) => FATAL.has(String(warning)));
  return {
    ...UNKNOWN_HEALTH,
    health: failing ? 'failing' : Array.isArray(warnings) ? 'good' : 'unknown',
    temperatureC: celsius(nvme['SmartTemperature']),
    powerOnHours: countOf(nvme['SmartPowerOnHours']),
  };
}

function celsius(kelvin: unknown): number | null {
  const number = numberOf(kelvin);
  return number === null || number <= 0 ? null : Math.round(number - KELVIN);
}
