import type { SectionData } from '../../../../shared/model/diagnostics';
import { countOf, numberOf, percentOf, rowsOf, type Row } from '../../json-value';
import { powershell } from '../../powershell';
import { collected, failed, notApplicable, said, type Found, type ProbeContext } from '../../probe';

type Disk = SectionData<'disks'>[number];

/**
 * The properties are read below PowerShell's types, as numbers: words depend on its version. The counters are the
 * administrator's; where they are refused the rest is still there.
 */
const SCRIPT = `
$disks = foreach ($disk in Get-PhysicalDisk) {
  $raw = @{}; foreach ($property in $disk.CimInstanceProperties) { $raw[$property.Name] = $property.Value }
  $counters = $null; try { $counters = $disk | Get-StorageReliabilityCounter } catch { }
  [pscustomobject]@{
    DeviceId = $raw.DeviceId; FriendlyName = $raw.FriendlyName; SerialNumber = $raw.SerialNumber
    FirmwareVersion = $raw.FirmwareVersion; MediaType = $raw.MediaType; BusType = $raw.BusType; Size = $raw.Size
    HealthStatus = $raw.HealthStatus; Wear = $counters.Wear; Temperature = $counters.Temperature
    ReadErrorsUncorrected = $counters.ReadErrorsUncorrected; PowerOnHours = $counters.PowerOnHours
  }
}
ConvertTo-Json -Compress -InputObject @($disks)`;

/** Of the class MSFT_PhysicalDisk; the words are what PowerShell makes of the numbers. */
const HEALTH: Readonly<Record<string, Disk['health']>> = {
  0: 'good',
  1: 'failing',
  2: 'failing',
  Healthy: 'good',
  Warning: 'failing',
  Unhealthy: 'failing',
};
const MEDIA: Readonly<Record<string, Disk['kind']>> = {
  3: 'hdd',
  4: 'ssd',
  5: 'ssd',
  HDD: 'hdd',
  SSD: 'ssd',
  SCM: 'ssd',
};
const BUSES: Readonly<Record<string, string>> = {
  1: 'SCSI',
  3: 'ATA',
  7: 'USB',
  8: 'RAID',
  9: 'iSCSI',
  10: 'SAS',
  11: 'SATA',
  12: 'SD',
  13: 'MMC',
  14: 'Virtual',
  15: 'File Backed Virtual',
  16: 'Storage Spaces',
  17: 'NVMe',
};
const MADE_UP = /Virtual|VMware|VBOX|QEMU|Msft/i;

export async function readDisks(context: ProbeContext): Promise<Found<Disk[]>> {
  const outcome = await powershell(context, SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const rows = rowsOf(outcome.value);
  if (rows === null) return failed('unreadable', 'Get-PhysicalDisk: no list of disks');
  const disks = rows.flatMap((row) => diskOf(row) ?? []);
  if (disks.length > 0) return collected(disks.slice(0, 64));
  return rows.length > 0
    ? failed('unreadable', 'Get-PhysicalDisk: disks without a name')
    : notApplicable('no disk is reported');
}

function diskOf(row: Row): Disk | null {
  const model = said(row['FriendlyName']);
  const number = said(row['DeviceId'], 20);
  if (model === '' && number === '') return null;
  const bus = BUSES[said(row['BusType'])] ?? said(row['BusType'], 40);
  return {
    device: `PhysicalDrive${number}`,
    model,
    serial: said(row['SerialNumber'], 120) || null,
    firmware: said(row['FirmwareVersion'], 80) || null,
    kind: kindOf(bus, model, said(row['MediaType'])),
    bus,
    sizeBytes: countOf(row['Size']) ?? 0,
    health: HEALTH[said(row['HealthStatus'])] ?? 'unknown',
    wearPercent: percentOf(row['Wear']),
    temperatureC: numberOf(row['Temperature']) || null,
    badSectors: countOf(row['ReadErrorsUncorrected']),
    powerOnHours: countOf(row['PowerOnHours']),
  };
}

function kindOf(bus: string, model: string, media: string): Disk['kind'] {
  if (/Virtual/.test(bus) || MADE_UP.test(model)) return 'virtual';
  if (bus === 'USB' || bus === 'SD') return 'removable';
  return MEDIA[media] ?? (bus === 'NVMe' ? 'ssd' : 'other');
}
