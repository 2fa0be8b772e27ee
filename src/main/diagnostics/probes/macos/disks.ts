import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { countOf, isRow, type Row } from '../../json-value';
import { UNKNOWN_HEALTH } from '../../parse/disk-health';
import { failed, said, type Found, type ProbeContext } from '../../probe';
import { systemProfiler, withItems } from './system-profiler';

type Disk = SectionData<'disks'>[number];

export async function readDisks(context: ProbeContext): Promise<Found<Disk[]>> {
  const outcome = await systemProfiler(context, 'SPNVMeDataType', 'SPSerialATADataType', 'SPStorageDataType');
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const rows = withItems(outcome.rows);
  const internal = rows.flatMap((row) => internalDisk(row) ?? []);
  const external = rows.flatMap((row) => externalDisk(row) ?? []);
  const once = new Map(external.map((disk) => [disk.model, disk]));
  const disks = [...internal, ...once.values()].slice(0, 64);
  return foundSome(disks, 'no disk is reported');
}

/** A row of the NVMe or SATA list; controllers have no size. */
function internalDisk(row: Row): Disk | null {
  const sizeBytes = countOf(row['size_in_bytes']);
  const model = said(row['device_model']);
  if (sizeBytes === null || model === '') return null;
  const sata = 'spsata_medium_type' in row || 'spsata_ncq' in row;
  return {
    ...UNKNOWN_HEALTH,
    device: said(row['bsd_name']),
    model,
    serial: said(row['device_serial'], 120) || null,
    firmware: said(row['device_revision'], 80) || null,
    kind: sata && row['spsata_medium_type'] !== 'Solid State' ? 'hdd' : 'ssd',
    bus: sata ? 'SATA' : 'NVMe',
    sizeBytes,
    health: healthOf(row['smart_status']),
  };
}

/** A volume names the drive it is on; the size of such a drive is that of its largest volume at least. */
function externalDisk(row: Row): Disk | null {
  const drive = row['physical_drive'];
  if (!isRow(drive) || drive['is_internal_disk'] !== 'no') return null;
  const protocol = said(drive['protocol'], 40);
  return {
    ...UNKNOWN_HEALTH,
    device: said(row['bsd_name']).replace(/(?<=disk\d+)s\d.*$/, ''),
    model: said(drive['device_name'] ?? drive['media_name'] ?? row['_name']),
    serial: null,
    firmware: null,
    kind: /disk image/i.test(protocol) ? 'virtual' : 'removable',
    bus: protocol,
    sizeBytes: countOf(row['size_in_bytes']) ?? 0,
    health: healthOf(drive['smart_status']),
  };
}

function healthOf(status: unknown): Disk['health'] {
  if (status === 'Verified') return 'good';
  return status === 'Failing' ? 'failing' : 'unknown';
}
