import type { SectionData } from '../../../shared/model/diagnostics';

/** What a disk says of its own condition, whichever program asked it. */
export type DiskHealth = Pick<
  SectionData<'disks'>[number],
  'health' | 'wearPercent' | 'temperatureC' | 'badSectors' | 'powerOnHours'
>;

export const UNKNOWN_HEALTH: DiskHealth = {
  health: 'unknown',
  wearPercent: null,
  temperatureC: null,
  badSectors: null,
  powerOnHours: null,
};
